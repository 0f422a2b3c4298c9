"""Which event, question or comments speak about which touchpoint."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Claim
from sample_data.shop.evidence import EVENTS
from sample_data.shop.order import in_order

_EVENTS: Final = {
    "ad_click": "sees-advert",
    "search": "searches",
    "product_view": "views-product",
    "size_guide_open": "opens-size-guide",
    "support_chat": "asks-in-chat",
    "add_to_cart": "adds-to-basket",
    "checkout_start": "starts-checkout",
    "payment": "pays",
    "order_confirmed": "gets-confirmation",
    "parcel_delivered": "gets-parcel",
    "return_started": "starts-return",
    "return_label_printed": "prints-label",
    "refund_received": "waits-for-refund",
}

CLAIMS: Final = in_order(
    *(
        Claim(
            id=f"claim-event-{name.replace('_', '-')}",
            source=EVENTS,
            signal="event",
            name=name,
            about=f"touchpoint-{touchpoint}",
        )
        for name, touchpoint in _EVENTS.items()
    )
)
