"""What was said along the way, and what was decided."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Comment, Decision, Note
from sample_data.shop.order import in_order
from sample_data.training.people import AMINA, DIEGO, GRETA, JOURNEY, LENE, OMAR, SVEN, YUKI

# Id, step, topic, text, who wrote it.
_NOTES: Final = (
    ("hope-honest", "objectives", "hope", "That we talk about week two for once, and not about day three.", GRETA),
    ("hope-one-offer", "objectives", "hope", "An offer that all four teams would sign.", DIEGO),
    ("failure-fourth-day", "objectives", "failure", "We add a day and change nothing.", YUKI),
    ("failure-blame", "objectives", "failure", "In the end it was the client's fault.", SVEN),
    (
        "surprise-nine-ten",
        "customer_data",
        "surprise",
        "214 sheets, nine out of ten happy, and a third get going.",
        AMINA,
    ),
    (
        "surprise-no-call",
        "customer_data",
        "surprise",
        "Fourteen of twenty-five did not take the call. We know nothing of them.",
        OMAR,
    ),
    (
        "correction-monday",
        "stages",
        "correction",
        "The journey does not end on day three. For her it begins on Monday.",
        YUKI,
    ),
    ("parking-remote", "emotions", "parking", "Is a remote training worse or only different? Another map.", LENE),
)

NOTES: Final = in_order(
    *(
        Note(id=f"note-{id}", journey=JOURNEY, step=step, topic=topic, text=text, author=author)
        for id, step, topic, text, author in _NOTES
    )
)

COMMENTS: Final = in_order(
    Comment(
        id="comment-plan-lene",
        about="touchpoint-plan-on-wall",
        author=LENE,
        text="They glow when they leave. I see them at the door.",
    ),
    Comment(
        id="comment-plan-greta",
        about="touchpoint-plan-on-wall",
        author=GRETA,
        text="And I call them four weeks later. Of eleven, three could find the plan.",
    ),
    Comment(
        id="comment-call-diego",
        about="touchpoint-four-week-call",
        author=DIEGO,
        text="I thought the call shows that we care.",
    ),
    Comment(
        id="comment-call-greta",
        about="touchpoint-four-week-call",
        author=GRETA,
        text="It shows them that they have not begun. In week one it would be help.",
    ),
)

DECISIONS: Final = in_order(
    Decision(
        id="decision-weeks-not-days",
        about="hypothesis-not-enough-days",
        text="No fourth day. The spring trial is twelve weeks with a coach beside the first meeting.",
        reason="19 of 214 people found three days too short; nine of eleven heads of teams spoke of the first weeks.",
        decided_on="2026-10-20",
    ),
    Decision(
        id="decision-measure-after",
        about=JOURNEY,
        text="The sheet of the last afternoon is no measure of success any more; the half-year review is.",
        reason="Nine of ten sheets are happy, and a third of the clients get going.",
        decided_on="2026-10-20",
    ),
)
