"""Moods in words and small: a sentence a stage, a strip a touchpoint, and the table that is the curve's twin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.view.cards import unfolding
from cjm_widgets.view.curve import HIGHEST, LOWEST, stage_mood
from cjm_widgets.view.drawing import feeling
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.wording import count, figure, quoted
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.view.content import Column, Content
    from cjm_widgets.view.curve import Mood, Point, Series

WIDE: Final = 96
TALL: Final = 16
MOST_WORDS: Final = 3


def stage_moods(content: Content, column: Column) -> Markup | None:
    """Say how each persona feels in one stage; None where nobody scored there."""
    if column.stage is None:
        return None
    parts = [_series_mood(one, column, several=len(content.series) > 1) for one in content.series]
    given = [part for part in parts if part]
    if not given and column.touchpoints:
        return element("p", _("Nobody has scored this stage."), class_="detail")
    return join(*given) if given else None


def _series_mood(series: Series, column: Column, *, several: bool) -> Markup | None:
    mood = stage_mood(series, column.key)
    if mood is None:
        return None
    points = [point for point in series.points if point.touchpoint.stage == column.key]
    scored = [(point, point.mood) for point in points if point.mood]
    lowest, low = min(scored, key=lambda pair: (pair[1].mean, pair[0].number))
    quote = next((quote for point, _mood in [(lowest, low), *scored] for quote in point.quotes), "")
    heard = _("lowest: {number} {name}, {mean}").format(
        number=lowest.number, name=quoted(lowest.touchpoint.name), mean=figure(low.mean, 1, sign=True)
    )
    words = ", ".join(word for word, _times in lowest.words[:MOST_WORDS])
    name = join(element("bdi", series.name), ": ") if several else None
    return join(
        element(
            "p", name, element("strong", _("Mood {mean}").format(mean=figure(mood.mean, 1, sign=True))),
            f", {_scores(mood)}",
            class_="mood",
        ),
        element("p", heard, f" ({words})" if words else None, class_="detail", dir="auto") if len(scored) > 1 else None,
        element("p", quoted(quote), class_="quote", dir="auto") if quote else None,
    )  # fmt: skip


def strip(mood: Mood) -> Markup:
    """Draw a mood on a line from very bad to very good: single scores, spread and mean."""

    def at(score: float) -> float:
        return 8 + (WIDE - 16) * (score - LOWEST) / (HIGHEST - LOWEST)

    y = TALL / 2
    return element(
        "svg",
        element("line", x1=at(LOWEST), x2=at(HIGHEST), y1=y, y2=y, class_="grid"),
        element("line", x1=at(0), x2=at(0), y1=y - 4, y2=y + 4, class_="grid"),
        element("line", x1=at(mood.low), x2=at(mood.high), y1=y, y2=y, class_="spread"),
        element("circle", cx=at(mood.mean), cy=y, r=5, class_=f"point feeling-{feeling(mood.mean)}"),
        viewBox=f"0 0 {WIDE} {TALL}", width=WIDE, height=TALL, class_="strip", aria_hidden="true", focusable="false",
    )  # fmt: skip


def point_line(point: Point, persona: str = "") -> Markup:
    """Say the mood at one touchpoint, with its strip; ``persona`` is named where there are several."""
    name = join(element("bdi", persona), ": ") if persona else None
    if point.mood is None:
        return element("p", name, _("Nobody has scored this touchpoint."), class_="detail")
    mood = point.mood
    words = ", ".join(word for word, _times in point.words[:MOST_WORDS])
    said = _("Mood {mean}").format(mean=figure(mood.mean, 1, sign=True))
    return join(
        element("p", name, strip(mood), " ", element("strong", said), f", {_scores(mood)}", class_="felt"),
        element("p", words, class_="detail", dir="auto") if words else None,
    )


def twin(content: Content, caption_id: str) -> Markup | None:
    """Give the curve's twin: every number of it as a table that unfolds; None where nothing was scored."""
    rows = [(series, point) for series in content.series for point in series.points]
    if not rows:
        return None
    several = len(content.series) > 1
    stages = {column.key: column.name for column in content.columns}
    headings = [
        _("No."),
        _("Stage"),
        _("Touchpoint"),
        _("n"),
        _("Mean"),
        _("Median"),
        _("Spread"),
        _("Scores"),
        _("In words"),
    ]
    if several:
        headings.insert(3, _("Persona"))
    head = element("tr", (element("th", heading, scope="col") for heading in headings))
    body = [_twin_row(series, point, stages, several=several) for series, point in rows]
    table = element(
        "table",
        element("caption", _("Every number of the emotion curve"), id=caption_id),
        element("thead", head),
        element("tbody", body),
        class_="plain",
    )
    region = element("div", table, class_="sideways", role="region", tabindex=0, aria_labelledby=caption_id)
    return unfolding(_("The emotion curve as a table"), [region], "twin")


def _twin_row(series: Series, point: Point, stages: dict[str, str], *, several: bool) -> Markup:
    mood = point.mood
    stage = stages.get(point.touchpoint.stage or "", _("Not placed yet"))
    cells: list[str | Markup] = [stage]
    numbers: list[str] = ["0", "", "", "", ""]
    if mood:
        spread = _("{low} to {high} ({what})").format(
            low=figure(mood.low, 1, sign=True), high=figure(mood.high, 1, sign=True), what=mood.spread.label
        )
        scores = " ".join(figure(score, 0, sign=True) for score in mood.scores)
        numbers = [count(mood.n), figure(mood.mean, 2, sign=True), figure(mood.median, 1, sign=True), spread, scores]
        if mood.n == 1:
            numbers[3] = mood.spread.label
    words = ", ".join(f"{word} ×{times}" if times > 1 else word for word, times in point.words)
    heard = "; ".join(quoted(quote) for quote in point.quotes)
    return element(
        "tr",
        element("td", str(point.number), class_="figure"),
        (element("td", cell, dir="auto") for cell in cells),
        element("th", point.touchpoint.name, scope="row", dir="auto"),
        element("td", series.name, dir="auto") if several else None,
        (element("td", cell, class_="figure" if place < 3 else None) for place, cell in enumerate(numbers)),  # noqa: PLR2004
        element("td", " – ".join(part for part in (words, heard) if part), dir="auto"),
    )


def _scores(mood: Mood) -> str:
    return ngettext("{n} score", "{n} scores", mood.n).format(n=count(mood.n))
