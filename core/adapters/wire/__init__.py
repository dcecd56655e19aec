"""Fetching behind the guard: feeds, pages, files."""
