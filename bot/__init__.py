"""Telegram and the outside world: intake, handlers, views, delivery, web and the playground."""
