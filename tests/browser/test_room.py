"""A live workshop on phones and on the wall: joining, writing, being shown, voting, coming back; by keys alone too."""

from __future__ import annotations

import re
import signal
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from cjm_widgets.model import Draft, Journey, PainPoint, Person, Phase, Settings, Step, Vote
from cjm_widgets.store import open_store, schema
from tests.browser.walking import axe_finds_nothing, measured_sample, press, write
from tests.serve.leading import leading
from tests.serve.running import RunningKit, running_kit, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from cjm_widgets.store import Seat
    from tests.browser.conftest import NewPage, Seen

pytestmark = pytest.mark.browser

WORKSHOP = "online-shop"
PHONE = {"width": 390, "height": 844}
AT_ONCE_MS = 1_000
"""A change by one is seen by the others within so long."""
THOUGHT = "The size table is in inches."


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    with running_kit(tmp_path_factory.mktemp("room")) as running:
        store = open_store(running.store)
        store.add(measured_sample())
        store.close()
        yield running


@pytest.fixture
def leader(kit: RunningKit) -> Iterator[Seat]:
    with leading(kit, WORKSHOP) as seat:
        seat.door.open().result()
        seat.set_clock(lambda clock: clock.rewound().with_lock(locked=False)).result()
        yield seat
        for vote in seat.workshop.of(Vote, state="open"):
            seat.votes.close(vote.id).result()


def call(leader: Seat, step: Step, phase: Phase) -> None:
    leader.set_clock(lambda clock: clock.at(step, phase)).result()


def join(page: Page, leader: Seat, name: str, *, keys: bool = False) -> None:
    """Come in by the code on the wall."""
    page.goto("/j/")
    write(page, page.get_by_label("The code on the wall"), str(leader.clock.join_code), keys=keys)
    press(page, page.get_by_role("button", name="Go on", exact=True), keys=keys)
    write(page, page.get_by_label("Your name"), name, keys=keys)
    press(page, page.get_by_role("button", name="Come in"), keys=keys)
    page.locator("body[data-connection=live]").wait_for()
    expect(strip(page)).to_be_visible()


def strip(page: Page) -> Locator:
    return page.locator(".cjw-room-row")


def people(leader: Seat, name: str) -> int:
    return sum(one.name == name for one in leader.workshop.all(Person))


@pytest.mark.parametrize("keys", [False, True], ids=["by mouse", "by keys"])
def test_somebody_joins_writes_reloads_is_shown_votes_and_sees_the_result(
    new_page: NewPage, leader: Seat, *, keys: bool
) -> None:
    name = "Ana by keys" if keys else "Ana by mouse"
    phone = new_page(**PHONE, let_in=False)
    call(leader, Step.EMOTIONS, Phase.COLLECT)
    join(phone, leader, name, keys=keys)
    expect(strip(phone)).to_contain_text("Write alone")
    expect(phone.get_by_role("banner")).to_contain_text("6 Emotions and pain points")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    # Half a thought, a reload: the same person, and the thought.
    box = phone.get_by_label("Add a card").last
    write(phone, box, THOUGHT, keys=keys)
    phone.reload()
    box = phone.get_by_label("Add a card").last
    expect(box).to_have_value(THOUGHT)
    assert people(leader, name) == 1
    box.focus()
    phone.keyboard.press("Enter")
    card = phone.get_by_role("button", name=THOUGHT, exact=True).first
    expect(card).to_be_visible()
    press(phone, phone.get_by_role("button", name="I am done"), keys=keys)
    expect(phone.get_by_role("button", name="I am done")).to_have_attribute("aria-pressed", "true")

    # Shown: the curve, and others' cards to be read.
    call(leader, Step.EMOTIONS, Phase.REVEAL)
    expect(strip(phone)).to_contain_text("Look at all")
    expect(phone.locator(".cjm-felt")).to_be_visible()
    # What was left out is closed now: it says why, and its faces are not covered by the browser's own buttons.
    expect(phone.get_by_text("Collecting is over; now all cards are looked at together.").first).to_be_visible()
    faces = phone.get_by_role("group", name="Pays", exact=True).get_by_role("radio")
    expect(faces.first).to_be_disabled()
    assert faces.first.evaluate("e => getComputedStyle(e).opacity") == "0"
    others = "The chat closes at six; she shops after eight."
    press(phone, phone.get_by_role("button", name=others, exact=True), keys=keys)
    sheet = phone.get_by_role("dialog")
    expect(sheet.get_by_label("What hurts", exact=False).or_(sheet.locator("textarea").first).first).to_be_disabled()
    expect(sheet.get_by_role("button", name="Delete")).to_have_count(0)
    press(phone, sheet.get_by_role("button", name="Done", exact=True), keys=keys)

    # A vote.
    pains = [one.id for one in leader.workshop.all(PainPoint)][:4]
    vote = leader.votes.open(f"Which first, {name}?", pains, step=Step.EMOTIONS, dots="3", limit=2).result()
    call(leader, Step.EMOTIONS, Phase.VOTE)
    expect(phone.get_by_text("3 of 3 dots left", exact=True)).to_be_visible()
    more = phone.get_by_role("button", name=re.compile("^One dot more")).first
    press(phone, more, keys=keys)
    press(phone, more, keys=keys)
    expect(phone.get_by_text("1 of 3 dots left", exact=True)).to_be_visible()
    expect(more).to_have_attribute("aria-disabled", "true")
    expect(phone.get_by_text("In the box")).to_be_visible()
    axe_finds_nothing(phone)
    press(phone, phone.get_by_role("button", name="I have finished"), keys=keys)
    expect(phone.get_by_role("button", name="I have finished")).to_have_attribute("aria-pressed", "true")
    phone.reload()
    expect(phone.get_by_text("1 of 3 dots left", exact=True)).to_be_visible()

    leader.votes.close(vote).result()
    result = phone.locator(".cjm-vote-result").first
    expect(result).to_contain_text("1 person took part.")
    expect(result).to_contain_text("2 dots")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_two_phones_and_the_wall_see_a_change_at_once(new_page: NewPage, leader: Seat) -> None:
    call(leader, Step.TOUCHPOINTS, Phase.REVEAL)
    first, second = new_page(**PHONE, let_in=False), new_page(**PHONE, let_in=False)
    join(first, leader, "Chiara")
    join(second, leader, "Dev")
    wall = new_page()
    wall.goto(f"/projector?workshop={WORKSHOP}")
    wall.locator("body[data-connection=live]").wait_for()
    expect(wall.get_by_text("Look at all", exact=True)).to_be_visible()
    expect(wall.get_by_role("img", name=re.compile("QR code"))).to_be_visible()
    expect(wall.locator(".cjm-wall-code")).to_have_text(str(leader.clock.join_code))
    expect(wall.get_by_role("list", name="Who is in")).to_contain_text("Chiara")
    fields = {"journey": leader.workshop.all(Journey)[0].id, "name": "Waves"}
    leader.apply([Draft(kind="touchpoint", entity="seen-at-once", fields=fields)])
    for page in (first, second, wall):
        expect(page.get_by_text("Waves", exact=True).first).to_be_visible(timeout=AT_ONCE_MS)
    leader.set_clock(lambda clock: clock.at(Step.TOUCHPOINTS, Phase.COLLECT).timed(300)).result()
    for page in (first, second, wall):
        expect(page.get_by_text("Write alone", exact=True)).to_be_visible(timeout=AT_ONCE_MS)
        expect(page.get_by_role("timer")).to_contain_text("5:00")
    press(second, second.get_by_role("button", name="I am done"), keys=False)
    expect(wall.locator(".cjw-wall-done")).to_contain_text(re.compile(r"1 of \d+"))
    assert wall.evaluate("[document.documentElement.scrollHeight, innerHeight]") == [900, 900]
    axe_finds_nothing(wall)


def test_the_timer_does_not_go_by_the_phones_clock(new_page: NewPage, leader: Seat) -> None:
    phone = new_page(**PHONE, let_in=False)
    phone.add_init_script("const now = Date.now; Date.now = () => now() + 3_600_000;")
    leader.set_clock(lambda clock: clock.at(Step.EMOTIONS, Phase.COLLECT).timed(600)).result()
    join(phone, leader, "Late by an hour")
    now = leader.set_clock(lambda clock: clock.started(time.time())).result()
    assert now.ends_at
    expect(phone.get_by_role("timer")).to_contain_text(re.compile(r"9:5\d"))


def test_two_who_write_in_one_text_are_told(new_page: NewPage, leader: Seat) -> None:
    call(leader, Step.TOUCHPOINTS, Phase.COLLECT)
    phone, tablet = new_page(**PHONE, let_in=False), new_page(let_in=False)
    join(phone, leader, "Elif")
    phone.get_by_label("New card in Not placed yet").fill("Looks up")
    phone.keyboard.press("Enter")
    phone.get_by_role("button", name="You are Elif", exact=False).click()
    phone.get_by_role("button", name="Show a code").click()
    code = phone.locator(".cjw-me-code output").inner_text()
    phone.get_by_role("button", name="Close", exact=True).click()
    tablet.goto("/j/")
    tablet.get_by_text("I have joined on another device").click()
    tablet.get_by_label("The one-time code that your other device shows").fill(code)
    tablet.get_by_role("button", name="Go on here").click()
    tablet.locator("body[data-connection=live]").wait_for()
    assert people(leader, "Elif") == 1
    for page in (phone, tablet):
        page.get_by_role("button", name="Looks up", exact=True).click()
        page.get_by_role("dialog").locator("[data-field=name]").click()
    expect(phone.get_by_text("Writing in this text too: Elif")).to_be_attached()


def test_what_is_typed_and_not_sent_goes_along(kit: RunningKit, new_page: NewPage, leader: Seat) -> None:
    call(leader, Step.TOUCHPOINTS, Phase.COLLECT)
    phone, tablet = new_page(**PHONE, let_in=False), new_page(let_in=False)
    join(phone, leader, "Finn")
    phone.get_by_label("New card in Not placed yet").type("Half a th")
    phone.get_by_role("button", name="You are Finn", exact=False).click()
    phone.get_by_role("button", name="Show a code").click()
    code = phone.locator(".cjw-me-code output").inner_text()
    until(lambda: half_written(kit) > 0)
    tablet.goto("/j/")
    tablet.get_by_text("I have joined on another device").click()
    tablet.get_by_label("The one-time code that your other device shows").fill(code)
    tablet.get_by_role("button", name="Go on here").click()
    expect(tablet.get_by_label("New card in Not placed yet")).to_have_value("Half a th")


def half_written(kit: RunningKit) -> int:
    """Count the half-written texts that lie in the store, locked; they come after a pause in typing."""
    store = open_store(kit.store)
    try:
        with store.database.reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.draft)).scalar() or 0
    finally:
        store.close()


def test_an_anonymous_form_says_so(new_page: NewPage, leader: Seat) -> None:
    fields = {"anonymous_emotions": True}
    leader.apply([Draft(kind=Settings.KIND, entity=WORKSHOP, fields=fields)]).result()
    try:
        call(leader, Step.EMOTIONS, Phase.COLLECT)
        phone = new_page(**PHONE, let_in=False)
        join(phone, leader, "Greta")
        expect(phone.get_by_text("Anonymous: who wrote it is stored nowhere.", exact=False).first).to_be_visible()
        asked = phone.get_by_role("group", name="Pays", exact=True)
        asked.get_by_role("radio", name="very bad", exact=True).check()
        phone.reload()
        asked = phone.get_by_role("group", name="Pays", exact=True)
        expect(asked.get_by_role("radio", name="very bad", exact=True)).to_be_checked()
    finally:
        leader.apply([Draft(kind=Settings.KIND, entity=WORKSHOP, fields={"anonymous_emotions": False})]).result()


def test_a_server_that_restarts_brings_the_same_person_back(new_page: NewPage, seen: Seen, tmp_path: Path) -> None:
    with running_kit(tmp_path) as first:
        store = open_store(first.store)
        store.add(measured_sample())
        store.close()
        with leading(first, WORKSHOP) as seat:
            seat.door.open().result()
            seat.set_clock(lambda clock: clock.at(Step.TOUCHPOINTS, Phase.COLLECT)).result()
            phone = new_page(**PHONE, let_in=False, address=first.address)
            join(phone, seat, "Hana")
            phone.get_by_label("New card in Not placed yet").type("Not sent")
            phone.evaluate("document.body.dataset.before = 'yes'")
        port = first.port
        first.stop(signal.SIGKILL)
    with running_kit(tmp_path, "--port", str(port)) as second:
        # By itself, without a press: the page is another one, and whoever was writing goes on where they were.
        expect(phone.locator("body[data-before]")).to_have_count(0, timeout=60_000)
        expect(phone.get_by_label("New card in Not placed yet")).to_have_value("Not sent")
        expect(phone.get_by_label("New card in Not placed yet")).to_be_focused()
        phone.keyboard.type(", and more")
        expect(phone.get_by_label("New card in Not placed yet")).to_have_value("Not sent, and more")
        expect(phone.get_by_role("button", name="You are Hana", exact=False)).to_be_visible()
        with leading(second, WORKSHOP) as seat:
            assert people(seat, "Hana") == 1
    seen.errors.clear()  # the browser notes that nobody answered for a while


def test_what_to_check_comes_in_sight_where_no_phone_comes_through_and_covers_nothing(
    new_page: NewPage, leader: Seat
) -> None:
    call(leader, Step.TOUCHPOINTS, Phase.COLLECT)
    phones = 0
    wall = new_page()
    wall.route("**/cjm/reached", lambda route: route.fulfill(json={"phones": phones}))
    wall.clock.install()
    wall.goto(f"/projector?workshop={WORKSHOP}")
    help, line = wall.locator("ul.cjm-reached-help"), wall.locator(".cjm-reached")
    expect(line).to_have_text("No device has come through yet.")
    wall.clock.fast_forward(35_000)
    expect(help).to_be_hidden()
    wall.clock.fast_forward(10_000)
    expect(help).to_be_visible()
    expect(help).to_contain_text("hotspot")
    # All of it is on the screen, and nothing lies on anything else: the code above all.
    places = wall.locator(".cjm-wall-join").evaluate(
        """panel => [panel, ...panel.children].filter(one => !one.hidden)
        .map(one => one.getBoundingClientRect()).map(one => [one.top, one.bottom])"""
    )
    (top, bottom), *parts = places
    edges = [top, *(edge for part in parts for edge in part), bottom]
    assert edges == sorted(edges)
    code = wall.get_by_role("img", name=re.compile("QR code")).bounding_box()
    assert code is not None
    assert code["height"] >= 180
    assert wall.evaluate("[document.documentElement.scrollHeight, innerHeight]") == [900, 900]
    for n, told in ((1, "1 device has come through."), (7, "7 devices have come through.")):
        phones = n
        wall.clock.fast_forward(4_000)
        expect(line).to_have_text(told)
        expect(help).to_be_hidden()
