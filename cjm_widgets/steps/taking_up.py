"""From a pain to an opportunity, and from an opportunity to an action: one press each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import (
    Action,
    Draft,
    ModelError,
    Opportunity,
    OpportunityPain,
    PainPoint,
    Touchpoint,
    between,
    new_id,
)
from cjm_widgets.model.fields import TEXT_LENGTH
from cjm_widgets.view.chances import question_said, ranked
from cjm_widgets.view.wording import shortened
from cjm_widgets.words import SOURCE, _, language, ngettext

if TYPE_CHECKING:
    from cjm_widgets.model import Item, Journey, Workshop
    from cjm_widgets.widgets.offers import Offer

_OPEN: Final = ("written", "settled")


def take_up(workshop: Workshop, journey: str, pain: str) -> tuple[Draft, ...]:
    """Give the drafts of a new opportunity that eases a pain, with the link between them; to be applied as one batch.

    Raises ModelError for a pain that is not there.
    """
    found = workshop.find(PainPoint, pain)
    if found is None:
        raise ModelError(_("Pain point"), _("It is not there any more."), _("Reload the page."))
    text = " ".join(found.description.split()).rstrip(" .!?")
    made = new_id(Opportunity.KIND)
    question = _("How might we ease this: {pain}?").format(
        pain=text[:1].lower() + text[1:] if language() == SOURCE else text
    )
    return (
        Draft(
            kind=Opportunity.KIND,
            entity=made,
            fields={"journey": journey, "question": question, "rank": _last(workshop.of(Opportunity, journey=journey))},
        ),
        Draft(
            kind=OpportunityPain.KIND,
            entity=new_id("opportunity-pain"),
            fields={"opportunity": made, "pain_point": pain},
        ),
    )


def begin_action(workshop: Workshop, journey: str, opportunity: str) -> Draft:
    """Give the draft of a new action for an opportunity; its title is what the question asks for.

    Raises ModelError for an opportunity that is not there.
    """
    found = workshop.find(Opportunity, opportunity)
    if found is None:
        raise ModelError(_("Opportunity"), _("It is not there any more."), _("Reload the page."))
    title = question_said(found).removeprefix(_("How might we")).strip(" …?")
    fields = {
        "journey": journey,
        "title": shortened(title[:1].upper() + title[1:], TEXT_LENGTH) or found.question[:TEXT_LENGTH],
        "opportunity": opportunity,
        "rank": _last(workshop.of(Action, journey=journey)),
    }
    return Draft(kind=Action.KIND, entity=new_id(Action.KIND), fields=fields)


def pain_offers(workshop: Workshop, journey: str) -> list[Offer]:
    """List the pains of a journey, the highest score first, each with what was made of it already."""
    pains = [one for one in workshop.of(PainPoint, journey=journey, merged_into=None) if one.standing in _OPEN]
    taken: dict[str, int] = {}
    for tie in workshop.all(OpportunityPain):
        taken[tie.pain_point] = taken.get(tie.pain_point, 0) + 1
    offers: list[Offer] = []
    for pain in sorted(pains, key=lambda one: -1 if one.score is None else one.score, reverse=True):
        touchpoint = workshop.find(Touchpoint, pain.touchpoint)
        n = taken.get(pain.id, 0)
        done = ngettext("{n} opportunity eases it", "{n} opportunities ease it", n).format(n=n) if n else ""
        offers.append(
            {
                "key": pain.id,
                "title": pain.description,
                "mark": "–" if pain.score is None else str(pain.score),
                "note": touchpoint.name if touchpoint else "",
                "done": done,
            }
        )
    return offers


def opportunity_offers(workshop: Workshop, journey: Journey) -> list[Offer]:
    """List the opportunities of a journey, ranked, each with the actions that it became."""
    return [
        {
            "key": one.opportunity.id,
            "title": question_said(one.opportunity),
            "mark": "–" if one.place is None else str(one.place),
            "note": _("Put off on purpose") if one.opportunity.moscow == "wont" else "",
            "done": "; ".join(action.title for action in one.actions),
        }
        for one in ranked(workshop, journey)
    ]


def pains_said(workshop: Workshop, journey: str) -> str:
    """Say how many pains nobody has taken up yet."""
    offers = pain_offers(workshop, journey)
    if not offers:
        return _("No pain point yet: they come from step 6.")
    n = sum(not one.get("done") for one in offers)
    if not n:
        return _("Every pain is taken up by an opportunity.")
    return ngettext(
        "{n} of {all} pains is not taken up yet. The number is severity × frequency.",
        "{n} of {all} pains are not taken up yet. The number is severity × frequency.",
        n,
    ).format(n=n, all=len(offers))  # fmt: skip


def _last(items: tuple[Item, ...]) -> str:
    return between(max((one.rank for one in items), default=""), "")
