"""Who does what, where it drops between teams, and what goes on behind the scenes."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Handoff, LaneItem, Raci
from sample_data.shop.evidence import CARRIER, TICKETS, graded
from sample_data.shop.order import in_order
from sample_data.shop.people import (
    CALLUM,
    FINANCE,
    HANNAH,
    JOURNEY,
    KOFI,
    LOGISTICS,
    MARKETING,
    MIRJAM,
    ONLINE,
    PRIYA,
    SERVICE,
    TOMASZ,
)
from sample_data.shop.stages import CHOOSES, NOTICES, ORDERS, RECEIVES, RETURNS

_PARTS: Final = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}
_TEAMS: Final = (MARKETING, ONLINE, SERVICE, LOGISTICS, FINANCE)

# Touchpoint → the part of Marketing, Shop, Service, Logistics, Finance; a point where a team has none. Two things came
# out: nobody answers for the reviews or the refund, and two teams think that they answer for the report of a return.
GRID: Final = {
    "sees-advert": "A C . . I",
    "searches": "C A . . .",
    "views-product": "C A I . .",
    "opens-size-guide": ". A C I .",
    "reads-reviews": "C R C . .",
    "asks-in-chat": ". C A . .",
    "adds-to-basket": ". A . . I",
    "starts-checkout": ". A . . C",
    "pays": ". R C . A",
    "gets-confirmation": "I A I . .",
    "gets-parcel": ". I I A .",
    "starts-return": ". C A A I",
    "prints-label": ". . I A .",
    "hands-in-parcel": ". . I A .",
    "waits-for-refund": ". . I R R",
}


def raci() -> tuple[Raci, ...]:
    """Give a record for each touchpoint and team that has a part in it."""
    return in_order(
        *(
            Raci(
                id=f"raci-{touchpoint}-{team.removeprefix('team-')}",
                touchpoint=f"touchpoint-{touchpoint}",
                team=team,
                part=_PARTS[letter],
            )
            for touchpoint, letters in GRID.items()
            for team, letter in zip(_TEAMS, letters.split(), strict=True)
            if letter != "."
        )
    )


HANDOFFS: Final = in_order(
    graded(
        1,
        TICKETS,
        Handoff(
            id="handoff-return-to-accounts",
            journey=JOURNEY,
            giver=LOGISTICS,
            taker=FINANCE,
            touchpoint="touchpoint-waits-for-refund",
            passed="The list of parcels that came back and are in order.",
            failure="It goes out on Mondays. What the desk books on Tuesday waits six days.",
            author=MIRJAM,
        ),
    ),
    Handoff(
        id="handoff-reasons-to-shop",
        journey=JOURNEY,
        giver=LOGISTICS,
        taker=ONLINE,
        touchpoint="touchpoint-opens-size-guide",
        passed="Why dresses come back: too small, too large, another colour than in the picture.",
        failure="The slips lie in a box at the returns desk. Nobody counts them.",
        author=MIRJAM,
    ),
    Handoff(
        id="handoff-chat-to-shop",
        journey=JOURNEY,
        giver=SERVICE,
        taker=ONLINE,
        touchpoint="touchpoint-asks-in-chat",
        passed="Questions about sizes, by product.",
        failure="By word of mouth, when somebody remembers.",
        agreed_hours=72,
        author=CALLUM,
    ),
    Handoff(
        id="handoff-advert-to-stock",
        journey=JOURNEY,
        giver=ONLINE,
        taker=MARKETING,
        touchpoint="touchpoint-sees-advert",
        passed="Which sizes are sold out.",
        failure="Adverts run on for two days for a dress that is left in size 34 only.",
        agreed_hours=24,
        author=PRIYA,
    ),
)

LANE_ITEMS: Final = in_order(
    LaneItem(
        id="lane-item-advert-picture",
        journey=JOURNEY,
        lane="evidence",
        text="The picture in the advert, and the price under it.",
        stage=NOTICES,
        touchpoint="touchpoint-sees-advert",
        team=MARKETING,
        author=PRIYA,
    ),
    LaneItem(
        id="lane-item-answers-under-advert",
        journey=JOURNEY,
        lane="frontstage",
        text="Answers what people ask under the advert, in the office hours.",
        stage=NOTICES,
        touchpoint="touchpoint-sees-advert",
        team=MARKETING,
        author=PRIYA,
    ),
    LaneItem(
        id="lane-item-picks-dresses",
        journey=JOURNEY,
        lane="backstage",
        text="Picks Monday’s dresses for the week’s adverts.",
        stage=NOTICES,
        touchpoint="touchpoint-sees-advert",
        team=MARKETING,
        author=PRIYA,
    ),
    LaneItem(
        id="lane-item-stock-list",
        journey=JOURNEY,
        lane="support",
        text="The list of sizes in stock, once a night.",
        stage=NOTICES,
        touchpoint="touchpoint-sees-advert",
        team=ONLINE,
        author=TOMASZ,
    ),
    LaneItem(
        id="lane-item-size-table",
        journey=JOURNEY,
        lane="evidence",
        text="The size table, the same for every dress.",
        stage=CHOOSES,
        touchpoint="touchpoint-opens-size-guide",
        team=ONLINE,
        author=HANNAH,
    ),
    LaneItem(
        id="lane-item-chat-answer",
        journey=JOURNEY,
        lane="frontstage",
        text="Looks the dress up, asks for two measures, suggests a size.",
        stage=CHOOSES,
        touchpoint="touchpoint-asks-in-chat",
        team=SERVICE,
        author=CALLUM,
    ),
    LaneItem(
        id="lane-item-measures-a-dress",
        journey=JOURNEY,
        lane="backstage",
        text="Measures one dress of each cut when a customer asks.",
        stage=CHOOSES,
        touchpoint="touchpoint-asks-in-chat",
        team=LOGISTICS,
        author=MIRJAM,
    ),
    LaneItem(
        id="lane-item-fraud-check",
        journey=JOURNEY,
        lane="backstage",
        text="Looks at large first orders by hand before they are packed.",
        stage=ORDERS,
        touchpoint="touchpoint-pays",
        team=FINANCE,
        author=KOFI,
    ),
    LaneItem(
        id="lane-item-confirmation-mail",
        journey=JOURNEY,
        lane="evidence",
        text="The e-mail that confirms the order, with the day of delivery.",
        stage=ORDERS,
        touchpoint="touchpoint-gets-confirmation",
        team=ONLINE,
        author=TOMASZ,
    ),
    LaneItem(
        id="lane-item-payment-provider",
        journey=JOURNEY,
        lane="support",
        text="The payment provider approves the card.",
        stage=ORDERS,
        touchpoint="touchpoint-pays",
        team=FINANCE,
        author=TOMASZ,
    ),
    LaneItem(
        id="lane-item-parcel-and-paper",
        journey=JOURNEY,
        lane="evidence",
        text="The parcel, the tissue paper, the delivery note.",
        stage=RECEIVES,
        touchpoint="touchpoint-gets-parcel",
        team=LOGISTICS,
        author=MIRJAM,
    ),
    LaneItem(
        id="lane-item-rings-once",
        journey=JOURNEY,
        lane="frontstage",
        text="The carrier’s driver rings once, then leaves a card.",
        stage=RECEIVES,
        touchpoint="touchpoint-gets-parcel",
        team=LOGISTICS,
        author=MIRJAM,
    ),
    graded(
        3,
        CARRIER,
        LaneItem(
            id="lane-item-packs-same-day",
            journey=JOURNEY,
            lane="backstage",
            text="Packs orders of before noon on the same day.",
            stage=RECEIVES,
            touchpoint="touchpoint-gets-parcel",
            team=LOGISTICS,
            author=MIRJAM,
        ),
    ),
    LaneItem(
        id="lane-item-returns-desk",
        journey=JOURNEY,
        lane="backstage",
        text="One person opens what came back, and books it on Fridays.",
        stage=RETURNS,
        touchpoint="touchpoint-waits-for-refund",
        team=LOGISTICS,
        author=MIRJAM,
    ),
    LaneItem(
        id="lane-item-tracking",
        journey=JOURNEY,
        lane="support",
        text="The carrier sends each scan of the parcel, with an hour’s delay.",
        stage=RECEIVES,
        touchpoint="touchpoint-gets-parcel",
        team=LOGISTICS,
        author=MIRJAM,
    ),
    LaneItem(
        id="lane-item-label-and-slip",
        journey=JOURNEY,
        lane="evidence",
        text="The printed label, and the slip on which she ticks the reason.",
        stage=RETURNS,
        touchpoint="touchpoint-prints-label",
        team=LOGISTICS,
        author=MIRJAM,
    ),
    LaneItem(
        id="lane-item-kiosk-scan",
        journey=JOURNEY,
        lane="frontstage",
        text="The man at the kiosk scans the parcel and gives her a receipt.",
        stage=RETURNS,
        touchpoint="touchpoint-hands-in-parcel",
        team=LOGISTICS,
        author=MIRJAM,
    ),
    LaneItem(
        id="lane-item-monday-list",
        journey=JOURNEY,
        lane="support",
        text="Monday's list goes from the warehouse to Accounts, as a spreadsheet.",
        stage=RETURNS,
        touchpoint="touchpoint-waits-for-refund",
        team=FINANCE,
        author=KOFI,
    ),
)
