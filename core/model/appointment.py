"""Appointments: the dates in a calendar that a person sent."""

from dataclasses import dataclass

from core.model.deadline import Due


@dataclass(frozen=True, slots=True)
class Appointment:
    """A date in a calendar: `uid` names it in every edition of the calendar, `is_off` where it was cancelled."""

    uid: str
    title: str
    due: Due
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Diary:
    """What a calendar holds: single appointments by date; how many repeat, and how many were too many to read."""

    appointments: tuple[Appointment, ...] = ()
    repeating: int = 0
    beyond: int = 0
