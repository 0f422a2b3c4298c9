"""Small pages for the browser tests: each is one code cell over a room in memory, with one seat a person."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BEGIN = """
    import sys
    sys.path.insert(0, {root!r})
    from ipywidgets import Button
    from tests.widgets.room import JOURNEY, MemorySeat, shop
    from cjm_widgets.model import Draft, ModelError, Role
    from cjm_widgets.widgets import Ask, Board, Form, Grid, Steps, Table, Uploader

    def button(text, action):
        made = Button(description=text)
        made.on_click(lambda _: action())
        display(made)
"""

PAGES = {
    "board": """
        room = shop(touchpoints=5)
        ana, ben = MemorySeat(room, "person-ana"), MemorySeat(room, "person-ben")
        button("hold", lambda: setattr(ana, "held", []))
        button("release", ana.release)
        button("refuse", lambda: setattr(ana, "failure", ModelError("Card", "Not now.")))
        for seat, name in ((ana, "Ana's board"), (ben, "Ben's board")):
            display(Board(seat, "touchpoint", columns="stage", fixed={"journey": JOURNEY}, title=name))
    """,
    "forms": """
        room = shop(touchpoints=3)
        ana, ben = MemorySeat(room, "person-ana"), MemorySeat(room, "person-ben")
        for seat, name in ((ana, "Ana's form"), (ben, "Ben's form")):
            fields = ("name", "channel", "customer_need", "volume_per_month", "satisfaction", "media", "stage")
            display(Form(seat, "touchpoint", key="touchpoint-1", fields=fields, title=name))
    """,
    "feelings": """
        room = shop(touchpoints=4)
        ana = MemorySeat(room, "person-ana")
        display(Form(ana, "emotion", each="touchpoint", group="stage", fixed={"journey": JOURNEY},
                     fields=("valence", "word", "intensity", "quote"), title="How does it feel?",
                     help="One face for each touchpoint. Say it as the customer would."))
    """,
    "table": """
        room = shop(touchpoints=4)
        ana = MemorySeat(room, "person-ana")
        ana.apply([Draft(kind="source", entity="source-1", fields={"title": "Shop events"})])
        display(Table(ana, "touchpoint", fields=("name", "channel", "stage", "volume_per_month", "satisfaction"),
                      fixed={"journey": JOURNEY}, title="Touchpoints"))
        display(Table(ana, "claim", fields=("name", "signal", "about", "source"), title="What belongs where?"))
        display(Table.of([{"stage": "Looks around", "customers": 600, "share": 1.0},
                          {"stage": "Chooses a size", "customers": 511, "share": 0.852}],
                         columns={"stage": "Stage", "customers": "Customers", "share": "Share"}, title="Funnel"))
    """,
    "tools": """
        from cjm_widgets.model import Field, FieldKind
        room = shop()

        def read(path, name):
            if name.startswith("bad"):
                raise ValueError(name)
            return f"{path.stat().st_size} bytes of {name}"

        def submit(values):
            return {"title": "This title is taken."} if values["title"] == "Taken" else None

        fields = (
            Field(kind=FieldKind.TEXT, name="title", label="Title", required=True, max_length=300, first=True),
            Field(kind=FieldKind.COUNT, name="people", label="People", high=40, low=2, first=True),
        )
        steps = Steps([{"key": "a", "title": "Objectives", "state": "done"},
                       {"key": "b", "title": "Customer data", "state": "doing", "note": "1 source without n"},
                       {"key": "c", "title": "Personas"}], "b", lambda step: steps.update_steps(current=step))
        display(steps)
        display(Ask(fields, {"people": 12}, submit="Create the workshop", on_submit=submit, title="New workshop"))
        display(Uploader(read, accept=(".csv", ".txt"), max_bytes=3_000_000, title="Bring your events"))
    """,
    "grid": """
        room = shop(touchpoints=4)
        ana, ben = MemorySeat(room, "person-ana"), MemorySeat(room, "person-ben", Role.PARTICIPANT)
        ana.apply([Draft(kind="team", entity=f"team-{n}", fields={"name": name, "rank": f"V{n}"})
                   for n, name in enumerate(("Marketing", "Online shop", "Customer service", "Warehouse"), 1)])
        ben.apply([Draft(kind="raci", entity="raci-b", fields={
            "touchpoint": "touchpoint-1", "team": "team-2", "part": "consulted", "standing": "written"})])
        for seat, name in ((ana, "Ana's grid"), (ben, "Ben's grid")):
            display(Grid(seat, "raci", rows="touchpoint", columns="team", value="part", group="stage",
                         fixed={"journey": JOURNEY}, title=name, help="Who does what at each touchpoint?"))
        display(Grid(MemorySeat(shop(), "person-ana"), "raci", rows="touchpoint", columns="team", value="part",
                     title="No teams yet"))
    """,
    "sheets": """
        room = shop(touchpoints=3)
        ana, ben = MemorySeat(room, "person-ana"), MemorySeat(room, "person-ben", Role.PARTICIPANT)
        ana.apply([Draft(kind="pain_point", entity="pain_point-1", fields={
            "journey": JOURNEY, "description": "The size table is in inches", "rank": "V1", "workaround": "Measures"})])
        ana.apply([Draft(kind="objective", entity="objective-1", fields={
            "journey": JOURNEY, "statement": "Fewer first orders come back"})])
        ana.apply([Draft(kind="source", entity="source-1", fields={"title": "Interviews"})])
        for seat, name in ((ana, "Ana's pains"), (ben, "Ben's pains")):
            display(Board(seat, "pain_point", fixed={"journey": JOURNEY}, parts=("why",), title=name))
        display(Form(ana, "objective", key="objective-1", fixed={"journey": JOURNEY}, title="The objective",
                     parts=("metric", "scope_item", "stakeholder", "hypothesis"), comments=True))
        display(Form(ana, "objective", title="Another objective", fixed={"journey": JOURNEY}, parts=("metric",),
                     example=({"statement": "One order in ten comes back", "scope_start": "Sees an advert"},)))
        display(Board(ana, "persona", parts=("skill", "citation"), title="Personas",
                      fields=("name", "context", "picture")))
    """,
    "lead": """
        room = shop(touchpoints=5)
        ana, ben = MemorySeat(room, "person-ana"), MemorySeat(room, "person-ben", Role.PARTICIPANT)
        example = ({"name": "Sees an advert", "stage": "looks around"}, {"name": "Opens the parcel", "stage": "Waits"})
        for seat, name in ((ana, "Ana's board"), (ben, "Ben's board")):
            display(Board(seat, "touchpoint", columns="stage", fixed={"journey": JOURNEY}, title=name))
        display(Board(MemorySeat(shop(touchpoints=0), "person-ana"), "touchpoint", columns="stage",
                      fixed={"journey": JOURNEY}, example=example, title="With an example"))
        display(Table(MemorySeat(shop(touchpoints=0), "person-ana"), "touchpoint", fixed={"journey": JOURNEY},
                      fields=("name", "channel", "stage", "satisfaction", "volume_per_month"), title="To paste into"))
    """,
    "corners": """
        ana = MemorySeat(shop(touchpoints=200), "person-ana")
        display(Board(ana, "touchpoint", columns="stage", fixed={"journey": JOURNEY}, title="Many"))
        ana = MemorySeat(shop(touchpoints=3), "person-ana")
        one = Form(ana, "touchpoint", key="touchpoint-1", fields=("name", "channel"), title="One form, two views")
        display(one)
        display(one)
        ana = MemorySeat(shop(touchpoints=0, stages=()), "person-ana")
        display(Board(ana, "touchpoint", columns="stage", fixed={"journey": JOURNEY}, title="Nothing yet"))
    """,
}


def write_pages(folder: Path, root: Path) -> None:
    """Write every page as a notebook into ``folder``; its kernel finds this checkout at ``root``."""
    for name, code in PAGES.items():
        source = dedent(BEGIN).format(root=str(root)) + dedent(code)
        cell = {
            "cell_type": "code",
            "id": name,
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
