"""Pictures: charts drawn with Pillow for a phone's width, dark or light. Plain values in, a PNG out, for a worker."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import font_roboto
from PIL import Image, ImageDraw, ImageFont

from bot.views.charts import Bar, Course, Step, Tick, Timeline, Tone

WIDTH = 1080
EDGE = 48
HEADER = 132
ROW = 142
AXIS = 64
NOTE = 60
PLOT = 700
WIDEST = 340

TITLE, NAME, SMALL = 44, 36, 30
"""Sizes of letters: the smallest is as high as a message's own on a phone."""

_INNER = WIDTH - 2 * EDGE
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture."""

    ground: str
    ink: str
    faint: str
    line: str
    tones: dict[Tone, str]


LIGHT = Palette(
    ground="#ffffff",
    ink="#16202b",
    faint="#5b6875",
    line="#d5dce3",
    tones={Tone.NOW: "#c62828", Tone.SOON: "#a85b00", Tone.FAR: "#1867b7", Tone.OVER: "#5b6875"},
)
DARK = Palette(
    ground="#17212b",
    ink="#f2f5f8",
    faint="#a3b1bf",
    line="#344452",
    tones={Tone.NOW: "#ff7b72", Tone.SOON: "#f0b05a", Tone.FAR: "#6ab3f3", Tone.OVER: "#a3b1bf"},
)
"""On both grounds every text has a contrast of at least 4.5 to 1."""


def paint(chart: Timeline | Course, *, dark: bool) -> bytes:
    """Return a chart as a PNG, 1,080 pixels wide."""
    palette = DARK if dark else LIGHT
    image = _timeline(chart, palette) if isinstance(chart, Timeline) else _course(chart, palette)
    out = io.BytesIO()
    image.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG", compress_level=4)
    return out.getvalue()


def _timeline(chart: Timeline, palette: Palette) -> Image.Image:
    height = HEADER + AXIS + ROW * len(chart.bars) + (NOTE if chart.note else EDGE // 2)
    image, pen = _sheet(height, palette)
    _text(pen, (EDGE, 40), chart.title, TITLE, palette.ink, bold=True, width=_INNER)
    _across(pen, chart.ticks, palette, left=EDGE, width=_INNER, lines=(HEADER + 42, HEADER + 54), words=HEADER)
    for n, bar in enumerate(chart.bars):
        top = HEADER + AXIS + n * ROW
        _upright(pen, chart.ticks, palette, left=EDGE, width=_INNER, lines=(top + 88, top + 116))
        _bar(pen, bar, top, palette)
    if chart.note:
        _text(pen, (EDGE, height - NOTE), chart.note, SMALL, palette.faint, width=_INNER)
    return image


def _bar(pen: ImageDraw.ImageDraw, bar: Bar, top: int, palette: Palette) -> None:
    colour = palette.tones[bar.tone]
    _text(pen, (EDGE, top), bar.name, NAME, palette.ink, width=_INNER)
    _text(pen, (EDGE, top + 46), bar.text, SMALL, colour, bold=True, width=_INNER)
    middle = top + 102
    ends = EDGE + _INNER * min(1.0, bar.last)
    begins = EDGE + _INNER * min(1.0, bar.first)
    pen.rounded_rectangle((EDGE, middle - 4, max(ends, EDGE + 8), middle + 4), 4, fill=palette.line)
    pen.rounded_rectangle((EDGE, middle - 4, max(begins, EDGE + 8), middle + 4), 4, fill=colour)
    for other in bar.others:
        _dot(pen, EDGE + _INNER * min(1.0, other), middle, 11, palette.ground, outline=colour)
    if bar.first > 1:
        pen.polygon(
            [(WIDTH - EDGE + 14, middle), (WIDTH - EDGE - 10, middle - 14), (WIDTH - EDGE - 10, middle + 14)], colour
        )
        return
    if ends - begins > 1:
        pen.rounded_rectangle((begins - 12, middle - 12, ends + 12, middle + 12), 12, fill=colour)
    else:
        _dot(pen, begins, middle, 13, colour)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where a history is drawn: from `left` to the right edge, from `top` down."""

    left: float
    top: int = HEADER + 60

    @property
    def width(self) -> float:
        return WIDTH - EDGE - self.left

    def x(self, place: float) -> float:
        return self.left + self.width * place

    def y(self, place: float) -> float:
        return self.top + PLOT * (1 - place)


def _course(chart: Course, palette: Palette) -> Image.Image:
    letters = _size_for([tick.text for tick in chart.up], WIDEST - EDGE)
    plot = _Plot(EDGE + 16 + min(WIDEST - EDGE, max(_font(letters).getlength(tick.text) for tick in chart.up)))
    foot = plot.top + PLOT
    image, pen = _sheet(foot + AXIS + EDGE, palette)
    colour = palette.tones[chart.tone]
    _text(pen, (EDGE, 40), chart.title, TITLE, palette.ink, bold=True, width=_INNER)
    _text(pen, (EDGE, 100), chart.note, SMALL, colour, bold=True, width=_INNER)
    _across(pen, chart.across, palette, left=plot.left, width=plot.width, lines=(plot.top, foot), words=foot + 20)
    for tick in chart.up:
        y = plot.y(tick.at)
        pen.line((plot.left, y, plot.x(1), y), palette.line, 2)
        _text(pen, (plot.left - 16, y), tick.text, letters, palette.faint, width=WIDEST, anchor="rm")
    _path(pen, chart.steps, colour, palette, plot)
    _moves(pen, chart.steps, palette, plot)
    return image


def _path(pen: ImageDraw.ImageDraw, steps: Sequence[Step], colour: str, palette: Palette, plot: _Plot) -> None:
    """Draw each date as long as it stood, from report to report."""
    for step, then in zip(steps, [*steps[1:], None], strict=True):
        x, ends = plot.x(step.across), plot.x(then.across if then else 1.0)
        low, high = plot.y(step.low), plot.y(step.high)
        if low > high:
            pen.rectangle((x, high, ends, low), fill=palette.line)
        for place in {low, high}:
            pen.rectangle((x, place - 4, ends, place + 4), fill=colour)
        if then is not None:
            pen.line((ends, low, ends, plot.y(then.low)), colour, 4)
    for step in steps:
        for place in {step.low, step.high}:
            _dot(pen, plot.x(step.across), plot.y(place), 12, colour)


def _moves(pen: ImageDraw.ImageDraw, steps: Sequence[Step], palette: Palette, plot: _Plot) -> None:
    """Write the date of each move beside it, the latest first; one that finds no room is left out."""
    taken: list[tuple[float, float, float, float]] = []
    for step in reversed(steps):
        x, high, low = plot.x(step.across), plot.y(step.high) - 22, plot.y(step.low) + 22
        for at, anchor in (((x, high), "lb"), ((x, low), "lt"), ((x, high), "rb"), ((x, low), "rt")):
            box = pen.textbbox(at, step.text, _font(SMALL, bold=True), anchor)
            if step.text and box[0] >= EDGE and box[2] <= WIDTH - 8 and not any(_meet(box, other) for other in taken):
                behind, width = palette.ground, plot.width
                _text(pen, at, step.text, SMALL, palette.ink, bold=True, width=width, anchor=anchor, behind=behind)
                taken.append(box)
                break


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] + 8 and other[0] < one[2] + 8 and one[1] < other[3] + 8 and other[1] < one[3] + 8


def _across(
    pen: ImageDraw.ImageDraw,
    ticks: Sequence[Tick],
    palette: Palette,
    *,
    left: float,
    width: float,
    lines: tuple[int, int],
    words: int,
) -> None:
    """Draw an axis: upright lines and, at the height `words`, their words; those that would run out stand inwards."""
    _upright(pen, ticks, palette, left=left, width=width, lines=lines)
    ends = 0.0
    for tick in ticks:
        length = _font(SMALL).getlength(tick.text)
        begins = min(max(EDGE, left + width * tick.at - length / 2), WIDTH - EDGE - length)
        if begins > ends:
            _text(pen, (begins, words), tick.text, SMALL, palette.faint, width=_INNER)
            ends = begins + length + 20


def _upright(
    pen: ImageDraw.ImageDraw,
    ticks: Iterable[Tick],
    palette: Palette,
    *,
    left: float,
    width: float,
    lines: tuple[int, int],
) -> None:
    """Draw the lines of an axis from one height to another, all but the one at its beginning."""
    top, bottom = lines
    for tick in ticks:
        if tick.at:
            x = left + width * tick.at
            pen.line((x, top, x, bottom), palette.line, 2)


def _sheet(height: int, palette: Palette) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (WIDTH, height), palette.ground)
    return image, ImageDraw.Draw(image)


def _dot(pen: ImageDraw.ImageDraw, x: float, y: float, radius: int, fill: str, outline: str = "") -> None:
    box = (x - radius, y - radius, x + radius, y + radius)
    pen.ellipse(box, fill=fill, outline=outline or fill, width=5)


def _text(
    pen: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    size: int,
    colour: str,
    *,
    width: float,
    bold: bool = False,
    anchor: str = "la",
    behind: str = "",
) -> None:
    """Write a line, shortened to a width; `behind` is a ground that keeps lines away from its letters."""
    font = _font(size, bold=bold)
    stroke = {"stroke_width": 6, "stroke_fill": behind} if behind else {}
    pen.text(at, _fitted(_drawable(text), font, width), colour, font, anchor, **stroke)  # type: ignore[arg-type]


def _size_for(texts: Sequence[str], width: float) -> int:
    """Return the largest size at which all these texts fit."""
    return next((n for n in (SMALL, 26, 22) if all(_font(n).getlength(text) <= width for text in texts)), 18)


def _fitted(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    if font.getlength(text) <= width:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if font.getlength(text[:middle].rstrip() + _ELLIPSIS) <= width:
            least = middle
        else:
            most = middle - 1
    return text[:least].rstrip() + _ELLIPSIS


def _drawable(text: str) -> str:
    """Leave out what the font cannot write, such as emoji."""
    return "".join(letter for letter in text if letter in " \u00a0\u202f" or _has(letter)).strip()


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    font = _font(SMALL)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


@lru_cache(maxsize=16)
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_roboto.RobotoMedium if bold else font_roboto.Roboto, size)
