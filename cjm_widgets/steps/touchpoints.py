"""Step 4, touchpoints and channels: the inventory, and where each one belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cjm_widgets.model import Step, Touchpoint
from cjm_widgets.steps.frames import frame, in_map_order
from cjm_widgets.steps.step import StepWork
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import DOMWidget


class Touchpoints(StepWork):
    """A board with a column a stage; what has no stage yet waits in the first."""

    STEP: ClassVar[Step] = Step.TOUCHPOINTS
    FIELDS: ClassVar[tuple[str, ...]] = (
        "name",
        "channel",
        "stage",
        "owner_team",
        "customer_action",
        "customer_need",
        "media",
        "initiator",
        "receiver",
        "system",
        "volume_per_month",
        "satisfaction",
        "importance_to_customer",
        "importance_to_organisation",
        "moment_of_truth",
        "milestone",
        "evidence_grade",
        "evidence_source",
        "evidence_n",
        "evidence_on",
    )

    ALONE_FIELDS: ClassVar[tuple[str, ...]] = ("name", "channel", "stage", "customer_action", "customer_need")

    def widgets(self) -> Sequence[DOMWidget]:
        """Build the board."""
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        board = Board(
            self.seat,
            Touchpoint.KIND,
            columns="stage",
            fields=self.FIELDS,
            fixed={"journey": self.journey},
            title=_("Touchpoints by stage"),
            help=_(
                "Write one moment a card, seen from the customer. Move cards by dragging, with Alt and the arrow "
                "keys, or with “Move to…”."
            ),
        )
        return [board]

    def alone(self) -> Sequence[DOMWidget]:
        """Build the board with what a participant knows of a touchpoint."""
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        board = Board(
            self.seat,
            Touchpoint.KIND,
            columns="stage",
            fields=self.ALONE_FIELDS,
            fixed={"journey": self.journey},
            title=_("Where does the customer meet us?"),
            help=_("One moment a card, seen from the customer: “reads a review”, not “review module”."),
        )
        return [board]

    def table(self) -> pd.DataFrame:
        """Give the inventory: a row a touchpoint, in the map's order."""
        columns = ("name", "stage", "channel", "owner_team", "satisfaction", "moment_of_truth", "evidence_grade")
        return frame(self.workshop, in_map_order(self.workshop, self.journey), columns)

    def channels(self) -> pd.DataFrame:
        """Count touchpoints by channel (rows) and stage (columns): 0 is a gap, above 1 a place to look for doubles."""
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        inventory = self.table()
        counted = pd.crosstab(inventory["channel"].replace("", _("no channel")), inventory["stage"])
        return counted[list(dict.fromkeys(inventory["stage"]))] if len(inventory) else counted
