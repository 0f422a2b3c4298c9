"""What a reference would tell of whoever wrote an anonymous card.

While a step is collected, only the author of a card and those who lead can see it. So a signed comment on an anonymous
card names its author, and so does an anonymous pain on a touchpoint that somebody has signed and nobody else has seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS, FieldKind, Phase, Refused, owns
from cjm_widgets.model.viewer import PARENTS, Class, class_of, step_of
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Clock, Draft, Entity, Viewer, Workshop

_POINTS = {
    kind: tuple(name for name, spec in cls.FIELDS.items() if spec.kind is FieldKind.REF and name != "author")
    for kind, cls in KINDS.items()
}


def check_tells_nothing(viewer: Viewer, clock: Clock, draft: Draft, workshop: Workshop, *, anonymous: bool) -> None:
    """Raise Refused where ``draft``, signed or ``anonymous``, would tie a name to an anonymous card."""
    if viewer.leads:
        return
    for name in _POINTS[draft.kind]:
        value = draft.fields.get(name)
        thing = workshop.get(value) if isinstance(value, str) else None
        if thing is None or not _is_theirs_alone(viewer, clock, thing, workshop):
            continue
        if _is_unsigned(viewer, thing, workshop) is anonymous:
            continue
        label = _(KINDS[draft.kind].LABEL)
        if anonymous:
            raise Refused(
                label,
                _("Nobody but you sees what this belongs to, so it would tell who you are."),
                _("Wait until all cards of that step are shown."),
            )
        raise Refused(
            label,
            _("Your name here would tell who wrote the card that it belongs to."),
            _("Wait until all cards of that step are shown."),
        )


def _is_theirs_alone(viewer: Viewer, clock: Clock, thing: Entity, workshop: Workshop) -> bool:
    """Tell whether nobody but the viewer and those who lead sees a thing: it, or what it belongs to, is not shown."""
    waiting, met = [thing], set[str]()
    while waiting:
        here = waiting.pop()
        if here.id in met:
            continue
        met.add(here.id)
        if class_of(here.KIND) in (Class.ALONE, Class.COMMENT) and owns(viewer, here, workshop):
            standing = getattr(here, "standing", "written")
            collecting = clock.phase(step_of(here.KIND, {}, here, workshop)) is Phase.COLLECT
            if standing == "hidden" or (standing != "settled" and collecting):
                return True
        parents = (workshop.get(getattr(here, name)) for name in PARENTS[here.KIND])
        waiting += [one for one in parents if one is not None]
    return False


def _is_unsigned(viewer: Viewer, thing: Entity, workshop: Workshop) -> bool:
    """Tell whether a thing is an anonymous card of the viewer's, or a part of one."""
    here: Entity | None = thing
    met: set[str] = set()
    while here is not None and here.id not in met:
        if here.id in viewer.own:
            return True
        if "author" in here.FIELDS or not PARENTS[here.KIND]:
            return False
        met.add(here.id)
        here = workshop.get(getattr(here, PARENTS[here.KIND][0]))
    return False
