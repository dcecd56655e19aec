"""A local Bot API server with a chat page, so that the whole bot can be used without a token.

The seam: `bot.app` makes a `PlaygroundServer`, starts it, and points an ordinary bot at `server.api_url` with
`server.token`. What the page asks of the clock comes back through the callbacks given to it:

* `on_step(moment)`: move the story on to `moment` (aware, UTC), and return once all that falls due by then is sent
* `on_mode(mode)`: open a fresh store, in *Story* at the story's start, in *Today* on the real clock; once it returns,
  `now()` tells the new clock and the bot polls again
* `now()`: the playground's time (aware, UTC), which also dates every message
* `next_event()`: the moment at which something is published or falls due next, None where nothing is

Tests use the same server: `server.telegram` is the world behind it, where people say and press things and everything
that was sent can be seen, and `server.telegram.faults` switches faults on.
"""

from bot.playground.places import furnish
from bot.playground.play import Mode, NextEvent, Now, OnMode, OnStep
from bot.playground.server import PlaygroundServer

__all__ = ["Mode", "NextEvent", "Now", "OnMode", "OnStep", "PlaygroundServer", "furnish"]
