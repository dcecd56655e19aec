"""Roles: the parts of the program that can run by themselves, so that several processes share one store."""

from enum import StrEnum


class Role(StrEnum):
    """What one process does; `ALL` does everything."""

    ALL = "all"
    INTAKE = "intake"
    CLOCK = "clock"
    WORKER = "worker"
    SENDER = "sender"

    def plays(self, part: "Role") -> bool:
        """Whether this process does that part."""
        return self in (Role.ALL, part)
