"""Presses: what a button carries, and what nobody's button ever carried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.press import LIMIT, Press, Verb, decode, encode, mark, press
from core.model.subscriber import FollowKind

numbers = st.integers(0, 10**18 - 1)
words = st.from_regex(r"[A-Za-z0-9](?:[A-Za-z0-9 _/:+.,-]{0,46}[A-Za-z0-9])?", fullmatch=True)
presses = st.one_of(
    st.builds(press, st.sampled_from([Verb.CARD, Verb.ALERT, Verb.MUTE, Verb.WHY, Verb.REJECT, Verb.STORY]), numbers),
    st.builds(press, st.sampled_from([Verb.SNOOZE, Verb.ANCHOR]), numbers, numbers),
    st.builds(press, st.just(Verb.LIST), st.sampled_from(["open", "passed"]), numbers),
    st.builds(press, st.just(Verb.PUBLISHED), st.sampled_from(["today", "yesterday", "other"]), numbers),
    st.builds(press, st.just(Verb.UNFOLLOW), st.sampled_from([kind.value for kind in FollowKind]), st.text().map(mark)),
    st.builds(press, st.sampled_from([Verb.DIGEST, Verb.ZONE]), words),
    st.sampled_from([press(Verb.RESUME), press(Verb.BRIEF), press(Verb.BRIEF, "again"), press(Verb.ALERTS)]),
)


@given(presses)
def test_what_a_button_says_is_read_back_and_fits_into_64_bytes(made: Press) -> None:
    data = encode(made)
    assert 1 <= len(data.encode()) <= LIMIT
    assert decode(data) == made


@given(st.one_of(st.text(max_size=80), st.from_regex(r"[a-z]{1,2}(\|[^|]{0,20}){0,3}", fullmatch=True)))
def test_forged_data_is_no_press_or_one_that_a_button_could_carry(data: str) -> None:
    made = decode(data)
    assert made is None or encode(made) == data


@pytest.mark.parametrize(
    "forged",
    ["", "|", "c", "c|", "c|-1", "c|01", "c|1|2", "c|١", "C|1", "sn|1", "l|closed|0", "f|maybe", "z|../../etc/passwd;",
     "q|1", "uf|word|xyz", "uf|nothing|0123456789ab", "c|" + "9" * 19, "z|" + "a" * 80, "re|1", "c|1\n", "p|today"],
)  # fmt: skip
def test_data_that_no_button_of_ours_carries_is_nothing(forged: str) -> None:
    assert decode(forged) is None


def test_a_button_with_the_wrong_arguments_is_a_fault_of_its_view() -> None:
    with pytest.raises(ValueError, match="not a press"):
        encode(press(Verb.SNOOZE, 1))
