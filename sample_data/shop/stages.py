"""The customer's way: stages with her verbs, and what she does in each."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Activity, Stage
from sample_data.shop.evidence import CARRIER, INTERVIEWS, TICKETS, graded
from sample_data.shop.order import in_order
from sample_data.shop.people import CALLUM, HANNAH, JOURNEY, KOFI, MIRJAM, PRIYA, TOMASZ

NOTICES: Final = "stage-notices"
CHOOSES: Final = "stage-chooses"
ORDERS: Final = "stage-orders"
RECEIVES: Final = "stage-receives"
RETURNS: Final = "stage-returns"

STAGES: Final = in_order(
    graded(
        2,
        INTERVIEWS,
        Stage(
            id=NOTICES,
            journey=JOURNEY,
            name="Notices a dress",
            customer_goal="See whether this shop has something for the wedding in three weeks.",
            entry_trigger="An advert stops her thumb.",
            exit_criterion="She opens a dress she could imagine wearing.",
            duration_days=1,
            owner="Priya Nair",
        ),
    ),
    graded(
        1,
        INTERVIEWS,
        Stage(
            id=CHOOSES,
            journey=JOURNEY,
            name="Chooses a size",
            customer_goal="Know which size will fit before paying for it.",
            entry_trigger="She has a dress on the screen.",
            exit_criterion="One size is in the basket.",
            duration_days=2,
            owner="Hannah Oduya",
        ),
    ),
    Stage(
        id=ORDERS,
        journey=JOURNEY,
        name="Orders and pays",
        customer_goal="Pay without surprises and be sure that it worked.",
        entry_trigger="She opens the basket.",
        exit_criterion="The confirmation is in her inbox.",
        owner="Tomasz Wilk",
    ),
    graded(
        3,
        CARRIER,
        Stage(
            id=RECEIVES,
            journey=JOURNEY,
            name="Waits and tries on",
            customer_goal="Have it in time, and look right in it.",
            entry_trigger="The parcel is on its way.",
            exit_criterion="She keeps it or decides to send it back.",
            duration_days=4,
            owner="Mirjam de Vries",
        ),
    ),
    Stage(
        id=RETURNS,
        journey=JOURNEY,
        name="Sends it back",
        customer_goal="Get the money back in time to buy another dress.",
        entry_trigger="It does not fit.",
        exit_criterion="The money is on her account.",
        duration_days=14,
    ),
)

ACTIVITIES: Final = in_order(
    graded(
        1,
        INTERVIEWS,
        Activity(
            id="activity-scrolls-past",
            stage=NOTICES,
            text="Scrolls on the train home and taps on the green dress.",
            thoughts="That would do for the wedding.",
            author=PRIYA,
        ),
    ),
    Activity(
        id="activity-looks-around",
        stage=NOTICES,
        text="Looks round the shop and filters by colour and price.",
        thoughts="Never heard of them. Are they real?",
        questions="Who is behind this shop? What does sending back cost?",
        author=TOMASZ,
    ),
    graded(
        2,
        INTERVIEWS,
        Activity(
            id="activity-measures-herself",
            stage=CHOOSES,
            text="Looks for a tape measure, finds none, holds up a dress that fits.",
            thoughts="I am a 38 in one shop and a 40 in the next.",
            questions="Does it run small?",
            author=CALLUM,
        ),
    ),
    graded(
        1,
        INTERVIEWS,
        Activity(
            id="activity-reads-for-size",
            stage=CHOOSES,
            text="Reads the reviews for one word about the size.",
            thoughts="Somebody my height must have bought this.",
            author=HANNAH,
        ),
    ),
    Activity(
        id="activity-fills-in",
        stage=ORDERS,
        text="Types name, address and card number on the phone.",
        thoughts="I have never heard of them. Is this safe?",
        author=TOMASZ,
    ),
    Activity(
        id="activity-checks-it-worked",
        stage=ORDERS,
        text="Checks the inbox, then the bank's app.",
        thoughts="Good, it went through.",
        author=KOFI,
    ),
    graded(
        3,
        CARRIER,
        Activity(
            id="activity-tracks-parcel",
            stage=RECEIVES,
            text="Opens the tracking page twice a day.",
            thoughts="Saturday would be perfect.",
            author=MIRJAM,
        ),
    ),
    graded(
        1,
        INTERVIEWS,
        Activity(
            id="activity-tries-on",
            stage=RECEIVES,
            text="Tries it on in front of the mirror and sends a picture to her sister.",
            thoughts="Lovely. And too tight across the back.",
            author=HANNAH,
        ),
    ),
    graded(
        2,
        TICKETS,
        Activity(
            id="activity-packs-it-up",
            stage=RETURNS,
            text="Packs it up again and prints the label at work.",
            thoughts="I do not own a printer.",
            author=CALLUM,
        ),
    ),
    graded(
        1,
        TICKETS,
        Activity(
            id="activity-looks-for-money",
            stage=RETURNS,
            text="Looks at the bank's app every morning and waits to order the next size.",
            thoughts="They have the dress and they have the money.",
            questions="Did the parcel arrive? When do I get it back?",
            author=CALLUM,
        ),
    ),
)
