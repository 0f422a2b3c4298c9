"""What a phase is called in the room, and what one does in it: the same on phones, on the wall and for who leads."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Phase
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

_TITLES: Final[Mapping[Phase, str]] = MappingProxyType(
    {
        Phase.COLLECT: N_("Write alone"),
        Phase.REVEAL: N_("Look at all"),
        Phase.VOTE: N_("Vote"),
        Phase.DECIDE: N_("Decide"),
    }
)
_SAYS: Final[Mapping[Phase, str]] = MappingProxyType(
    {
        Phase.COLLECT: N_("Nobody sees what you write until all of it is shown."),
        Phase.REVEAL: N_("Read what the others wrote. What is yours you can still change."),
        Phase.VOTE: N_("Nobody sees your vote, now or later. It counts when the vote is closed."),
        Phase.DECIDE: N_("Talk about it. The facilitator writes down what you settle."),
    }
)


def phase_title(phase: Phase) -> str:
    """Give what a phase is called, in the language in use."""
    return _(_TITLES[phase])


def phase_says(phase: Phase) -> str:
    """Say in a sentence what one does in a phase."""
    return _(_SAYS[phase])
