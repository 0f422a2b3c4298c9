"""Who begins each encounter and who looks after it: the directions and the owners of a journey's touchpoints."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Team, Touchpoint
from cjm_widgets.model.entities.touchpoints import MEDIA, SIDES
from cjm_widgets.model.settled import settled
from cjm_widgets.view.markup import element, join
from cjm_widgets.view.parts import panel
from cjm_widgets.view.wording import count, listing, quoted
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup

_SIDES: Final = dict(SIDES)
_MEDIA: Final = dict(MEDIA)
_MOST_NAMES: Final = 3


def encounters_finding(workshop: Workshop, journey: str) -> str:
    """Say in a sentence what nobody looks after, and how often we wait for the customer to come."""
    touchpoints = settled(workshop).of(Touchpoint, journey=journey)
    if not touchpoints:
        return _("No touchpoint yet.")
    loose = [one for one in touchpoints if not one.owner_team]
    begun = sum(one.initiator == "customer" for one in touchpoints)
    said = _("The customer begins {n} of {all}.").format(n=count(begun), all=count(len(touchpoints)))
    if not loose:
        return _("Every touchpoint has an owner team.") + " " + said
    owners = ngettext("{n} has no owner team: {names}.", "{n} have no owner team: {names}.", len(loose))
    return owners.format(n=count(len(loose)), names=_some(loose)) + " " + said


def encounters(workshop: Workshop, journey: str) -> Markup:
    """Draw three small tables: directions from initiator to receiver, owner teams, and paid, owned or earned."""
    shown = settled(workshop)
    touchpoints = shown.of(Touchpoint, journey=journey)
    if not touchpoints:
        return element("p", _("No touchpoint yet."), class_="cjm-none")
    teams = {team.id: team.name for team in shown.all(Team)}
    ways: Mapping[str, list[Touchpoint]] = _grouped(touchpoints, [_direction(one) for one in touchpoints])
    owners = _grouped(touchpoints, [teams.get(one.owner_team or "", "") for one in touchpoints])
    media = _grouped(touchpoints, [_(_MEDIA[one.media]) if one.media else "" for one in touchpoints])
    return element(
        "div",
        element(
            "div",
            panel(_("Who begins, and who receives"), _bars(ways, len(touchpoints))),
            panel(_("Who looks after it"), _bars(owners, len(touchpoints)), tone="notice" if "" in owners else ""),
            panel(_("Paid, owned or earned"), _bars(media, len(touchpoints))),
            class_="cjm-panels",
        ),
        class_="cjm-contents",
    )


def _direction(one: Touchpoint) -> str:
    if not one.initiator or not one.receiver:
        return ""
    return f"{_(_SIDES[one.initiator])} → {_(_SIDES[one.receiver])}"


def _grouped(touchpoints: Sequence[Touchpoint], keys: Sequence[str]) -> dict[str, list[Touchpoint]]:
    sizes = Counter(keys)
    order = sorted(sizes, key=lambda key: (key == "", -sizes[key], key))
    return {key: [one for one, own in zip(touchpoints, keys, strict=True) if own == key] for key in order}


def _bars(groups: Mapping[str, list[Touchpoint]], n: int) -> Markup:
    rows = [
        element(
            "li",
            element("span", name or _("not said"), class_=f"cjm-measure-name{'' if name else ' cjm-soft'}", dir="auto"),
            element("b", count(len(some))),
            element("span", class_="cjm-measure", style=f"width: {100 * len(some) / n:.0f}%", aria_hidden="true"),
            element("span", _some(some), class_="cjm-measure-note", dir="auto"),
        )
        for name, some in groups.items()
    ]
    return join(element("ul", rows, class_="cjm-measures"))


def _some(touchpoints: Sequence[Touchpoint]) -> str:
    names = [quoted(one.name) for one in touchpoints[:_MOST_NAMES]]
    rest = len(touchpoints) - len(names)
    return ", ".join([*names, _("and {n} more").format(n=count(rest))]) if rest else listing(names)
