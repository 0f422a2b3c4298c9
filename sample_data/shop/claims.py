"""Which event, survey answers or comments speak about which touchpoint."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Claim, Question
from sample_data.shop.evidence import COMMENTS, EVENTS, SURVEY
from sample_data.shop.order import in_order
from sample_data.shop.stages import CHOOSES, ORDERS

_EVENTS: Final = {
    "ad_click": "touchpoint-sees-advert",
    "search": "touchpoint-searches",
    "product_view": "touchpoint-views-product",
    "size_guide_open": "touchpoint-opens-size-guide",
    "support_chat": "touchpoint-asks-in-chat",
    "add_to_cart": "touchpoint-adds-to-basket",
    "checkout_start": "touchpoint-starts-checkout",
    "payment": "touchpoint-pays",
    "order_confirmed": "touchpoint-gets-confirmation",
    "parcel_delivered": "touchpoint-gets-parcel",
    "return_started": "touchpoint-starts-return",
    "return_label_printed": "touchpoint-prints-label",
    "refund_received": "touchpoint-waits-for-refund",
}

# What the survey and the comments are about, in their own words. Two of them are wider than one touchpoint.
_HEADINGS: Final = {
    "Searching": "touchpoint-searches",
    "Choosing a size": CHOOSES,
    "Checkout and payment": ORDERS,
    "Delivery": "touchpoint-gets-parcel",
    "Sending back": "touchpoint-starts-return",
    "Waiting for the refund": "touchpoint-waits-for-refund",
}

QUESTIONS: Final = in_order(
    Question(id="question-nps", source=SURVEY, column="nps", scale="nps", missing="99"),
    Question(id="question-csat", source=SURVEY, column="csat", scale="csat", missing="99"),
    Question(id="question-ces", source=SURVEY, column="ces", scale="ces", missing="99"),
)

CLAIMS: Final = in_order(
    *(
        Claim(
            id=f"claim-{signal}-{name.lower().replace('_', '-').replace(' ', '-')}",
            source=source,
            signal=signal,
            name=name,
            about=about,
        )
        for source, signal, ties in (
            (EVENTS, "event", _EVENTS),
            (SURVEY, "question", _HEADINGS),
            (COMMENTS, "comments", _HEADINGS),
        )
        for name, about in ties.items()
    )
)
