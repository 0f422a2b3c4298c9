"""Step 4, touchpoints and channels: the inventory, and where each one belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cjm_widgets.model import Metric, Step, Touchpoint
from cjm_widgets.steps.frames import frame, in_map_order, journey_of
from cjm_widgets.steps.step import StepWork
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from ipywidgets import DOMWidget

    from cjm_widgets.model import Json


class Touchpoints(StepWork):
    """The inventory in several views, and what it shows: channels, owners and directions, what matters most."""

    STEP: ClassVar[Step] = Step.TOUCHPOINTS
    FIELDS: ClassVar[tuple[str, ...]] = (
        "name",
        "channel",
        "stage",
        "owner_team",
        "activity",
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

    ALONE_FIELDS: ClassVar[tuple[str, ...]] = (
        "name", "channel", "stage", "customer_action", "customer_need", "evidence_grade",
    )  # fmt: skip

    RATED: ClassVar[tuple[str, ...]] = (
        "name",
        "importance_to_customer",
        "importance_to_organisation",
        "satisfaction",
        "volume_per_month",
    )
    LISTED: ClassVar[tuple[str, ...]] = ("name", "channel", "stage", "owner_team", "initiator")

    def widgets(self) -> Sequence[DOMWidget]:
        """Build the inventory, and under it what it shows: channels, owners and directions, what matters most."""
        from cjm_widgets.view import channel_table, channels, encounters, significance  # noqa: PLC0415
        from cjm_widgets.view.parts import parts_styles  # noqa: PLC0415
        from cjm_widgets.widgets.fold import Fold  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415

        journey = self.journey
        matrix = Fold(
            self.seat,
            _("Channels by stage: gaps and doubles"),
            lambda: [
                Live(self.seat, lambda workshop: channel_table.channel_table(workshop, journey)),
                self._chart_of("channels", _("Explore it as a chart")),
            ],
            said=lambda workshop: channels.channel_matrix(workshop, journey).finding,
            opening=_("Show the channels"),
        )
        owners = Fold(
            self.seat,
            _("Who begins, who looks after it"),
            lambda: [Live(self.seat, lambda workshop: encounters.encounters(workshop, journey))],
            said=lambda workshop: encounters.encounters_finding(workshop, journey),
            opening=_("Show owners and directions"),
        )
        matters = Fold(
            self.seat,
            _("What matters most, and satisfies least"),
            lambda: [self._ratings(), self._chart_of("significance", _("Show what matters as a chart"))],
            said=lambda workshop: significance.significance_finding(workshop, journey),
            opening=_("Rate and compare"),
        )
        return [Live(self.seat, lambda _workshop: parts_styles()), self._inventory(), matrix, owners, matters]

    def explore(self, what: str = "channels") -> DOMWidget:
        """Give a chart to explore in Bokeh with its numbers: ``channels`` or ``significance``.

        Raises KeyError with the choices for another one.
        """
        from cjm_widgets.view import figures  # noqa: PLC0415 - brings in Bokeh when it draws
        from cjm_widgets.widgets.explorer import Explorer  # noqa: PLC0415

        drawn = {"channels": figures.channels_figure, "significance": figures.significance_figure}
        if what not in drawn:
            raise KeyError(
                _("There is no chart “{name}”. Choose one of: {all}.").format(name=what, all=", ".join(drawn))
            )
        return Explorer(self.seat, lambda workshop: drawn[what](workshop, journey_of(workshop, self.journey)))

    def _inventory(self) -> DOMWidget:
        from cjm_widgets.widgets.views import Views  # noqa: PLC0415 - a table needs no front end

        return Views(
            _("Look at the touchpoints"),
            {
                _("by stage"): lambda: self._board("stage"),
                _("by owner team"): lambda: self._board("owner_team"),
                _("by who begins it"): lambda: self._board("initiator"),
                _("by who receives it"): lambda: self._board("receiver"),
                _("by paid, owned or earned"): lambda: self._board("media"),
                _("as a list"): self._list,
            },
        )

    def _board(self, columns: str) -> DOMWidget:
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        return Board(
            self.seat,
            Touchpoint.KIND,
            columns=columns,
            fields=self.FIELDS,
            fixed={"journey": self.journey},
            parts=(Metric.KIND,),
            example=_example(),
            title=_("Touchpoints"),
            help=_(
                "Write one moment a card, seen from the customer. Move cards by dragging, with Alt and the arrow "
                "keys, or with “Move to…”."
            ),
        )

    def _list(self) -> DOMWidget:
        from cjm_widgets.widgets.table import Table  # noqa: PLC0415 - a table needs no front end

        return Table(
            self.seat,
            Touchpoint.KIND,
            fields=self.LISTED,
            fixed={"journey": self.journey},
            parts=(Metric.KIND,),
            title=_("Touchpoints"),
            help=_("A row a touchpoint. A whole list comes from a file or by pasting, two thousand rows at once."),
        )

    def _ratings(self) -> DOMWidget:
        from cjm_widgets.widgets.table import Table  # noqa: PLC0415 - a table needs no front end

        return Table(
            self.seat,
            Touchpoint.KIND,
            fields=self.RATED,
            fixed={"journey": self.journey},
            paste=False,
            title=_("How much does it matter, and to whom?"),
            help=_("1–5 each. Rate first what it means to the customer, then what it means to us."),
        )

    def _chart_of(self, what: str, opening: str) -> DOMWidget:
        from cjm_widgets.widgets.explorer import Unfolding  # noqa: PLC0415 - a table needs no front end

        return Unfolding(opening, lambda: self.explore(what))

    def alone(self) -> Sequence[DOMWidget]:
        """Build the board with what a participant knows of a touchpoint."""
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        board = Board(
            self.seat,
            Touchpoint.KIND,
            columns="stage",
            fields=self.ALONE_FIELDS,
            fixed={"journey": self.journey},
            example=_example(),
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

    def gaps(self) -> pd.DataFrame:
        """Give a row a gap or possible double: its kind, and what it says. See ``view.channels``."""
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        from cjm_widgets.view.channels import channel_matrix  # noqa: PLC0415

        matrix = channel_matrix(self.workshop, self.journey)
        rows = [(str(one.kind), one.says) for one in matrix.gaps]
        rows += [("alike" if one.alike else "crowded", one.says) for one in matrix.doubles]
        return pd.DataFrame(rows, columns=["kind", "says"])

    def significance(self) -> pd.DataFrame:
        """Give a row a touchpoint that has both importances, the widest gap (importance − satisfaction) first."""
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        from cjm_widgets.view.significance import weighed  # noqa: PLC0415

        rows = [
            (one.touchpoint.name, one.to_customer, one.to_organisation, one.satisfaction, one.gap, str(one.call))
            for one in weighed(self.workshop, self.journey)
        ]
        names = ["touchpoint", "to_customer", "to_organisation", "satisfaction", "gap", "call"]
        return pd.DataFrame(rows, columns=names).astype({"satisfaction": "Int64", "gap": "Int64"})


def _example() -> tuple[Mapping[str, Json], ...]:
    """Give moments to begin with, of a customer who buys something online."""
    return (
        {
            "name": _("Sees an advert"),
            "channel": _("Social media"),
            "initiator": "organisation",
            "receiver": "customer",
        },
        {"name": _("Compares offers"), "channel": _("Website"), "initiator": "customer", "receiver": "organisation"},
        {"name": _("Asks a question"), "channel": _("Chat"), "initiator": "customer", "receiver": "organisation"},
        {
            "name": _("Gets what was ordered"),
            "channel": _("Parcel"),
            "initiator": "organisation",
            "receiver": "customer",
        },
        {"name": _("Waits for the money to come back"), "channel": _("E-mail")},
    )
