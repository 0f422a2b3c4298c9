"""While there is nothing, a step says what to do and offers an example, and the example fits the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from ipywidgets import Box

from cjm_widgets.model import KINDS
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.steps import CustomerData, Objectives, Personas, Touchpoints
from cjm_widgets.widgets.cards import Cards
from cjm_widgets.widgets.fold import Fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipywidgets import DOMWidget

    from cjm_widgets.steps.step import StepWork
    from cjm_widgets.store import Seat

TIED = {"claim"}
"""What only a file brings."""


def boards(widget: DOMWidget) -> Iterator[Cards]:
    if isinstance(widget, Fold) and not widget.is_open:
        widget.turn()
    if isinstance(widget, Cards):
        yield widget
    for child in widget.children if isinstance(widget, Box) else ():
        yield from boards(child)


@pytest.mark.parametrize("step", [Objectives, CustomerData, Personas, Touchpoints])
def test_every_board_offers_an_example_that_the_model_takes(step: type[StepWork], seat: Seat, journey: str) -> None:
    found = [board for widget in step(seat, journey).widgets() for board in boards(widget)]
    assert found
    for board in found:
        spec = board.spec
        if spec["kind"] in TIED or spec["title"].startswith("How much does it matter"):
            continue
        assert spec["example"], f"{step.__name__}: {spec['title']} is empty without an example"
        belonging = [one for parts in spec["example_parts"] for one in parts]
        owned = {part["kind"] for part in spec["parts"]}
        assert {one["kind"] for one in belonging} <= owned
        for kind, fields in [(spec["kind"], row) for row in spec["example"]] + [
            (one["kind"], one["fields"]) for one in belonging
        ]:
            for name, value in fields.items():
                field = KINDS[kind].FIELDS[name]
                if field.kind is not FieldKind.REF:
                    field.check(kind, value)
