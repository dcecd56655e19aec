"""The use cases: read, brief, track, subscribe, plan."""
