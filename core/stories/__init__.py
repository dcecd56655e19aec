"""Which articles tell of one event, and which stories come first."""
