"""Whom the map is about, and whom she is compared with."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cjm_widgets.model import Citation, EmpathyNote, Persona, PersonaPoint, Skill, Trait
from sample_data.shop.order import in_order
from sample_data.training.evidence import CALLS, REVIEWS, SHEETS, graded
from sample_data.training.people import AMINA, DIEGO, GRETA, LENE, OMAR, PERSONA, SVEN, YUKI

SPONSOR: Final = "persona-henrik"

PERSONAS: Final = in_order(
    graded(
        2,
        CALLS,
        Persona(
            id=PERSONA,
            name="Ruth, head of development",
            context="Leads nine engineers in a firm of two hundred. Has promised the management new ideas by "
            "the summer. Nobody has taken any work off her for it.",
            quote="The three days were the best of my year. On Monday there were four hundred mails.",
            segment="Heads of teams in firms of 50 to 500 people",
            share_percent=64,
            empathy_map="canvas",
        ),
    ),
    Persona(
        id=SPONSOR,
        name="Henrik, who pays",
        context="Managing director. Signs the offer, opens the first morning, and is gone by the coffee break.",
        quote="And what do I have in my hands at the end?",
        segment="Managing directors who book themselves",
        share_percent=22,
    ),
)

# Persona, aspect, text, grade and source (without one it is an assumption), who wrote it.
_POINTS: Final = (
    (PERSONA, "goal", "One project by the summer that the management can touch.", (2, CALLS), GRETA),
    (PERSONA, "need", "An hour a week that nobody takes away again.", (2, CALLS), YUKI),
    (PERSONA, "need", "Somebody to ask in week two, without an order number.", (1, CALLS), YUKI),
    (PERSONA, "job", "When the management asks for ideas, help me to have something that works.", None, LENE),
    (PERSONA, "frustration", "The sheets stay on the wall of a hotel.", (1, CALLS), AMINA),
    (PERSONA, "frustration", "New words, old meetings.", None, SVEN),
    (PERSONA, "motivation", "Wants her people to be proud again.", None, AMINA),
    (PERSONA, "behaviour", "Opens the photographs once, on the train home.", (1, CALLS), OMAR),
    (PERSONA, "device", "Laptop with a locked-down browser; phone for everything else.", None, OMAR),
    (SPONSOR, "goal", "See that the money came back.", None, DIEGO),
    (SPONSOR, "frustration", "Hears “we learned a lot” and gets no number.", (1, REVIEWS), GRETA),
)

POINTS: Final = in_order(
    *(
        replace(one, evidence_grade=0) if stands_on is None else graded(*stands_on, one)
        for place, (persona, aspect, text, stands_on, author) in enumerate(_POINTS, start=1)
        for one in (
            PersonaPoint(id=f"persona-point-{place}", persona=persona, aspect=aspect, text=text, author=author),
        )
    )
)

SKILLS: Final = in_order(
    Skill(id="skill-ruth-leads", persona=PERSONA, name="Leading engineers", level=5),
    Skill(id="skill-ruth-method", persona=PERSONA, name="Leading a session of her own", level=2),
)

TRAITS: Final = in_order(
    Trait(id="trait-ruth-time", persona=PERSONA, left="has time", right="has none", value=5),
    Trait(id="trait-ruth-risk", persona=PERSONA, left="tries things", right="wants proof", value=2),
)

# Box of the canvas, the note, who wrote it.
_EMPATHY: Final = (
    ("who", "Ruth, back at her desk on the first Monday after the training.", GRETA),
    ("need_to_do", "Get nine busy people to meet a second time.", YUKI),
    ("see", "A calendar without a gap. The roll of paper in the corner.", YUKI),
    ("say", "“We are still digesting it.”", DIEGO),
    ("do", "Answers mail. Puts the meeting off by a week.", YUKI),
    ("hear", "“How was your holiday?”", AMINA),
    ("think_feel", "If I begin now and it goes wrong, they will say: those ideas again.", GRETA),
    ("pains", "Stands in front of her team without the trainer and forgets the question.", SVEN),
    ("gains", "Somebody from the team asks when they go on.", AMINA),
)

EMPATHY: Final = in_order(
    *(
        EmpathyNote(id=f"empathy-note-{box.replace('_', '-')}", persona=PERSONA, box=box, text=text, author=author)
        for box, text, author in _EMPATHY
    )
)

CITATIONS: Final = in_order(
    Citation(id="citation-ruth-calls", about=PERSONA, source=CALLS, remark="What happened in the first four weeks."),
    Citation(id="citation-ruth-sheets", about=PERSONA, source=SHEETS, remark="How good the three days were."),
    Citation(id="citation-henrik-reviews", about=SPONSOR, source=REVIEWS, remark="What those who pay ask for."),
)
