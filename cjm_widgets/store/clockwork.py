"""What happens when the clock is moved: anonymous scores of a step that is revealed go into the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS, Phase, Refused, Step
from cjm_widgets.store.scores import reveal_scores
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.model import Clock, Viewer
    from cjm_widgets.store.turn import Turn


def move_clock(turn: Turn, clock: Clock) -> Clock:
    """Write the clock, and whatever follows from it, in one transaction; give it."""
    before = turn.clock
    opened = {step for step in Step if before.phase(step) is Phase.COLLECT and clock.phase(step) is not Phase.COLLECT}
    if opened:
        reveal_scores(turn, frozenset(kind for kind, cls in KINDS.items() if cls.STEP in opened))
    turn.set_clock(clock)
    return clock


def turning(viewer: Viewer, move: Callable[[Clock], Clock]) -> Callable[[Turn], Clock]:
    """Give the work of moving the clock, as it is when the turn comes; it raises Refused for whoever does not lead."""
    written: list[int] = []

    def do(turn: Turn) -> Clock:
        if not viewer.leads:
            raise Refused(_("Clock"), _("The facilitator sets steps, phases and the timer."))
        # Tried again because nobody knew whether the commit had happened: if it has, that was it.
        if turn.clock_version in written:
            return turn.clock
        clock = move_clock(turn, move(turn.clock))
        written.append(turn.clock_version)
        return clock

    return do
