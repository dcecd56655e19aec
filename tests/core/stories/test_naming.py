"""Naming: which story a group is once reports are grouped anew."""

from hypothesis import given
from hypothesis import strategies as st

from core.model.ids import StoryId
from core.stories.naming import name_groups

GROUPS = st.lists(st.lists(st.integers(1, 6).map(StoryId), min_size=1, max_size=5), max_size=6)


def stories(*groups: tuple[int, ...]) -> list[list[StoryId]]:
    return [[StoryId(story) for story in group] for group in groups]


def test_stories_that_come_together_are_the_oldest_of_them() -> None:
    assert name_groups(stories((7, 3, 7), (9,))) == [3, 9]


def test_a_story_that_falls_apart_stays_with_most_of_its_reports_and_the_rest_is_new() -> None:
    assert name_groups(stories((3,), (3, 3))) == [None, 3]
    assert name_groups(stories((3, 3), (3, 3))) == [3, None]


def test_a_story_that_lost_reports_to_an_older_one_goes_on_with_the_others() -> None:
    assert name_groups(stories((3, 5, 5), (5,))) == [3, 5]


@given(GROUPS)
def test_no_two_groups_are_one_story_and_each_is_one_of_its_reports(groups: list[list[StoryId]]) -> None:
    named = name_groups(groups)
    given_ = [story for story in named if story is not None]
    assert len(given_) == len(set(given_))
    assert all(story is None or story in group for story, group in zip(named, groups, strict=True))
