"""The roadmap: now, next, later, with owner, day, status, and what is to change."""

from __future__ import annotations

import re

from cjm_widgets.model import Action, Metric, Workshop
from cjm_widgets.view.page import page
from cjm_widgets.view.roadmap import change, roadmap
from cjm_widgets.view.roadmap_frame import roadmap_frame
from tests.view.shop import NOW, made, shop
from tests.view.test_markup import read


def action(id: str, title: str, **more: str) -> Action:
    return Action(id=f"action-{id}", journey="first-order", title=title, **more)


def planned() -> Workshop:
    return made(
        action("late", "Second of now", horizon="now", due="2027-06-01", owner="Ada"),
        action("early", "First of now", horizon="now", due="2027-04-01", owner="Ben", status="done",
               first_step="Ring them"),
        action("later", "Of later", horizon="later", status="dropped", dropped_because="Too dear"),
        Metric(
            id="metric-early", about="action-early", name="Calls", unit="a week", baseline=9, target=3,
            target_by="2027-07-01", measured=4.5, measured_on="2027-07-02",
        ),
        Metric(id="metric-late", about="action-late", name="Returns", baseline_unknown=True),
    )  # fmt: skip


def text_of(workshop: Workshop) -> str:
    drawn = roadmap(workshop, "first-order", 3)
    assert drawn is not None
    return read(str(drawn)).text


def test_actions_stand_by_horizon_and_within_it_by_due_date() -> None:
    html = str(roadmap(planned(), "first-order", 3))
    headings = re.findall(r"<h3[^>]*>([^<]+)</h3>", html)
    assert headings == ["Now", "Next", "Later", "Not placed yet"]
    order = [
        html.index(words) for words in ("First of now", "Second of now", "Nothing here.", "Of later", "Returns by QR")
    ]
    assert order == sorted(order)


def test_what_is_missing_is_said_plainly() -> None:
    text = text_of(planned())
    for words in ("no owner yet", "no date yet", "no metric yet", "no day yet", "no baseline is known"):
        assert words in text


def test_a_dropped_action_says_why_and_one_that_is_done_has_no_first_step() -> None:
    text = text_of(planned())
    assert "Dropped: Too dear" in text
    assert "Ring them" not in text


def test_before_target_and_afterwards_stand_side_by_side() -> None:
    (metric,) = planned().of(Metric, id="metric-early")
    html = str(change(metric))
    assert re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", html) == [
        ("before", "9"),
        ("target by 1 Jul 2027", "3"),
        ("measured 2 Jul 2027", "4.5"),
    ]


def test_the_page_has_the_table_until_an_action_has_its_place_and_then_the_roadmap() -> None:
    assert 'class="horizons"' not in page(shop(), now=NOW)
    assert "How we will see it" in page(shop(), now=NOW)
    assert 'class="horizons"' in page(planned(), now=NOW)
    assert "How we will see it" not in page(planned(), now=NOW)


def test_beside_the_board_it_says_when_nothing_stands_on_it() -> None:
    assert "No action stands on the roadmap yet" in str(roadmap_frame(shop(), "first-order"))
    assert "First of now" in str(roadmap_frame(planned(), "first-order"))
