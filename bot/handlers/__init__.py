"""One file a conversation."""
