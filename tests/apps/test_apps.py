from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.apps import facilitate, open_step, published, read_map, reader, start, visit
from cjm_widgets.apps.facilitator import FacilitatorPage
from cjm_widgets.apps.guide import guide_html
from cjm_widgets.apps.sample import BLANK, begin_workshop, starting_journeys
from cjm_widgets.model import Journey, ModelError, Person, Role, Stage, Step, Touchpoint, Workshop
from cjm_widgets.model.workshop import shelve
from cjm_widgets.store import UnknownWorkshop, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERVED = {"SERVER_SOFTWARE": "voila/0.5.13"}


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CJM_DATA", str(tmp_path))
    monkeypatch.delenv("CJM_STORE", raising=False)
    visit.store.cache_clear()
    yield
    visit.store().close()
    visit.store.cache_clear()


def serve(monkeypatch: pytest.MonkeyPatch, role: str, query: str = "") -> None:
    for name, value in {**SERVED, visit.ROLE_VARIABLE: role, "QUERY_STRING": query}.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("said", "role", "workshop"),
    [
        ({}, Role.FACILITATOR, None),
        ({"QUERY_STRING": "workshop=x", "HTTP_X_CJM_ROLE": "reader"}, Role.FACILITATOR, None),
        ({**SERVED, "HTTP_X_CJM_ROLE": "facilitator", "QUERY_STRING": "workshop=w-1"}, Role.FACILITATOR, "w-1"),
        ({**SERVED, "HTTP_X_CJM_ROLE": "participant"}, Role.PARTICIPANT, None),
        (SERVED, Role.READER, None),
        ({**SERVED, "HTTP_X_CJM_ROLE": "king"}, Role.READER, None),
    ],
)
def test_who_opened_a_notebook_is_what_the_server_says(said: dict, role: Role, workshop: str | None) -> None:
    found = visit.visit(said)
    assert (found.role, found.workshop) == (role, workshop)


def test_lab_with_nothing_in_the_store_opens_the_sample() -> None:
    step = open_step("touchpoints")
    assert step.workshop.id == "online-shop"
    assert visit.store().list()[0].id == "online-shop"
    assert open_step("stages").workshop.id == "online-shop"
    assert len(visit.store().list()) == 1


def test_an_unknown_step_names_the_choices() -> None:
    with pytest.raises(KeyError, match="touchpoints"):
        open_step("tuchpoints")
    with pytest.raises(UnknownWorkshop):
        open_step("touchpoints", workshop="workshop-nowhere")


@pytest.mark.parametrize("role", ["participant", "reader"])
def test_pages_that_lead_are_the_facilitators(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, role)
    for page in (start, facilitate):
        with pytest.raises(ModelError, match="facilitator"):
            page()


def test_a_template_begins_workshops_with_ids_of_their_own() -> None:
    choices = list(starting_journeys())
    assert choices[-1] == BLANK
    kept = visit.store()
    one, two = (begin_workshop(kept, title, "Org", choices[0]) for title in ("One", "Two"))
    first, second = kept.load(one), kept.load(two)
    assert first.settings.title == "One"
    assert first.settings.organisation == "Org"
    names = [stage.name for stage in first.all(Stage)]
    assert names == [stage.name for stage in second.all(Stage)]
    assert len(names) >= 3
    assert not {thing.id for thing in first} & {thing.id for thing in second}
    assert {t.stage for t in first.all(Touchpoint)} <= {s.id for s in first.all(Stage)}
    assert [person.role for person in first.all(Person)] == ["facilitator"]


def test_an_empty_journey_has_one_journey_and_nothing_on_it() -> None:
    kept = visit.store()
    workshop = kept.load(begin_workshop(kept, "Mine", "", BLANK))
    assert [journey.title for journey in workshop.all(Journey)] == ["Mine"]
    assert workshop.all(Stage) == ()
    assert open_step("stages", workshop=workshop.id).table().empty


def test_readers_see_what_was_published_and_nothing_before(monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = open_step("touchpoints").workshop
    serve(monkeypatch, "reader", f"workshop={workshop.id}")
    with pytest.raises(ModelError, match="not been published"):
        read_map()
    published.publish_workshop(workshop)
    html = read_map()._repr_html_()
    assert "Waits for the refund" in html
    found = published.latest(workshop.id)
    assert found is not None
    assert found[1].date() <= date.today()  # noqa: DTZ011


def test_a_published_map_is_drawn_once_for_all_its_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = open_step("touchpoints").workshop
    published.publish_workshop(workshop)
    drawn = []
    draw = reader.frame
    monkeypatch.setattr(reader, "frame", lambda shown, *, now: drawn.append(shown.id) or draw(shown, now=now))
    serve(monkeypatch, "reader", f"workshop={workshop.id}")
    pages = {read_map()._repr_html_() for _reader in range(40)}
    assert drawn == [workshop.id]
    assert len(pages) == 1
    # Whoever leads has their ways beside the same map, and a reader after them has not.
    serve(monkeypatch, "facilitator", f"workshop={workshop.id}")
    assert "Lead it" in read_map()._repr_html_()
    serve(monkeypatch, "reader", f"workshop={workshop.id}")
    assert {read_map()._repr_html_()} == pages
    # Published again, it is another map.
    things = [
        replace(one, name="Sees the money") if one.id == "touchpoint-waits-for-refund" else one for one in workshop
    ]
    published.publish_workshop(Workshop(workshop.id, shelve(things), workshop.seq))
    assert "Sees the money" in read_map()._repr_html_()
    assert len(drawn) == 2


@pytest.mark.parametrize("workshop", ["../../etc", "online-shop/../online-shop", "%2e%2e", ""])
def test_no_path_leads_out_of_the_published_folder(workshop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, "reader")
    with pytest.raises(ModelError):
        read_map(workshop)


def test_the_facilitators_page_goes_from_step_to_step_and_publishes(tmp_path: Path) -> None:
    seat = visit.take_seat()
    page = FacilitatorPage(visit.visit(), seat, seat.workshop.all(Journey)[0].id)
    where = page.box.children[0]
    assert 'data-cjm-workshop="First order: from the advert to the refund"' in where.value
    assert [step["key"] for step in page.nav.spec["steps"]] == list(Step)
    assert {step["state"] for step in page.nav.spec["steps"][:6]} == {"done"}
    page.nav._on_go("emotions")
    page.nav._on_go("customer_data")
    # The first one opens with the page; the others stay as they are, out of sight.
    assert [one.layout.display for one in page.work.children] == ["none", "none", None]
    assert "cjm-missing-none" in page.missing.value
    assert "How" in page.guide.value
    page.strip.press("tab:close")
    checks, _papers, publish, result, *_readers = page.panes["close"].children[0].children
    assert page.panes["work"].layout.display == "none"
    assert "Ready to close" in checks.value
    assert publish._on_submit({}) == "Published."
    page_file = tmp_path / "published" / "online-shop" / "index.html"
    assert "<script" not in page_file.read_text(encoding="utf-8")
    assert str(page_file.parent) in result.value
    snapshot = json.loads((page_file.parent / "map.cjm.json").read_text(encoding="utf-8"))
    assert "person" not in snapshot["entities"]


def test_a_guide_comes_from_the_notebooks_own_prose() -> None:
    html = guide_html(Step.EMOTIONS.notebook)
    assert "<h2" in html
    assert "<table" in html
    assert all(guide_html(step.notebook) for step in Step)
    # By this a page knows the minutes of a step from any other table.
    lead = html.partition('<section data-guide="guide-lead">')[2].partition("</section>")[0]
    assert lead.count("<table") == 2


def test_a_file_brought_to_the_start_page_becomes_a_workshop(tmp_path: Path) -> None:
    page = start()
    listed, begin, begun, sample, added, bring, brought = page.children
    assert "No workshop yet" in listed.value
    sample._on_submit({"which": "innovation-training"})
    assert "Ready to open" in added.value
    assert begun.value == brought.value == ""
    before = len(visit.store().list())
    assert before == 1
    file = tmp_path / "file"
    file.write_text('{"format": "cjm"', encoding="utf-8")
    with pytest.raises(ModelError):
        bring._on_file(file, "broken.cjm.json")
    assert len(visit.store().list()) == before
    file.write_text(
        json.dumps(
            {
                "format": "cjm",
                "version": 1,
                "workshop": "w-9",
                "entities": {"settings": {"w-9": {"title": "<b>Brought</b>"}}},
            }
        ),
        encoding="utf-8",
    )
    bring._on_file(file, "mine.cjm.json")
    assert "w-9" in {one.id for one in visit.store().list()}
    assert "&lt;b&gt;Brought" in listed.value
    assert "&lt;b&gt;Brought" in brought.value
    assert added.value == ""
    begin._on_submit({"title": "Enrolment", "start_with": BLANK, "language": "en"})
    assert "Enrolment" in begun.value
    assert "Enrolment" in listed.value
    with open_store(f"sqlite:///{tmp_path}/workshops.sqlite") as other:
        assert other.load("w-9").settings.title == "<b>Brought</b>"
