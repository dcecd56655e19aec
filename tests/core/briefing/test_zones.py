"""Zones as people name them."""

from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.briefing.zones import find_zone, suggest_zones, zone_at
from core.errors import UnknownZoneError


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("Kyiv", "Europe/Kyiv"),
        ("kiev", "Europe/Kyiv"),
        ("Ukraine", "Europe/Kyiv"),
        (" new york ", "America/New_York"),
        ("New_York", "America/New_York"),
        ("Washington, D.C.", "America/New_York"),
        ("Paris, France", "Europe/Paris"),
        ("Germany", "Europe/Berlin"),
        ("Japan", "Asia/Tokyo"),
        ("Mumbai", "Asia/Kolkata"),
        ("São Paulo", "America/Sao_Paulo"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("CET", "Europe/Berlin"),
        ("PST", "America/Los_Angeles"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_found_by_its_name_a_city_a_country_or_an_abbreviation(typed: str, zone: str) -> None:
    assert find_zone(typed) == zone


@pytest.mark.parametrize("typed", ["", "Atlantis", "United States", "x" * 500, "../../etc/passwd", "Europe/"])
def test_what_names_no_single_zone_is_refused(typed: str) -> None:
    with pytest.raises(UnknownZoneError):
        find_zone(typed)


def test_every_zone_is_found_by_its_own_name_and_a_link_by_what_it_links_to() -> None:
    zones = available_timezones()
    assert [zone for zone in zones if "/" in zone and find_zone(zone) != zone] == []
    assert {find_zone(zone) for zone in zones} <= zones


def test_a_misspelt_city_is_offered_the_nearest() -> None:
    assert suggest_zones("Mumbay")[0] == "Asia/Kolkata"
    assert "Europe/Berlin" in suggest_zones("Berli")
    assert suggest_zones("qqqqqq") == []


def test_a_country_of_several_zones_is_offered_them_the_largest_first() -> None:
    assert set(suggest_zones("US")[:4]) == {
        "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [(50.45, 30.52, "Europe/Kyiv"), (40.71, -74.0, "America/New_York"), (-33.87, 151.2, "Australia/Sydney")],
)
def test_a_place_on_earth_has_its_zone(latitude: float, longitude: float, zone: str) -> None:
    assert zone_at(latitude, longitude) == zone


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_on_earth_has_a_zone_that_can_be_used(latitude: float, longitude: float) -> None:
    assert ZoneInfo(zone_at(latitude, longitude)).key


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (float("nan"), 0)])
def test_what_is_no_place_on_earth_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(UnknownZoneError):
        zone_at(latitude, longitude)


@given(st.text(max_size=100))
def test_any_text_is_a_zone_or_the_one_error_and_can_be_offered_something(text: str) -> None:
    try:
        assert find_zone(text) in available_timezones()
    except UnknownZoneError:
        assert set(suggest_zones(text)) <= available_timezones()
