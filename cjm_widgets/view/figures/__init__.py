"""Charts to explore, drawn with Bokeh: one module each, a function that gives the figure and its numbers.

    def curve_figure(workshop: Workshop, journey: Journey) -> Drawn

A title says what the chart shows, not what kind of chart it is. The numbers are what a reader gets who does not see the
chart, and what an analyst works with. ``chart`` holds what all of them share: a blank chart, colours, markers, dashes.
A page shows one with ``widgets.explorer.Explorer``; nothing else has to be done.
"""

from __future__ import annotations

from cjm_widgets.view.figures.agreement import agreement_figure
from cjm_widgets.view.figures.channels import channels_figure
from cjm_widgets.view.figures.chart import Drawn
from cjm_widgets.view.figures.curve import curve_figure
from cjm_widgets.view.figures.funnel import funnel_figure
from cjm_widgets.view.figures.quadrants import quadrants_figure
from cjm_widgets.view.figures.severity import severity_figure
from cjm_widgets.view.figures.significance import significance_figure

__all__ = [
    "Drawn",
    "agreement_figure",
    "channels_figure",
    "curve_figure",
    "funnel_figure",
    "quadrants_figure",
    "severity_figure",
    "significance_figure",
]
