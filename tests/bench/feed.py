"""A stream of ordinary feed items without a deadline: schedules, results, forecasts, plans, terms, opening hours."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

_TEMPLATES = """
{who} will play {place} on {day} in the second round of the cup.
{who} beat {place} 3-1 on Saturday and are four points clear with two games left before the break.
{who} has extended his contract with {place} until June 2028.
The {thing} opens on {day} and runs until {later}.
Tickets for the {thing} go on sale at 10 a.m. on {day}.
The {thing} was founded in 1974 and celebrates its 50th anniversary on {day}.
{who} said it would open 40 branches in {place} by {later}.
{who} expects profit to rise by a tenth in the year to {later}.
{who} reported sales of 4.2 billion for the quarter ended June 30, up from 3.9 billion a year earlier.
Shares in {who} closed up 2 percent on Tuesday before results due on {day}.
Brent crude for August delivery fell 40 cents, while gold for December rose to 2,640 dollars.
The 10-year note due February 2034 yielded 4.1 percent, and futures that expire on {day} pointed to a cut.
Economists see inflation in {place} at 3 percent by {later}.
The bank left rates unchanged on Wednesday; its next meeting is on {day}.
Snow is likely to reach {place} by Thursday evening and last until the weekend.
The road through {place} will be closed until {later} for repairs to the bridge.
Trains to {place} are suspended until Monday because of flooding.
Fire crews in {place} had the blaze under control within three hours, the mayor said on {day}.
By Friday, volunteers had filled 6,000 sandbags along the river in {place}.
Police in {place} arrested four men on Monday after a search that lasted two days.
A man, 34, was remanded in custody until {day} over a robbery in {place}.
She was sentenced to 18 months in prison in {place} and will be released by {later} at the earliest.
The trial of the former mayor of {place} begins on {day} and is expected to last six weeks.
Voters in {place} go to the polls on {day} to choose a new council.
The presidents of both countries will meet in {place} on {day}, their first summit in two years.
The governor of {place}, whose term ends in January, did not say whether he would run again.
He was minister of trade until 2019 and has since taught at the university of {place}.
The new speed limit in {place} takes effect on {day}.
From 1 July cars older than 15 years may not enter the centre of {place}.
The library in {place} is open from nine until six and until noon on Saturdays.
Visitors to {place} may stay for up to 90 days without a visa.
Shoppers usually have 30 days to return goods, but {who} takes them back after a year.
Patients should finish the tablets within ten days of opening the box, the leaflet says.
The minister in {place} pledged to halve waiting times within five years.
We hope to have the line to {place} running before Christmas, the engineer said.
{who} aims to be carbon neutral by 2040 and is building wind farms near {place}.
The satellite is due to be launched from {place} on {day} after a delay of two weeks.
The crew spent 50 days at sea before they reached {place} on Sunday.
The 30-day festival in {place} drew a record crowd, its organisers said.
A two-week heat wave in {place} is forecast to end on {day}.
The talks in {place} continued until 3 a.m. on Tuesday without a result.
No date has been set for the return of the {thing}, a spokeswoman said on Monday.
The writer, famous for missing deadlines, reads from her new novel in {place} on {day}.
On transfer deadline day {who} signed two wingers from {place}.
The film, shot in {place} within 30 days, will be shown on {day}.
Time is running out for the glaciers above {place}, a study published on {day} says.
Researchers in {place} found that the cells recover within 72 hours.
The hotel in {place} will have 200 rooms and should be ready by {later}.
A minute's silence will be held in {place} at 11 a.m. on {day}.
The recipe needs an hour to rise and must be eaten within two days.
{who} bought the firm in 2011 for 20 million and sold it ten years later.
The {thing} returns to {place} for three nights from {day}.
Schools in {place} reopen on {day} after the spring holiday.
The museum in {place} has until now shown only a part of the {thing}.
The coach said he needed two weeks to prepare for the match in {place} on {day}.
The king arrives in {place} on {day} for a four-day visit.
The wreck was found off {place} on {day}, 80 years after the ship sank within minutes.
Your horoscope for {day}: do not put off until tomorrow what you can do today.
Subscribe to our newsletter before {day} and read about {place} every morning.
The council in {place} discussed the {thing} until midnight and will vote on {day}.
"""
_FILLERS: Mapping[str, tuple[str, ...]] = {
    "who": ("Northern Rail", "Marta Oliveira", "Kestrel Foods", "Adebayo"),
    "place": ("Lindau", "Port Harmon", "the Delta", "Kisumu"),
    "thing": ("exhibition", "street market", "opera season", "film prize"),
    "day": ("3 May", "Sunday", "Oct. 12", "next Thursday"),
    "later": ("the end of June", "2031", "mid-September", "the spring"),
}


def feed_items() -> Iterator[Mapping[str, Any]]:
    """Yield some hundreds of items, each filled in another way; none of them tells of a deadline."""
    templates = [line for line in _TEMPLATES.splitlines() if line]
    for (number, template), turn in product(enumerate(templates), range(4)):
        words = {name: options[(number + turn) % len(options)] for name, options in _FILLERS.items()}
        yield {
            "id": f"feed-{number}-{turn}",
            "title": "",
            "published": f"2026-0{2 + turn * 2}-1{number % 8}T0{number % 9}:30:00+00:00",
            "text": template.format(**words),
            "deadlines": [],
        }
