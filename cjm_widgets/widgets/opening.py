"""Disagreements to open: a list, and for the one that is being talked about a place to write what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import VBox

from cjm_widgets.model import Decision, derived_id
from cjm_widgets.widgets.form import Form
from cjm_widgets.widgets.offers import Offers
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cjm_widgets.model import Workshop
    from cjm_widgets.widgets.offers import Offer
    from cjm_widgets.widgets.seat import Seat


class Opening(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Things to talk about; a press on one opens a decision about it, the same one whoever opens it."""

    def __init__(
        self, seat: Seat, find: Callable[[Workshop], Sequence[Offer]], *, empty: str, title: str = "", help: str = ""
    ) -> None:
        """Offer what ``find`` gives; the key of an offer is the id of what the decision will be about."""
        self._seat, self._language = seat, language()
        self._forms: dict[str, Form] = {}
        self.offers = Offers(seat, find, self.talk_about, action=_("Open it"), empty=empty, title=title, help=help)
        super().__init__([self.offers])

    def talk_about(self, about: str) -> str:
        """Show the decision about the thing with this id; gives a sentence that says what to do now."""
        name = str(getattr(self._seat.workshop.get(about), "name", ""))
        if about not in self._forms:
            with speaking(self._language):
                self._forms[about] = Form(
                    self._seat,
                    Decision.KIND,
                    key=derived_id(Decision.KIND, "opened", about),
                    fields=("text", "reason", "decided_on"),
                    fixed={"about": about},
                    title=_("What came of “{name}”").format(name=name),
                    help=_("Lowest score first, highest second, then the others: what have you seen? Write it down."),
                )
            self.children = (self.offers, *self._forms.values())
        for other, form in self._forms.items():
            form.layout.display = None if other == about else "none"
        return _("“{name}” is open: write below what came of it.").format(name=name)
