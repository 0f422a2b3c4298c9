"""What is still weak in a map: every check of the method as a rule of its own, and when a step is done.

``check`` looks at a whole workshop, ``check_journey`` at one map; ``missing`` says what keeps a step from being done
and ``closing`` what keeps the workshop from being closed. One source for all: a step's list of what is missing, the
panel beside it, the published map and ``cjm check`` come from the same rules. The standard library only.
"""

from cjm_widgets.model.checks.finding import Finding, Place, Severity
from cjm_widgets.model.checks.looking import check, check_journey, closing, done, findings_of, gathered, missing
from cjm_widgets.model.checks.registry import RULES
from cjm_widgets.model.checks.rule import Family, Rule

__all__ = [
    "RULES",
    "Family",
    "Finding",
    "Place",
    "Rule",
    "Severity",
    "check",
    "check_journey",
    "closing",
    "done",
    "findings_of",
    "gathered",
    "missing",
]
