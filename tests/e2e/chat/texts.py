"""Articles of outlets that do not exist, in the shapes in which people paste them."""

from datetime import date

HARBOUR = """Northern port to close unless owners answer

ROTTERDAM, {day} (Harbour Wire) - The port authority gave the owners of the northern terminal 14 days to repair its
sea wall, or lose their licence to run it.

“We have asked for this wall three times, and the water does not wait,” said Marieke Vos, the authority's director.

The terminal handles a fifth of the grain that passes through the city. Its owners said on the same evening that they
would study the letter, and that no ship had been turned away so far. Farmers' cooperatives upriver have begun to look
for other quays.
"""

BRIDGE = """Toll on the river bridge to be decided

The council gave the operator ten days to publish its accounts, or the toll falls away.

“Nobody in this hall has seen a single invoice,” said councillor Ines Duarte.

The operator has run the bridge for eleven years. It said that it would answer in writing, and that it had nothing to
hide from those who cross the river every morning on their way to work.
"""
"""Without a date or a dateline."""

QUIET = """Museum reopens with a wing for maps

The city museum opened its new wing on Saturday after four years of work. The wing shows three hundred maps of the
coast, the oldest of them drawn on calfskin.

Visitors waited for an hour in the rain. The director, Tomas Brandt, said that he had not expected so many people, and
that some of them had come from across the border.
"""
"""Without a deadline."""


def harbour(day: date) -> str:
    """Return the port's article, written on a day; its deadline is fourteen days later."""
    return HARBOUR.format(day=f"{day:%B} {day.day}")
