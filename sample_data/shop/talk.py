"""What was said along the way, and what was decided."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Comment, Decision, Note
from sample_data.shop.order import in_order
from sample_data.shop.people import CALLUM, HANNAH, JOURNEY, KOFI, MIRJAM, PRIYA, TOMASZ

NOTES: Final = in_order(
    Note(
        id="note-hope-one-picture",
        journey=JOURNEY,
        step="objectives",
        topic="hope",
        text="One picture that all five teams agree on before the budget meeting.",
        author=PRIYA,
    ),
    Note(
        id="note-hope-service-heard",
        journey=JOURNEY,
        step="objectives",
        topic="hope",
        text="That what we read in the tickets counts for once.",
        author=CALLUM,
    ),
    Note(
        id="note-failure-poster",
        journey=JOURNEY,
        step="objectives",
        topic="failure",
        text="A poster by the coffee machine.",
        author=HANNAH,
    ),
    Note(
        id="note-failure-checkout-anyway",
        journey=JOURNEY,
        step="objectives",
        topic="failure",
        text="We buy the new checkout anyway, because it was planned.",
        author=MIRJAM,
    ),
    Note(
        id="note-surprise-no-leavers",
        journey=JOURNEY,
        step="customer_data",
        topic="surprise",
        text="All eight interviews were with people who bought. We asked nobody who left.",
        author=HANNAH,
    ),
    Note(
        id="note-surprise-refund-tickets",
        journey=JOURNEY,
        step="customer_data",
        topic="surprise",
        text="82 of 214 tickets ask for the refund. I thought it was five.",
        author=KOFI,
    ),
    Note(
        id="note-correction-kiosk",
        journey=JOURNEY,
        step="stages",
        topic="correction",
        text="For her the return ends with the money, not at the kiosk.",
        author=CALLUM,
    ),
    Note(
        id="note-parking-shoes",
        journey=JOURNEY,
        step="touchpoints",
        topic="parking",
        text="Shoes have the same trouble with sizes. Another map.",
        author=TOMASZ,
    ),
    Note(
        id="note-parking-january",
        journey=JOURNEY,
        step="collaboration",
        topic="parking",
        text="Who sits at the returns desk in January?",
        author=MIRJAM,
    ),
)

COMMENTS: Final = in_order(
    Comment(
        id="comment-size-guide-callum",
        about="touchpoint-opens-size-guide",
        author=CALLUM,
        text="You see the guide being opened. I see the chat that comes after it.",
    ),
    Comment(
        id="comment-size-guide-priya",
        about="touchpoint-opens-size-guide",
        author=PRIYA,
        text="I scored it as good because we have one at all. That is not what was asked.",
    ),
    Comment(
        id="comment-refund-kofi",
        about="touchpoint-waits-for-refund",
        author=KOFI,
        text="We always pay within fourteen days. From our side that is fast.",
    ),
    Comment(
        id="comment-refund-callum",
        about="touchpoint-waits-for-refund",
        author=CALLUM,
        text="Fourteen days of silence are not fast when the wedding is on Saturday.",
    ),
    Comment(
        id="comment-card-refused-tomasz",
        about="pain-point-card-refused",
        author=TOMASZ,
        text="How often does it really happen? The provider must know.",
    ),
)

DECISIONS: Final = in_order(
    Decision(
        id="decision-score-before-data",
        about=JOURNEY,
        text="We score first, each alone, and open the three files afterwards.",
        reason="Else we score what the chart says, and learn nothing about what we believed.",
        decided_on="2026-11-12",
    ),
    Decision(
        id="decision-no-checkout-yet",
        about="hypothesis-checkout-loses",
        text="No money for the new checkout until the data has been held against the curve.",
        reason="Everybody is sure about the payment, and nothing on the map is better than an anecdote.",
        decided_on="2026-11-12",
    ),
)
