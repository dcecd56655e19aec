"""A local Bot API server with a chat page, so that the whole bot can be used without a token."""
