"""What knows and decides: no Telegram, no web."""
