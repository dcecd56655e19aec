"""HTTP that the bot itself answers."""
