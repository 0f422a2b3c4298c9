"""Step 2, customer data: where numbers come from, what they claim to be about, and what they say."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model.declare import belongs_to, choice, count, day, flag, link, number, ref, text
from cjm_widgets.model.entity import Entity, Item, entity
from cjm_widgets.words import N_

SOURCE_TYPES: Final = (
    ("interview", N_("Interviews")),
    ("survey", N_("Survey")),
    ("ticket", N_("Support tickets")),
    ("review", N_("Reviews and comments")),
    ("analytics", N_("Analytics")),
    ("event_log", N_("Event log")),
    ("observation", N_("Observation")),
)
CONSENTS: Final = (
    ("consented", N_("People consented")),
    ("contract", N_("Needed for the contract")),
    ("legitimate", N_("Legitimate interest, documented")),
    ("public", N_("Public or licensed")),
    ("invented", N_("Invented for practice")),
    ("unclear", N_("Unclear: ask before use")),
)
SURVEY_SCALES: Final = (("nps", "NPS"), ("csat", "CSAT"), ("ces", "CES"))
SIGNALS: Final = (
    ("event", N_("Event")),
    ("question", N_("Survey answers")),
    ("comments", N_("Comments")),
)
MEASURES: Final = (
    ("customers", N_("Customers who reached it")),
    ("funnel", N_("Customers still in order")),
    ("nps", "NPS"),
    ("csat", "CSAT"),
    ("ces", "CES"),
    ("comments", N_("Comments")),
    ("driver", N_("Share in the overall score")),
)
GRAINS: Final = (
    ("customer", N_("customers")),
    ("session", N_("sessions")),
    ("response", N_("answers")),
    ("comment", N_("comments")),
)


@entity
class Source(Item):
    """Where evidence comes from. The step is done when every source states its type, n, period and consent."""

    KIND = "source"
    LABEL = N_("Source")
    STEP = "customer_data"

    title: str = text(N_("Title"), required=True, first=True)
    type: str | None = choice(SOURCE_TYPES, N_("Type"), first=True)
    n: int | None = count(N_("n"), N_("People, answers or events in it."), first=True)
    period_start: str | None = day(N_("Period from"), first=True)
    period_end: str | None = day(N_("Period to"), first=True)
    consent: str | None = choice(CONSENTS, N_("Consent or licence"), first=True)
    segment: str = text(N_("Segment"), N_("Whom it covers, and whom it does not."))
    link: str = link(N_("Link"))
    fingerprint: str = text(N_("Fingerprint"), N_("Names the exact data, so that a number can be run again."))


@entity
class Question(Item):
    """A question of a survey: which column holds its answers, on which scale, and which codes are no answers."""

    KIND = "question"
    LABEL = N_("Survey question")
    STEP = "customer_data"

    source: str = belongs_to("source", label=N_("Source"))
    column: str = text(N_("Column"), required=True, first=True)
    scale: str | None = choice(SURVEY_SCALES, N_("Scale"), required=True, first=True)
    missing: str = text(N_("Codes for “no answer”"), N_("Separated by commas, for example 11, 99."), first=True)


@entity
class Claim(Item):
    """A tie: this event, or what is asked or said under this heading, is about that touchpoint or stage."""

    KIND = "claim"
    LABEL = N_("Tie")
    STEP = "customer_data"

    source: str = belongs_to("source", label=N_("Source"))
    signal: str | None = choice(SIGNALS, N_("Signal"), required=True, first=True)
    name: str = text(N_("Name in the data"), required=True, first=True)
    about: str | None = ref("touchpoint", "stage", label=N_("Touchpoint or stage"), first=True)


@entity
class Measurement(Entity):
    """One number that data gave for a stage or touchpoint, with everything needed to judge it and run it again."""

    KIND = "measurement"
    LABEL = N_("Measurement")
    STEP = "customer_data"

    about: str = belongs_to("stage", "touchpoint", label=N_("About"))
    measure: str | None = choice(MEASURES, N_("Measure"), required=True, first=True)
    value: float | None = number(N_("Value"), first=True)
    low: float | None = number(N_("95 % interval from"), first=True)
    high: float | None = number(N_("95 % interval to"), first=True)
    n: int | None = count(N_("n"), first=True)
    total: int | None = count(N_("Out of"), N_("What n is a part of: all customers, for a share."))
    too_few: bool = flag(N_("Too few to tell"))
    grain: str | None = choice(GRAINS, N_("Counted in"))
    source: str | None = ref("source", label=N_("Source"))
    computed_on: str | None = day(N_("Computed on"))
    fingerprint: str = text(N_("Fingerprint of the data"))
