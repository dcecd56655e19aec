"""Fetching behind the guard: feeds, pages, files."""

from core.adapters.wire.http_wire import HttpWire

__all__ = ["HttpWire"]
