"""What happens when the clock is moved: anonymous scores of a step that is revealed go into the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS, Phase, Step
from cjm_widgets.store.scores import reveal_scores

if TYPE_CHECKING:
    from cjm_widgets.model import Clock
    from cjm_widgets.store.turn import Turn


def move_clock(turn: Turn, clock: Clock) -> Clock:
    """Write the clock, and whatever follows from it, in one transaction; give it."""
    before = turn.clock
    opened = {step for step in Step if before.phase(step) is Phase.COLLECT and clock.phase(step) is not Phase.COLLECT}
    if opened:
        reveal_scores(turn, frozenset(kind for kind, cls in KINDS.items() if cls.STEP in opened))
    turn.set_clock(clock)
    return clock
