"""The funnel to explore in Bokeh: how many customers reach each stage, from the measurements on the map."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.model import Measurement, Stage
from cjm_widgets.model.settled import settled
from cjm_widgets.view.figures.chart import COLOURS, INK, Drawn, blank_chart
from cjm_widgets.view.measured import value_text
from cjm_widgets.view.wording import percent
from cjm_widgets.words import _

if TYPE_CHECKING:
    from bokeh.plotting import figure as Figure  # noqa: N812 - Bokeh's class has a small name

    from cjm_widgets.model import Journey, Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelRow:
    """One stage of the funnel. Percentages are 0–100, of all customers but for ``lost_percent``."""

    stage: str
    n: int
    total: int
    percent: float
    low: float | None
    """The 95 % interval's lower end, a percentage."""
    high: float | None
    lost_percent: float | None
    """Of those of the stage before; None at the first, and where n is too small there or here."""
    too_few: bool
    said: str
    """511 of 600; empty where n is too small."""


def funnel_table(workshop: Workshop, journey: Journey) -> tuple[tuple[FunnelRow, ...], bool]:
    """Give the stages that were measured, in order, and whether they are counted in order (a closed funnel).

    Where no closed funnel was measured, these are the customers who reached a stage in any order.
    """
    shown = settled(workshop)
    stages = shown.of(Stage, journey=journey.id)
    for measure in ("funnel", "customers"):
        found = [
            (stage, measurement)
            for stage in stages
            for measurement in shown.of(Measurement, about=stage.id, measure=measure)[:1]
            if measurement.n is not None and measurement.total
        ]
        if found:
            return _rows(found), measure == "funnel"
    return (), True


def funnel_figure(workshop: Workshop, journey: Journey) -> Drawn:
    """Draw the closed funnel of a journey's stages with 95 % intervals; hovering a bar shows n and what was lost.

    Numbers: one row a stage, with the columns of ``FunnelRow``. Stages with too few customers have no bar.
    """
    import pandas as pd  # noqa: PLC0415 - heavy, and only here

    rows, in_order = funnel_table(workshop, journey)
    names = [f"{place} {row.stage}" for place, row in enumerate(rows, start=1)]
    chart = blank_chart(_title(rows, in_order=in_order), names or [_("no stage is measured")], 0, 110)
    chart.yaxis.axis_label = _("customers, %")
    if rows:
        _draw(chart, names, rows)
    fields = [field.name for field in dataclasses.fields(FunnelRow)]
    return Drawn(chart, pd.DataFrame([dataclasses.asdict(row) for row in rows], columns=fields))


def _rows(found: list[tuple[Stage, Measurement]]) -> tuple[FunnelRow, ...]:
    rows: list[FunnelRow] = []
    for stage, measurement in found:
        n, total = measurement.n or 0, measurement.total or 1
        before = rows[-1] if rows else None
        comparable = before is not None and before.n > 0 and not before.too_few and not measurement.too_few
        rows.append(
            FunnelRow(
                stage=stage.name,
                n=n,
                total=total,
                percent=100 * n / total,
                low=measurement.low,
                high=measurement.high,
                lost_percent=100 * (1 - n / before.n) if before is not None and comparable else None,
                too_few=measurement.too_few,
                said=value_text(measurement),
            )
        )
    return tuple(rows)


def _draw(chart: Figure, names: list[str], rows: tuple[FunnelRow, ...]) -> None:
    from bokeh.models import ColumnDataSource, HoverTool  # noqa: PLC0415

    kept = [(name, row) for name, row in zip(names, rows, strict=True) if not row.too_few]
    source = ColumnDataSource(
        {
            "name": [name for name, _row in kept],
            "percent": [row.percent for _name, row in kept],
            "low": [row.percent if row.low is None else row.low for _name, row in kept],
            "high": [row.percent if row.high is None else row.high for _name, row in kept],
            "said": [row.said for _name, row in kept],
            "lost": ["–" if row.lost_percent is None else percent(row.lost_percent) for _name, row in kept],
        }
    )
    bars = chart.vbar("name", top="percent", source=source, width=0.62, fill_color=COLOURS[0], line_color=None)
    chart.segment("name", "low", "name", "high", source=source, line_color=INK, line_width=2)
    chart.text(
        "name", "high", text="said", source=source, text_align="center", y_offset=-6, text_color=INK,
        text_font_size="13px",
    )  # fmt: skip
    tooltips = [(_("Stage"), "@name"), (_("Reached it"), "@said"), (_("Lost since the stage before"), "@lost")]
    chart.add_tools(HoverTool(renderers=[bars], tooltips=tooltips))


def _title(rows: tuple[FunnelRow, ...], *, in_order: bool) -> str:
    if not rows:
        return _("Funnel: no event is tied to a stage yet")
    losses = [(row.lost_percent, row.stage) for row in rows if row.lost_percent is not None and row.lost_percent > 0]
    if not losses:
        return _("Customers who reached each stage")
    lost, stage = max(losses)
    pattern = (
        _("In order: most are lost before “{stage}”, {lost} of those who came so far")
        if in_order
        else _("In any order: most are missing at “{stage}”, {lost} fewer than at the stage before")
    )
    return pattern.format(stage=stage, lost=percent(lost))
