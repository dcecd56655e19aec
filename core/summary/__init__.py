"""Choosing the sentences that carry an article, and its quotes with their speakers."""
