"""One document model, rendered to Telegram HTML, and the screens made of it."""
