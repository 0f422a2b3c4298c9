"""What first-time buyers do in the invented shop: where the sample data's two facts are planted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sample_data.dice import Dice

CUSTOMERS: Final = 1_500
OPENED: Final = datetime(2026, 1, 5, 6)  # noqa: DTZ001 - the shop's own clock, as exports have it
DAYS: Final = 77
"""Days on which somebody comes for the first time."""

Event = tuple[datetime, str, str, str]
"""Time, customer, event, channel."""


@dataclass(slots=True)
class Visitor:
    """One customer on their way through the shop."""

    name: str
    dice: Dice
    now: datetime
    channel: str
    events: list[Event] = field(default_factory=list)

    def do(self, event: str, channel: str | None = None) -> None:
        """Note an event now."""
        self.events.append((self.now, self.name, event, channel or self.channel))

    def wait(self, *, seconds: tuple[float, float] = (0, 0), days: tuple[float, float] = (0, 0)) -> None:
        """Let time pass."""
        spent = self.dice.skewed(*seconds) + self.dice.around(*days) * 86_400
        self.now += timedelta(seconds=round(spent))


def walk(visitor: Visitor) -> None:
    """Take one customer from the advertisement to wherever they stop."""
    dice = visitor.dice
    for visit in range(3):
        if look(visitor, first=visit == 0):
            break
        # Who could not choose a size comes back now and then, and mostly not.
        if not dice.chance(0.22):
            return
        visitor.wait(days=(0.5, 9))
    else:
        return
    if buy(visitor):
        receive(visitor)


def look(visitor: Visitor, *, first: bool) -> bool:
    """Look at clothes; say whether something went into the cart. Planted: the size is where they leave."""
    dice = visitor.dice
    if first and dice.chance(0.8):
        visitor.do("ad_click")
        visitor.wait(seconds=(4, 40))
    if dice.chance(0.55):
        visitor.do("search")
        visitor.wait(seconds=(8, 90))
    for _view in range(dice.count(1, 3)):
        visitor.do("product_view")
        visitor.wait(seconds=(15, 240))
    if dice.chance(0.06):
        return False
    if dice.chance(0.72):
        for _opened in range(dice.weighted((0.65, 0.25, 0.1)) + 1):
            visitor.do("size_guide_open")
            visitor.wait(seconds=(40, 600))
        if dice.chance(0.09):
            visitor.do("support_chat")
            visitor.wait(seconds=(120, 900))
        stays = dice.chance(0.3)
    else:
        stays = dice.chance(0.5)
    if stays:
        visitor.do("add_to_cart")
        visitor.wait(seconds=(10, 300))
    return stays


def buy(visitor: Visitor) -> bool:
    """Pay; say whether there is an order. Planted: this goes smoothly, whatever the room believes."""
    dice = visitor.dice
    if not dice.chance(0.93):
        return False
    visitor.do("checkout_start")
    visitor.wait(seconds=(25, 120))
    if not dice.chance(0.96):
        return False
    if dice.chance(0.02):
        visitor.do("payment")
        visitor.wait(seconds=(20, 60))
    visitor.do("payment")
    visitor.wait(seconds=(1, 6))
    visitor.do("order_confirmed", "email")
    return True


def receive(visitor: Visitor) -> None:
    """Get the parcel and perhaps send it back. Planted: the refund takes weeks."""
    dice = visitor.dice
    visitor.wait(days=(1.5, 5))
    visitor.do("parcel_delivered", "carrier")
    if not dice.chance(0.52):
        return
    visitor.wait(days=(0.2, 6))
    visitor.do("return_started")
    visitor.wait(seconds=(60, 1_200))
    if not dice.chance(0.94):
        return
    visitor.do("return_label_printed", "email")
    sent = visitor.now
    patient = True
    while patient and dice.chance(0.34):
        visitor.wait(days=(3, 9))
        visitor.do("support_chat")
        patient = dice.chance(0.7)
    visitor.now = max(visitor.now, sent) + timedelta(minutes=5)
    refunded = sent + timedelta(seconds=round(dice.around(9, 31) * 86_400))
    if dice.chance(0.93):
        visitor.now = max(visitor.now, refunded)
        visitor.do("refund_received", "email")


def make_events(dice: Dice) -> list[Event]:
    """Return every customer's events in the order of time, as an export has them."""
    events: list[Event] = []
    for number in range(1, CUSTOMERS + 1):
        began = OPENED + timedelta(seconds=round(dice.between(0, DAYS * 86_400)))
        channel = ("mobile web", "desktop web", "app")[dice.weighted((0.58, 0.3, 0.12))]
        visitor = Visitor(f"C{number:04}", dice, began, channel)
        walk(visitor)
        events += visitor.events
    return sorted(events, key=lambda event: event[0])
