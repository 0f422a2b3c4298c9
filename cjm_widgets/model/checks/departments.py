"""Names of departments: what a stage is not called, because customers do not go through an organisation chart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.entities.stages import PRESETS
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words that customers do, too (“Support”, “Delivery”, “Design”, “Purchase”), stand only in the pairs below.
_WORDS: Final = frozenset(
    {
        "accounting", "administration", "backoffice", "billing", "callcenter", "callcentre", "compliance",
        "controlling", "crm", "development", "engineering", "finance", "finances", "fulfilment", "fulfillment",
        "helpdesk", "hr", "it", "legal", "logistics", "management", "marketing", "operations", "ops", "pr",
        "procurement", "production", "purchasing", "sales", "service", "warehouse", "warehousing",
        "aussendienst", "buchhaltung", "einkauf", "entwicklung", "finanzen",
        "geschäftsführung", "innendienst", "kundenbetreuung", "kundendienst", "kundenservice", "lager", "lagerei",
        "logistik", "personal", "personalwesen", "produktion", "produktmanagement", "qualitätssicherung", "recht",
        "rechnungswesen", "technik", "verkauf", "vertrieb", "verwaltung", "öffentlichkeitsarbeit",
    }
)  # fmt: skip
_PAIRS: Final = re.compile(
    r"\b(customer|client|technical|after sales|it) (service|services|support|care|success|relations)\b"
    r"|\b(back|front|head) office\b|\bcall cent(er|re)\b|\bhelp desk\b|\bservice desk\b|\bsupply chain\b"
    r"|\bhuman resources\b|\bpublic relations\b|\bcorporate communications\b|\bquality (assurance|management)\b"
    r"|\br d\b|\bresearch development\b|\b(product|project|account) management\b|\bsupport (team|department|dept)\b"
)
_ENDINGS: Final = re.compile(r"\b\w+(abteilung|referat|ressort)\b")
_FILLERS: Final = frozenset(
    {
        "a", "abteilung", "and", "department", "dept", "der", "die", "phase", "process", "stage", "support",
        "team", "the", "und",
    }
)  # fmt: skip
_TEAM: Final = re.compile(r"(s?team)$")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def names_department(name: str, teams: Iterable[str]) -> bool:
    """Tell whether a stage's name is that of a department or of one of the workshop's own ``teams``.

    A name that came with a preset is none, even where a team is called so: another rule asks for the customer's verb.
    """
    said = folded(name)
    if said in preset_names():
        return False
    if said in {folded(team) for team in teams}:
        return True
    rest = _ENDINGS.sub("", _PAIRS.sub("", said))
    words = {_TEAM.sub("", word) or word for word in rest.split()} - _FILLERS
    return words <= _WORDS and (bool(words) or rest != said)


def preset_names() -> frozenset[str]:
    """Give the names that the presets give to stages, in English and in the language in use, as ``folded`` has them."""
    return frozenset(folded(text) for names in PRESETS.values() for name in names for text in (name, _(name)))


def folded(text: str) -> str:
    """Give a name's words in small letters (ß as ss), without signs and numbers."""
    return " ".join(_LETTERS.findall(text.casefold()))
