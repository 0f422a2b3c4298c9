"""Steps 4 to 6 as their page works: what unfolds is built when it is opened, and presses do what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest

from cjm_widgets.model import Decision, Draft, Note, Stage, Touchpoint, deleting
from cjm_widgets.steps import Emotions, Stages, Touchpoints
from cjm_widgets.widgets.explorer import Explorer, Unfolding
from cjm_widgets.widgets.fold import Fold
from cjm_widgets.widgets.offers import Offers
from cjm_widgets.widgets.opening import Opening
from cjm_widgets.widgets.views import Views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipywidgets import DOMWidget

    from cjm_widgets.steps import StepWork
    from cjm_widgets.store import Seat

W = TypeVar("W")


def parts(widget: DOMWidget) -> Iterator[DOMWidget]:
    """Give a widget and everything in it that was built."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def one(work: StepWork, kind: type[W]) -> W:
    return next(part for part in parts(work.view) if isinstance(part, kind))


@pytest.mark.parametrize("step", [Touchpoints, Stages, Emotions])
def test_everything_that_unfolds_opens_and_closes(step: type[StepWork], seat: Seat, journey: str) -> None:
    work = step(seat, journey)
    folds = [part for part in parts(work.view) if isinstance(part, Fold)]
    assert folds
    for fold in folds:
        assert not fold.is_open
        assert len(fold.children) == 2
        fold.turn()
        assert fold.is_open
        assert "could not be opened" not in str([getattr(part, "value", "") for part in parts(fold)])
        assert fold.button.description.startswith("Close")
        fold.turn()
        assert not fold.is_open
        assert len(fold.children) == 3


@pytest.mark.parametrize(
    ("step", "what"),
    [(Touchpoints, "channels"), (Touchpoints, "significance"), (Emotions, "curve"), (Emotions, "severity")],
)
def test_a_chart_comes_with_its_finding_and_its_numbers(
    step: type[Touchpoints | Emotions], what: str, seat: Seat, journey: str
) -> None:
    shown = step(seat, journey).explore(what)
    assert isinstance(shown, Explorer)
    assert shown.finding.value.startswith('<h3 class="cjm-chart-finding">')
    assert "<table" in shown.numbers.value
    assert "The numbers in the chart" in shown.numbers.value
    with pytest.raises(KeyError, match=what):
        step(seat, journey).explore("nonsense")


def test_a_chart_follows_the_workshop_and_is_drawn_anew_only_when_it_looks_otherwise(seat: Seat, journey: str) -> None:
    shown = Touchpoints(seat, journey).explore("channels")
    assert isinstance(shown, Explorer)
    before, drawn = shown.finding.value, shown.chart.render_bundle
    seat.apply([Draft(kind="touchpoint", entity="touchpoint-pays", fields={"customer_need": "To be sure"})]).result()
    shown.finding.redraw()
    assert shown.chart.render_bundle is drawn
    seat.apply([Draft(kind="touchpoint", entity="touchpoint-pays", fields={"channel": "App"})]).result()
    shown.finding.redraw()
    assert shown.finding.value != before
    assert shown.chart.render_bundle is not drawn


def test_bokeh_comes_when_a_chart_is_asked_for(seat: Seat, journey: str) -> None:
    unfolding = one(Emotions(seat, journey), Unfolding)
    assert unfolding.shown is None
    unfolding.turn()
    assert isinstance(unfolding.shown, Explorer)
    assert unfolding.button.description == "Close the chart"
    unfolding.turn()
    assert unfolding.button.description == "Explore the curve"


def test_the_same_touchpoints_can_be_looked_at_in_six_ways(seat: Seat, journey: str) -> None:
    views = one(Touchpoints(seat, journey), Views)
    for name in views.choice.options:
        views.choice.value = name
        assert views.current.layout.display is None
    assert len(views.children) == 1 + len(views.choice.options) == 7


def test_a_preset_is_taken_by_a_press_and_says_so(seat: Seat, journey: str) -> None:
    gone = [*seat.workshop.of(Stage, journey=journey)]
    seat.apply([deleting(thing) for thing in gone]).result()
    work = Stages(seat, journey)
    presets = one(work, Offers)
    assert isinstance(presets, Offers), "without stages, the presets stand open"
    assert [offer["mark"] for offer in presets._offers] == ["5", "7", "5", "5", "3"]
    assert presets._on_take("visit") == "3 stages were added. Undo takes it back."
    assert list(work.table()["name"]) == ["Before", "During", "After"]
    seat.undo().result()
    assert work.table().empty


def test_corrections_are_counted_where_they_are_read(seat: Seat, journey: str) -> None:
    work = Stages(seat, journey)
    n = len(seat.workshop.of(Note, journey=journey, topic="correction"))
    note = Note(
        id="note-fix", journey=journey, step="stages", topic="correction", text="The wait is a stage of its own."
    )
    seat.apply([Draft(kind="note", entity=note.id, fields=note.given())]).result()
    assert work._say_corrections(seat.workshop) == f"{n + 1} corrections to look at."


def test_what_is_believed_lost_stands_beside_what_was_measured(seat: Seat, journey: str) -> None:
    seat.apply([Draft(kind="stage", entity="stage-chooses", fields={"drop_off_percent": 20.0})]).result()
    lost = Stages(seat, journey).lost().set_index("stage")
    row = lost.loc["Chooses a size"]
    assert (row["believed_percent"], row["measured_percent"], row["n"]) == (20.0, 64.1, 1378)


def test_opening_a_disagreement_gives_a_place_to_write_and_marks_it(seat: Seat, journey: str) -> None:
    work = Emotions(seat, journey)
    opening = work._disagreements()
    assert isinstance(opening, Opening)
    key = next(offer["key"] for offer in opening.offers._offers if not offer["done"])
    said = opening.talk_about(key)
    assert "is open" in said
    form = opening.children[-1]
    made = Decision(id=form._key, about=key, text="Ask ten customers before Friday")
    seat.apply([Draft(kind="decision", entity=made.id, fields=made.given())]).result()
    opening.offers._follow(seat.workshop)
    (offer,) = [offer for offer in opening.offers._offers if offer["key"] == key]
    assert offer["done"] == "Ask ten customers before Friday"


def test_a_moment_of_truth_is_settled_and_taken_back(seat: Seat, journey: str) -> None:
    work = Emotions(seat, journey)
    moments = work._moments()
    assert isinstance(moments, Offers)
    key = next(offer["key"] for offer in moments._offers if not offer["done"])
    assert "is settled" in moments._on_take(key)
    assert seat.workshop.find(Touchpoint, key).moment_of_truth  # type: ignore[union-attr]
    assert "no moment of truth any more" in moments._on_take(key)
    assert not seat.workshop.find(Touchpoint, key).moment_of_truth  # type: ignore[union-attr]


def test_scores_are_asked_for_each_persona(seat: Seat, journey: str) -> None:
    views = one(Emotions(seat, journey), Views)
    assert views.choice.options[0] == "Nadia, first order"
    first = views.current
    views.choice.value = views.choice.options[1]
    assert first.answer_id("touchpoint-pays") != views.current.answer_id("touchpoint-pays")


def test_gaps_and_doubles_are_rows_with_names(seat: Seat, journey: str) -> None:
    gaps = Touchpoints(seat, journey).gaps()
    assert list(gaps["kind"]) == ["break", "break", "one_way", "crowded", "crowded", "crowded"]
    assert "“Goes to the checkout” and “Pays”" in gaps["says"].iloc[4]


def test_a_part_that_fails_says_so_instead_of_nothing(seat: Seat) -> None:
    def broken() -> list[DOMWidget]:
        raise RuntimeError("for the test")

    fold = Fold(seat, "Broken", broken, is_open=True)
    assert "could not be opened" in fold.children[-1].children[0].value
