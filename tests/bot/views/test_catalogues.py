"""Languages: catalogues say all that the source says, nothing is said past them, numbers and dates are right."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.locales import catalogue, nearest
from bot.views import words
from bot.views.language import _, plural, speaking, spoken
from bot.views.settings import days_words
from bot.views.tongues import find_language
from core.briefing.days import parse_day
from core.briefing.typed import in_english
from core.briefing.when import parse_digest, parse_quiet
from core.briefing.zones import find_zone
from core.deadlines.typed import Wrong, read_correction, read_wish
from core.model.deadline import Due, Granularity
from tests.bot.views.catalogues import (
    BOT,
    OTHERS,
    SPEAKS,
    forms,
    marked_at_import,
    placeholders,
    said,
    unmarked,
    written,
)

NOW = datetime(2025, 7, 20, 6, tzinfo=UTC)
ULTIMATUM = Due.on(date(2025, 9, 2), "America/New_York")


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_says_all_that_the_source_says_and_nothing_else(language: str) -> None:
    known = {tuple(m.id) if isinstance(m.id, (list, tuple)) else m.id for m in written(language) if m.id}
    missing = {f"{file}: {text!r}" for text, file in said().items() if text not in known}
    assert missing == set(), "python -m bot.locales takes them in"
    assert known - said().keys() == set()


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_in_a_catalogue_is_empty_or_fuzzy(language: str) -> None:
    assert [source for source, said_ in forms(language) if not all(said_)] == []
    assert [message.id for message in written(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", OTHERS)
def test_plurals_have_every_form_of_their_language(language: str) -> None:
    several = [message.string for message in written(language) if message.pluralizable]
    assert len(several) > 20
    assert {len(said_ or ()) for said_ in several} == {3 if language in ("uk", "ru") else 2}


@pytest.mark.parametrize("language", OTHERS)
def test_no_placeholder_is_lost_or_renamed_and_no_command_changed(language: str) -> None:
    for source, said_ in forms(language):
        for form in said_:
            assert placeholders(form) == placeholders(source), form
            assert _commands(form) == _commands(source), form
            assert (form[:1] == " ", form[-1:] == " ") == (source[:1] == " ", source[-1:] == " "), form


def _commands(text: str) -> set[str]:
    return {word.strip(".,:;!?»“”") for word in text.split() if word.startswith("/") and len(word) > 1}


@pytest.mark.parametrize("path", SPEAKS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_is_said_past_the_catalogues(path: Path) -> None:
    assert list(unmarked(path.read_text(encoding="utf-8"))) == []


def test_no_words_are_asked_for_while_a_module_loads() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in BOT.rglob("*.py")}
    assert {path: lines for path, source in sources.items() if (lines := list(marked_at_import(source)))} == {}


def test_words_past_the_catalogues_are_noticed() -> None:
    assert list(unmarked('def f(): return heading("Good morning")')) == [(1, "Good morning")]
    assert list(unmarked('def f(n): return f"{n} stories left"')) == [(1, " stories left")]
    assert list(unmarked('def f(): return Button("Off", 1) if x else _("Off")')) == [(1, "Off")]
    assert list(unmarked('def f():\n    """Say it."""\n    return _("Good morning") + d["Off"]')) == []
    assert list(marked_at_import('A = {"b": _("Off")}\ndef f(): return _("On")')) == [1]


def test_a_client_s_language_is_spoken_where_it_is_one_of_ours() -> None:
    codes = ["uk", "de-AT", "ES", "ru_RU", "fr", "", None]
    assert [nearest(code) for code in codes] == ["uk", "de", "es", "ru", "en", "en", "en"]


def test_a_language_is_spoken_within_its_block_alone() -> None:
    with speaking("de"):
        with speaking("uk"):
            assert _("Settings") == "Налаштування"
        assert (spoken(), _("Settings")) == ("de", "Einstellungen")
    assert (spoken(), _("Settings")) == ("en", "Settings")
    assert catalogue("xx").gettext("Settings") == "Settings"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["1 source", "2 sources", "5 sources", "21 sources"]),
        ("uk", ["1 джерело", "2 джерела", "5 джерел", "21 джерело"]),
        ("ru", ["1 источник", "2 источника", "5 источников", "21 источник"]),
        ("de", ["1 Quelle", "2 Quellen", "5 Quellen", "21 Quellen"]),
        ("es", ["1 fuente", "2 fuentes", "5 fuentes", "21 fuentes"]),
    ],
)
def test_things_are_counted_as_the_language_does(language: str, told: list[str]) -> None:
    with speaking(language):
        assert [plural("{n} source", "{n} sources", n).format(n=n) for n in (1, 2, 5, 21)] == told


@pytest.mark.parametrize(
    ("language", "day", "off", "left", "window"),
    [
        ("en", "Tuesday 2 September 2025 (New York)", "in 44 days", "44 days left", "7–9 August"),
        ("uk", "вівторок, 2 вересня 2025 р. (Нью-Йорк)", "через 44 дні", "ще 44 дні", "7–9 серп."),
        ("ru", "вторник, 2 сентября 2025 г. (Нью-Йорк)", "через 44 дня", "ещё 44 дня", "7–9 авг."),
        ("de", "Dienstag, 2. September 2025 (New York)", "in 44 Tagen", "noch 44 Tage", "7.–9. Aug."),
        ("es", "martes, 2 de septiembre de 2025 (Nueva York)", "dentro de 44 días", "quedan 44 días", "7–9 ago"),
    ],
)
def test_dates_are_told_as_the_language_does(language: str, day: str, off: str, left: str, window: str) -> None:
    days = Due(Granularity.WINDOW, date(2025, 8, 7), date(2025, 8, 9), "America/New_York")
    with speaking(language):
        assert _spaced(words.due_words(ULTIMATUM)) == day
        assert words.countdown(ULTIMATUM, NOW) == off
        assert words.left_words(ULTIMATUM, NOW) == left
        assert words.short_due(days, NOW) == window


def _spaced(text: str) -> str:
    return text.replace("\u202f", " ")  # what the locale data puts before "р." and "г."


@pytest.mark.parametrize(
    ("language", "night", "tomorrow"),
    [
        ("en", "by midnight at the end of Sunday 20 July 2025, Kyiv time", "tomorrow"),
        ("uk", "до 24:00, неділя, 20 липня 2025 р. (Київ)", "завтра"),
        ("ru", "до 24:00, воскресенье, 20 июля 2025 г. (Киев)", "завтра"),
        ("de", "bis 24:00, Sonntag, 20. Juli 2025 (Kiew)", "morgen"),
        ("es", "hasta las 24:00, domingo, 20 de julio de 2025 (Kiev)", "mañana"),
    ],
)
def test_a_moment_is_told_with_its_place(language: str, night: str, tomorrow: str) -> None:
    at = datetime(2025, 7, 20, 21, tzinfo=UTC)  # midnight in Kyiv
    due = Due(Granularity.INSTANT, date(2025, 7, 21), date(2025, 7, 21), "Europe/Kyiv", at)
    with speaking(language):
        assert _spaced(words.due_words(due)) == night
        assert words.countdown(Due.on(date(2025, 7, 21), "Europe/Kyiv"), NOW) == tomorrow
        assert words.ago(NOW - timedelta(days=1), NOW) == _("yesterday")


@pytest.mark.parametrize("language", OTHERS)
def test_every_example_to_type_can_be_typed(language: str) -> None:
    with speaking(language):
        assert parse_digest(_("/digest 7:30 weekdays").split(maxsplit=1)[1]) == parse_digest("7:30 weekdays")
        assert parse_digest(_("/digest 8 and 18").split(maxsplit=1)[1]) == parse_digest("8 and 18")
        assert parse_digest(_("/digest 08:00 3min").split(maxsplit=1)[1]) == parse_digest("08:00 3min")
        assert parse_digest(_("/digest review").split(maxsplit=1)[1]) == parse_digest("review")
        assert parse_quiet(_("/quiet off").split(maxsplit=1)[1]) is None
        assert parse_day(_("/asof yesterday").split(maxsplit=1)[1], today=NOW.date()) == date(2025, 7, 19)
        assert find_zone(_("/timezone Kyiv").split(maxsplit=1)[1]).startswith("Europe/")
        assert in_english(_("/alerts all").split(maxsplit=1)[1]) == "all"
        assert in_english(_("/feeds 1 all").split()[2]) == "all"
        assert in_english(_("/feeds 1 only grain, port").split()[2]) == "only"
        assert in_english(_("/feeds 1 without football").split()[2]) == "without"
        wish = read_wish(_("remind me 30 November submit the tax form"), now=NOW, zone="UTC")
        assert wish is not None
        assert wish.due.first == date(2025, 11, 30)
        counted = read_correction(_("count from 19 July"), now=NOW, zone="UTC")
        assert counted is not None
        assert (counted.wrong, counted.day) == (Wrong.START, date(2025, 7, 19))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("пн-пт 9:00", range(5)),
        ("у вихідні о 10", (5, 6)),
        ("по будням в 7:30", range(5)),
        ("каждый день в 8", range(7)),
        ("am Montag und Mittwoch um 8 Uhr", (0, 2)),
        ("täglich 8", range(7)),
        ("entre semana a las 8 de la tarde", range(5)),
        ("lunes y jueves 9", (0, 3)),
    ],
)
def test_days_and_hours_are_understood_in_every_language(typed: str, days: range | tuple[int, ...]) -> None:
    wish = parse_digest(typed)
    assert wish.days == frozenset(days)
    assert len(wish.times) == 1


@pytest.mark.parametrize("language", OTHERS)
def test_the_days_that_are_set_are_named_in_words(language: str) -> None:
    with speaking(language):
        assert "Monday" not in days_words(frozenset({0, 4}))
        assert days_words(frozenset(range(5))) == _("on weekdays")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Українська", "uk"),
        ("украинский", "uk"),
        ("German", "de"),
        ("alemán", "de"),
        ("Spanisch", "es"),
        ("RU", "ru"),
        ("англійська", "en"),
        ("Telegram", "client"),
        ("wie in meinem Telegram", "client"),
        ("Klingon", None),
    ],
)
def test_a_language_is_known_by_its_name_in_any_of_them(name: str, language: str | None) -> None:
    assert find_language(name) == language
