"""Messages out: sender, pacing, transport."""
