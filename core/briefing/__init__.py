"""What a reader is sent, and when: the digest of what is new, and recurrence over clock changes."""
