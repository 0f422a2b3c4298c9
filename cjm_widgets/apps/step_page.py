"""One step as a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.apps.addresses import trail_of
from cjm_widgets.apps.visit import choose_journey, take_seat, visit
from cjm_widgets.model import Step
from cjm_widgets.steps import STEPS
from cjm_widgets.view.contents import styles
from cjm_widgets.view.markup import join

if TYPE_CHECKING:
    from ipywidgets import DOMWidget

    from cjm_widgets.steps import StepWork


def open_step(name: str, *, workshop: str | None = None, journey: str | None = None) -> StepWork:
    """Open a step by its name: ``open_step("emotions")``.

    In a page, the address says which workshop and journey; in JupyterLab the one that was changed last is opened, or
    the sample where there is none. Raises KeyError with the choices for an unknown step, ModelError for a workshop or
    journey that is not there.
    """
    if name not in STEPS:
        raise KeyError(f"There is no step {name!r} here. Choose one of: {', '.join(STEPS)}.")
    here = visit()
    seat = take_seat(workshop, here=here)
    work = STEPS[Step(name)](seat, choose_journey(seat, journey or here.journey).id)

    def above() -> DOMWidget:
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415 - a table needs no front end

        return Live(seat, lambda workshop: join(styles(), trail_of(here, workshop, work.STEP.notebook)))

    work.above = above
    return work
