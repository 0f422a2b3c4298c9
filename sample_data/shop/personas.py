"""Whom the map is about, and whom she is compared with."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Citation, EmpathyNote, Persona, PersonaPoint, Skill, Trait
from sample_data.shop.evidence import CUSTOMERS, INTERVIEWS, TICKETS, graded
from sample_data.shop.order import in_order
from sample_data.shop.people import CALLUM, HANNAH, MIRJAM, PERSONA, PRIYA, TOMASZ

REGULAR: Final = "persona-joel"

PERSONAS: Final = in_order(
    graded(
        2,
        INTERVIEWS,
        Persona(
            id=PERSONA,
            name="Nadia, first order",
            context="Primary school teacher. Buys clothes in town, where she can try them on. "
            "Needs a dress for her sister's wedding in three weeks and has never ordered from us.",
            quote="I don't mind sending it back. I mind not knowing where my money is.",
            segment="First-time buyers",
            share_percent=46,
            demographics="Paid once a month: money that is away for three weeks is missing.",
        ),
    ),
    Persona(
        id=REGULAR,
        name="Joel, six orders a year",
        context="Knows his sizes here. Orders two, keeps one, has the label printed before he tries anything on.",
        quote="I know your medium is a large.",
        segment="Regulars",
        share_percent=21,
    ),
)

POINTS: Final = in_order(
    graded(
        2,
        INTERVIEWS,
        PersonaPoint(
            id="persona-point-right-for-the-day",
            persona=PERSONA,
            aspect="goal",
            text="Look right at the wedding, in a dress nobody else wears.",
            author=PRIYA,
        ),
    ),
    graded(
        2,
        INTERVIEWS,
        PersonaPoint(
            id="persona-point-know-the-size",
            persona=PERSONA,
            aspect="need",
            text="Know the size before she pays. There is time for one exchange, not for two.",
            author=CALLUM,
        ),
    ),
    PersonaPoint(
        id="persona-point-whole-price",
        persona=PERSONA,
        aspect="need",
        text="See the whole price early, postage and all.",
        evidence_grade=0,
        author=TOMASZ,
    ),
    PersonaPoint(
        id="persona-point-dressed-in-time",
        persona=PERSONA,
        aspect="job",
        text="When an invitation comes, help me to be dressed in time without a day in town.",
        author=HANNAH,
    ),
    graded(
        1,
        INTERVIEWS,
        PersonaPoint(
            id="persona-point-two-sizes",
            persona=PERSONA,
            aspect="frustration",
            text="A 38 in one shop is a 40 in the next.",
            author=CALLUM,
        ),
    ),
    graded(
        1,
        TICKETS,
        PersonaPoint(
            id="persona-point-money-away",
            persona=PERSONA,
            aspect="frustration",
            text="The money is away, and so she cannot order the next size.",
            author=CALLUM,
        ),
    ),
    PersonaPoint(
        id="persona-point-pleased-sister",
        persona=PERSONA,
        aspect="motivation",
        text="Her sister's face when she sees it.",
        author=PRIYA,
    ),
    graded(
        2,
        INTERVIEWS,
        PersonaPoint(
            id="persona-point-reads-reviews-for-size",
            persona=PERSONA,
            aspect="behaviour",
            text="Reads reviews for the size only: five of eight did.",
            author=HANNAH,
        ),
    ),
    graded(
        2,
        INTERVIEWS,
        PersonaPoint(
            id="persona-point-phone-only",
            persona=PERSONA,
            aspect="device",
            text="A phone, on the train and on the sofa. No printer at home.",
            author=TOMASZ,
        ),
    ),
    PersonaPoint(
        id="persona-point-small-screen",
        persona=PERSONA,
        aspect="access",
        text="Reads with the phone's large type; wide tables run off the screen.",
        author=HANNAH,
    ),
    PersonaPoint(
        id="persona-point-regular-speed",
        persona=REGULAR,
        aspect="goal",
        text="Reorder in three minutes.",
        author=MIRJAM,
    ),
    PersonaPoint(
        id="persona-point-regular-two-sizes",
        persona=REGULAR,
        aspect="behaviour",
        text="Orders two sizes whenever the cut is new to him.",
        author=MIRJAM,
    ),
)

SKILLS: Final = in_order(
    Skill(id="skill-nadia-phone", persona=PERSONA, name="Shopping on the phone", level=4),
    Skill(id="skill-nadia-sizes", persona=PERSONA, name="Knowing her size with us", level=1),
    Skill(id="skill-joel-sizes", persona=REGULAR, name="Knowing his size with us", level=5),
)

TRAITS: Final = in_order(
    Trait(id="trait-nadia-decides", persona=PERSONA, left="plans ahead", right="decides on the spot", value=3),
    Trait(id="trait-nadia-trusts", persona=PERSONA, left="trusts at once", right="waits and checks", value=4),
    Trait(id="trait-nadia-money", persona=PERSONA, left="watches every cent", right="pays for ease", value=2),
)

EMPATHY: Final = in_order(
    EmpathyNote(
        id="empathy-note-see", persona=PERSONA, box="see", text="The dress on a woman a head taller.", author=PRIYA
    ),
    graded(
        1,
        INTERVIEWS,
        EmpathyNote(
            id="empathy-note-hear",
            persona=PERSONA,
            box="hear",
            text="A colleague: “I waited three weeks for my money there.”",
            author=CALLUM,
        ),
    ),
    graded(
        2,
        INTERVIEWS,
        EmpathyNote(
            id="empathy-note-say", persona=PERSONA, box="say", text="“I'll just order both sizes.”", author=MIRJAM
        ),
    ),
    EmpathyNote(
        id="empathy-note-do",
        persona=PERSONA,
        box="do",
        text="Holds a dress that fits against the screen.",
        author=HANNAH,
    ),
    EmpathyNote(
        id="empathy-note-think-feel",
        persona=PERSONA,
        box="think_feel",
        text="If it doesn't fit I shall go in the old blue one.",
        author=PRIYA,
    ),
    graded(
        1,
        TICKETS,
        EmpathyNote(
            id="empathy-note-pains",
            persona=PERSONA,
            box="pains",
            text="Writing twice to ask about the same refund.",
            author=CALLUM,
        ),
    ),
    EmpathyNote(
        id="empathy-note-gains",
        persona=PERSONA,
        box="gains",
        text="It fits, it came on Friday, she can stop thinking about it.",
        author=HANNAH,
    ),
)

CITATIONS: Final = in_order(
    Citation(
        id="citation-nadia-interviews",
        about=PERSONA,
        source=INTERVIEWS,
        remark="How they guess a size; what they tell friends about returns.",
    ),
    Citation(id="citation-nadia-tickets", about=PERSONA, source=TICKETS, remark="What they ask after the parcel."),
    Citation(id="citation-joel-report", about=REGULAR, source=CUSTOMERS, remark="How often regulars order and return."),
)
