"""Updates in: polling, journal, one lane a chat."""
