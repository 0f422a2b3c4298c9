from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import KINDS, Emotion, Entity, FieldKind, Journey, Settings, Stage, Workshop
from cjm_widgets.model.document import dump, load
from cjm_widgets.model.workshop import shelve
from cjm_widgets.view.page import frame, page
from cjm_widgets.view.publish import publish
from cjm_widgets.view.snapshot import public
from tests.view.shop import NOW, PEOPLE, made, shop
from tests.view.test_markup import NASTY, read

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.model import Json

UNPUBLISHED = (
    *PEOPLE,
    "Secret Stageowner",
    "A hope nobody else should read",
    "Bo said so",
    "Parked touchpoint",
    "Written touchpoint",
    "person-",
)


def test_publishing_writes_a_page_and_its_snapshot_and_nothing_else(tmp_path: Path) -> None:
    published = publish(shop(), tmp_path / "new" / "folder", now=NOW)
    assert sorted(path.name for path in published.page.parent.iterdir()) == ["index.html", "map.cjm.json"]
    assert published.page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert load(published.document.read_bytes()) == public(shop())


def test_the_same_workshop_and_day_give_the_same_bytes_and_the_snapshot_gives_the_same_page(tmp_path: Path) -> None:
    first = publish(shop(), tmp_path / "a", now=NOW)
    again = publish(shop(), tmp_path / "b", now=NOW)
    assert first.page.read_bytes() == again.page.read_bytes()
    assert first.document.read_bytes() == again.document.read_bytes()
    remade = publish(load(first.document.read_bytes()), tmp_path / "c", now=NOW)
    assert remade.page.read_bytes() == first.page.read_bytes()
    assert remade.document.read_bytes() == first.document.read_bytes()


def test_a_moment_counts_as_its_day() -> None:
    assert page(shop(), now=datetime(2027, 3, 12, 14, 5, tzinfo=UTC)) == page(shop(), now=NOW)


def test_publishing_again_replaces_what_was_there(tmp_path: Path) -> None:
    publish(shop(), tmp_path, now=date(2027, 1, 1))
    published = publish(shop(), tmp_path, now=NOW)
    assert "12 March 2027" in published.page.read_text("utf-8")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_write_that_fails_leaves_the_former_page_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = publish(shop(), tmp_path, now=NOW)
    before = published.page.read_bytes()

    def fail(_file: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("cjm_widgets.view.publish.os.fsync", fail)
    with pytest.raises(OSError, match="no space"):
        publish(made(Journey(id="second", title="Second", rank="z")), tmp_path, now=NOW)
    assert published.page.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("words", UNPUBLISHED)
def test_nobody_who_took_part_and_nothing_unsettled_is_published(words: str, tmp_path: Path) -> None:
    published = publish(shop(), tmp_path, now=NOW)
    assert words in dump(shop())
    assert words not in published.document.read_text("utf-8")
    assert words not in published.page.read_text("utf-8")


def test_owners_of_objectives_and_actions_are_published() -> None:
    text = page(public(shop()), now=NOW)
    assert "Jana Weiss" in text
    assert "Tomasz Zielinski" in text


def test_published_scores_do_not_tell_which_belong_together() -> None:
    before, after = shop(), public(shop())
    assert len(after.all(Emotion)) == len(before.all(Emotion))
    assert {one.id for one in after.all(Emotion)}.isdisjoint(one.id for one in before.all(Emotion))
    assert all(one.author is None and one.team is None and one.rank == "V" for one in after.all(Emotion))
    # The first person's scores are not the first ones everywhere: they come ordered by what was said.
    swapped = Workshop(
        "shop", shelve(replace(one, author="person-5") if isinstance(one, Emotion) else one for one in shop())
    )
    assert public(swapped) == after


def test_what_those_who_lead_noted_for_themselves_is_not_published() -> None:
    noted = [replace(thing, aside="Rude") if "aside" in thing.FIELDS else thing for thing in shop()]  # type: ignore[call-arg]
    text = dump(public(Workshop(shop().id, shelve(noted))))
    assert "Rude" not in text


def test_publishing_a_snapshot_changes_nothing() -> None:
    assert public(public(shop())) == public(shop())


def everything(text: str) -> Workshop:
    """A workshop with this text in every field that takes text, of every kind of thing."""
    things: list[Entity] = [Settings(id="shop", title=text[:300], organisation=text[:300])]
    targets = {"settings": "shop", **{kind: f"x-{kind}" for kind in KINDS if kind != "settings"}}
    for kind, cls in KINDS.items():
        if kind == "settings":
            continue
        fields: dict[str, Json] = {}
        for name, spec in cls.FIELDS.items():
            if spec.kind in (FieldKind.TEXT, FieldKind.PROSE):
                fields[name] = text[: spec.max_length]
            elif spec.kind is FieldKind.REF and name not in ("merged_into", "author", "compares_with"):
                fields[name] = targets[spec.refers[0]] if spec.refers else targets["touchpoint"]
            elif spec.kind is FieldKind.CHOICE and spec.required:
                fields[name] = spec.choices[0][0]
            elif spec.kind is FieldKind.SCALE:
                fields[name] = int(spec.high or 1)
        things.append(cls(id=targets[kind], **fields))
    return Workshop("shop", shelve(things))


@pytest.mark.parametrize(
    "text", [*NASTY, "\u202eevil\u2066", "a\u200bb\u200dc\ufeff", "=1+1", "x" * 10_000, "<b>&" * 2500]
)
def test_whatever_people_type_into_whichever_field_is_only_text(text: str) -> None:
    whole = page(everything(text), now=NOW)
    plainest = page(everything("plain words"), now=NOW)
    allowed = re.findall(r"<([a-z0-9]+)", plainest)
    tags = re.findall(r"<([a-zA-Z0-9!/][^\s>]*)", whole)
    assert {tag.lower().lstrip("/") for tag in tags} <= {*allowed, "!doctype", "details", "summary"}
    reader = read(whole)
    assert not [name for name, _value in reader.attributes if name.startswith("on") or name in ("src", "srcdoc")]
    links = [value or "" for name, value in reader.attributes if name == "href"]
    assert all(link.startswith(("#", "data:image/svg+xml")) for link in links)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", whole)


def test_every_text_that_is_shown_is_a_field_that_the_escaping_test_fills() -> None:
    """The nasty text must reach the page in many places, or the test above proves nothing."""
    assert page(everything("§§"), now=NOW).count("§§") > 40


def test_the_page_holds_no_script_and_fetches_nothing() -> None:
    text = page(shop(), now=NOW)
    assert "<script" not in text
    assert "@import" not in text
    assert not re.search(r"url\((?!#)", text)
    addresses = set(re.findall(r"https?://[^\s\"'<>)]+", text))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert "default-src &#x27;none&#x27;" in text


def test_ids_are_unique_also_with_several_journeys() -> None:
    workshop = made(
        Journey(id="second", title="Second journey", persona="mira", rank="z"),
        Stage(id="second-stage", journey="second", name="Comes back"),
    )
    text = page(workshop, now=NOW)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert re.findall(r'href="(#[^"]+)"', text) == ["#map-1", "#map-2"]
    assert {"map-1", "map-2"} <= set(ids)


def test_an_empty_workshop_says_what_to_do_next() -> None:
    bare = Workshop("w", shelve([Settings(id="w", title="Empty one")]))
    text = page(bare, now=NOW)
    assert "Nothing to draw yet" in text
    assert "<h1" in text
    with_journey = Workshop("w", shelve([Settings(id="w", title="Empty one"), Journey(id="j", title="J")]))
    assert "Name three to seven" in page(with_journey, now=NOW)


def test_a_frame_has_rules_for_the_map_only_and_they_weigh_more_than_a_notebooks() -> None:
    shown = frame(shop(), now=NOW)
    assert shown.html.startswith('<div class="cjm-map"')
    assert "<style" not in shown.html
    rules = re.sub(r"/\*.*?\*/", "", shown.css, flags=re.DOTALL)
    selectors = re.findall(r"(?:^|[{}])\s*([^{}@]+?)\s*\{", rules)
    mine = [s for s in selectors if s.strip()]
    assert mine
    assert all(s.startswith((":is(.cjm-map, #cjm-map)", "body:has(> :is(.cjm-map, #cjm-map))")) for s in mine), mine


def test_the_page_is_in_the_workshops_language() -> None:
    things = [replace(thing, language="de") if isinstance(thing, Settings) else thing for thing in shop()]
    text = page(Workshop("shop", shelve(things)), now=NOW)
    assert '<html lang="de">' in text
    assert "−1,2" in text


def test_cells_cite_sources_by_letter_and_the_list_below_says_what_they_are() -> None:
    text = read(page(public(shop()), now=NOW)).text
    assert "Some data, n\u00a087 (B,\u00a015\u00a0Jan\u00a02027)" in text
    assert "B Survey after delivery: Survey, n\u00a0402" in text
    assert "n\u00a0600 customers (C,\u00a028\u00a0Feb\u00a02027)" in text
