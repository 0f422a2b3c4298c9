"""Who does what, and where it is handed over."""

from __future__ import annotations

import pytest

from cjm_widgets.model import Handoff, Raci, Workshop
from cjm_widgets.model.entities.collaboration import RACI
from cjm_widgets.view.handoffs import handoff_section, lasting
from cjm_widgets.view.raci import LETTERS, raci_rows, raci_section
from tests.view.shop import TOUCHPOINTS, made, shop
from tests.view.test_markup import read


def part(touchpoint: str, team: str, part: str, **more: str) -> Raci:
    return Raci(id=f"raci-{touchpoint}-{team}-{part}", touchpoint=touchpoint, team=f"team-{team}", part=part, **more)


def together(*more: Raci | Handoff) -> Workshop:
    return made(
        part("advert", "marketing", "accountable"),
        part("advert", "shop", "informed"),
        part("label", "service", "accountable"),
        part("label", "logistics", "accountable"),
        part("refund", "finance", "responsible"),
        *more,
    )


def test_every_part_has_a_letter() -> None:
    assert list(LETTERS) == [name for name, _label in RACI]
    assert "".join(LETTERS.values()) == "RACI"


def test_rows_stand_in_the_maps_order_with_its_numbers_and_say_who_answers() -> None:
    rows = raci_rows(together(), "first-order")
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert [row.touchpoint.id for row in rows][: len(TOUCHPOINTS)][:4] == ["advert", "landing", "arrivals", "table"]
    by_id = {row.touchpoint.id: row for row in rows}
    assert by_id["advert"].accountable == ("Marketing",)
    assert by_id["label"].accountable == ("Customer service", "Logistics")
    assert by_id["refund"].accountable == ()
    assert dict(by_id["advert"].parts) == {"team-marketing": ("accountable",), "team-shop": ("informed",)}


def test_parts_that_contradict_each_other_both_show() -> None:
    rows = raci_rows(together(part("advert", "marketing", "responsible")), "first-order")
    assert rows[0].parts["team-marketing"] == ("responsible", "accountable")


def test_the_grid_names_none_and_two_and_says_each_part_in_words() -> None:
    html = str(raci_section(together(), "first-order", "map-1", 2))
    text = read(html).text
    assert "nobody accountable" in text
    assert "2 accountable" in text
    assert "touchpoints have not exactly one accountable team" in text
    assert html.count(">Accountable</span>") == 3
    assert html.count('scope="col"') == 1 + 5  # the touchpoint, and each team that has a part anywhere
    assert html.count('scope="row"') == len(raci_rows(together(), "first-order"))


def test_nothing_is_drawn_where_nobody_said_anything() -> None:
    assert raci_section(shop(), "first-order", "map-1", 2) is None
    assert handoff_section(shop(), "first-order", "map-1", 2) is None


def test_a_handoff_says_from_whom_to_whom_what_how_it_fails_and_within_what_time() -> None:
    one = Handoff(
        id="handoff-1", journey="first-order", giver="team-logistics", taker="team-finance", touchpoint="refund",
        passed="The list", failure="It goes out on Mondays", agreed_hours=72,
    )  # fmt: skip
    other = Handoff(id="handoff-2", journey="first-order", giver="team-shop", passed="Sizes that are sold out")
    text = read(str(handoff_section(made(one, other), "first-order", "map-1", 2))).text
    for words in ("Logistics → Finance", "The list", "Waits for the money", "It goes out on Mondays", "3 days"):
        assert words in text
    assert "Online shop → …" in text
    assert "none agreed" in text


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (1, "1 hour"),
        (4, "4 hours"),
        (0.5, "0.5 hours"),
        (24, "24 hours"),
        (48, "2 days"),
        (50, "50 hours"),
        (72, "3 days"),
    ],
)
def test_hours_as_people_say_them(hours: float, said: str) -> None:
    assert lasting(hours) == said
