"""Who may see what, for a roomful: ``Look`` gives the same as ``visible``, and remembers.

What a participant sees is what everybody sees (everybody at their table, while groups work apart) and what is theirs,
with all that hangs on it. The first part is worked out once for the room and carried on from change to change, by
looking at what has changed; the second is as small as what one person has written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from cjm_widgets.model.clock import Phase, Step
from cjm_widgets.model.groups import Table, table
from cjm_widgets.model.sight import NOBODY, bare, is_settings, seen
from cjm_widgets.model.viewer import PARENTS, Role, Viewer, group_of_viewer, is_gone
from cjm_widgets.model.workshop import Shelf, Workshop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.model.clock import Clock
    from cjm_widgets.model.entity import Entity

_SEATING = frozenset({"person", "group", "journey", "stage"})
"""While tables work apart, these decide what belongs to which."""
_PLACING = frozenset({"activity", "touchpoint"})
"""And these, where a table has only a part of its journey."""


@dataclass(frozen=True, slots=True)
class Common:
    """What everybody at a table sees of one state of the workshop, with the answers that led to it."""

    workshop: Workshop
    """The whole workshop that it was worked out from."""
    closed: frozenset[Step]
    apart: bool
    at: Table
    known: Mapping[str, bool]
    view: Workshop
    after: Workshop | None
    """The whole workshop of the state that this was carried on from; None where it was worked out anew."""
    changed: frozenset[str]
    """What has been made, changed or removed since then."""


@dataclass(frozen=True, slots=True)
class _Own:
    """What one viewer sees besides what everybody sees, and what that depends on."""

    viewer: Viewer
    group: str | None
    common: Common
    related: frozenset[str]
    asked: frozenset[str]
    more: Mapping[str, Mapping[str, Entity]]

    def holds(self, viewer: Viewer, group: str | None, common: Common) -> bool:
        """Tell whether it is the same in ``common``: nothing that it depends on has changed since."""
        if (self.viewer, self.group) != (viewer, group):
            return False
        if self.common is common:
            return True
        if common.after is not self.common.workshop or (common.closed, common.apart) != (
            self.common.closed,
            self.common.apart,
        ):
            return False
        return not any(self._concerns(id, common.workshop) for id in common.changed)

    def _concerns(self, id: str, workshop: Workshop) -> bool:
        if id in self.asked or id in self.related or id in self.viewer.own:
            return True
        thing = workshop.get(id)
        if thing is None:
            return False
        author = getattr(thing, "author", None)
        return (author is not None and author == self.viewer.person) or any(
            getattr(thing, name) in self.related for name in PARENTS[thing.KIND]
        )


class Sight:
    """``visible`` for all seats at one workshop. Any thread may use it."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._common: dict[str | None, Common] = {}
        self._lock = Lock()

    def common(self, group: str | None, clock: Clock, workshop: Workshop) -> Common:
        """Give what everybody in ``group`` sees; while groups do not work apart, that is the same for all."""
        key = group if clock.apart else None
        with self._lock:
            before = self._common.get(key)
            made = _carried_on(before, key, clock, workshop)
            # A seat may still look at an older state; what is newer is kept.
            if before is None or made.workshop.seq >= before.workshop.seq:
                self._common[key] = made
            return made


class Look:
    """One seat's view, carried on from state to state. For one thread at a time."""

    def __init__(self, sight: Sight) -> None:
        """Look with the help of ``sight``, which others at the same workshop share."""
        self._sight = sight
        self._last: Workshop | None = None
        self._own: _Own | None = None

    def at(self, viewer: Viewer, clock: Clock, workshop: Workshop) -> Workshop:
        """Give what ``viewer`` sees: equal to ``visible``, with the shelves of last time where they hold the same."""
        if viewer.role is Role.READER or is_gone(viewer, workshop):
            view = workshop.only(is_settings)
        elif viewer.leads:
            return workshop
        else:
            group = group_of_viewer(viewer, workshop)
            common = self._sight.common(group, clock, workshop)
            if self._own is not None and self._own.holds(viewer, group, common):
                self._own = replace(self._own, common=common)
            else:
                self._own = _own(common, viewer, group, clock)
            view = _with_own(common, self._own.more, self._last)
        last = self._last
        if last is not None and _same_shelves(last, view):
            view = last if last.seq == view.seq else Workshop(view.id, last.shelves, view.seq)
        self._last = view
        return view


def _same_shelves(one: Workshop, other: Workshop) -> bool:
    return one.shelves is other.shelves or (
        one.shelves.keys() == other.shelves.keys()
        and all(shelf is other.shelves[kind] for kind, shelf in one.shelves.items())
    )


def _own(common: Common, viewer: Viewer, group: str | None, clock: Clock) -> _Own:
    """Work out what this viewer sees besides what everybody sees."""
    workshop = common.workshop
    known: dict[str, bool] = {}
    more: dict[str, dict[str, Entity]] = {}
    related = []
    for thing in _related(viewer, workshop):
        related.append(thing.id)
        if not common.known.get(thing.id) and seen(viewer, common.at, clock, thing, workshop, known):
            more.setdefault(thing.KIND, {})[thing.id] = bare(thing)
    return _Own(viewer, group, common, frozenset(related), frozenset(known), more)


def _with_own(common: Common, more: Mapping[str, Mapping[str, Entity]], last: Workshop | None) -> Workshop:
    """Add to what everybody sees what this viewer sees besides."""
    if not more:
        return common.view
    shelves = dict(common.view.shelves)
    for kind, things in more.items():
        shared = shelves.get(kind)
        by_id = {**shared.by_id, **things} if shared is not None else dict(things)
        shelves[kind] = _kept(None if last is None else last.shelves.get(kind), by_id)
    ordered = {kind: shelves[kind] for kind in sorted(shelves)}
    return Workshop(common.workshop.id, MappingProxyType(ordered), common.workshop.seq)


def _related(viewer: Viewer, workshop: Workshop) -> Iterator[Entity]:
    """Give what a viewer wrote, and all that hangs on it."""
    waiting: list[Entity] = []
    if viewer.person is not None:
        for shelf in workshop.shelves.values():
            waiting += shelf.by_author.get(viewer.person, ())
    waiting += [thing for id in viewer.own if (thing := workshop.get(id)) is not None]
    met: set[str] = set()
    while waiting:
        thing = waiting.pop()
        if thing.id in met:
            continue
        met.add(thing.id)
        yield thing
        for shelf in workshop.shelves.values():
            waiting += shelf.parts.get(thing.id, ())


def _carried_on(before: Common | None, group: str | None, clock: Clock, workshop: Workshop) -> Common:
    """Give what everybody in a group sees, from what they saw ``before`` where that helps."""
    closed = frozenset(step for step in Step if clock.phase(step) is Phase.COLLECT)
    if before is None or (before.closed, before.apart) != (closed, clock.apart):
        return _anew(before, group, clock, closed, workshop)
    if before.workshop is workshop:
        return before
    old, new = before.workshop.shelves, workshop.shelves
    kinds = [kind for kind in (*new, *(old.keys() - new.keys())) if old.get(kind) is not new.get(kind)]
    at = before.at
    if clock.apart and not (_SEATING if at.part is None else _SEATING | _PLACING).isdisjoint(kinds):
        return _anew(before, group, clock, closed, workshop)
    known = dict(before.known)
    touched: list[Entity] = []
    removed: set[str] = set()
    for kind in kinds:
        was, now = _by_id(old, kind), _by_id(new, kind)
        touched += [thing for id, thing in now.items() if was.get(id) is not thing]
        for id in was.keys() - now.keys():
            del known[id]
            removed.add(id)
    stood = {thing.id: known.pop(thing.id, None) for thing in touched}
    for thing in touched:
        answer, stands = seen(NOBODY, at, clock, thing, workshop, known), stood[thing.id]
        was_thing = before.workshop.shelves[thing.KIND].by_id[thing.id] if stands is not None else None
        if was_thing is not None and (
            stands != answer or getattr(was_thing, "step", None) != getattr(thing, "step", None)
        ):
            # What hangs on it may now be seen, or no longer.
            return _anew(before, group, clock, closed, workshop)
    made = _common(before, closed, clock, at, workshop, known, frozenset(kinds))
    return replace(made, after=before.workshop, changed=frozenset({*removed, *stood}))


def _anew(
    before: Common | None, group: str | None, clock: Clock, closed: frozenset[Step], workshop: Workshop
) -> Common:
    at = table(group, workshop, apart=clock.apart)
    known: dict[str, bool] = {}
    for shelf in workshop.shelves.values():
        for thing in shelf.by_id.values():
            seen(NOBODY, at, clock, thing, workshop, known)
    return _common(before, closed, clock, at, workshop, known, frozenset(workshop.shelves))


def _common(
    before: Common | None,
    closed: frozenset[Step],
    clock: Clock,
    at: Table,
    workshop: Workshop,
    known: Mapping[str, bool],
    kinds: frozenset[str],
) -> Common:
    """Put the things that are seen on shelves, the ones of before where they hold the same."""
    last = {} if before is None else before.view.shelves
    shelves: dict[str, Shelf] = {}
    for kind, shelf in workshop.shelves.items():
        if kind not in kinds:
            if kind in last:
                shelves[kind] = last[kind]
            continue
        kept = {id: bare(thing) for id, thing in shelf.by_id.items() if known[id]}
        if kept:
            shelves[kind] = _kept(last.get(kind), kept)
    view = Workshop(workshop.id, MappingProxyType(shelves), workshop.seq)
    if before is not None and _same_shelves(before.view, view):
        view = Workshop(workshop.id, before.view.shelves, workshop.seq)
    return Common(workshop, closed, clock.apart, at, known, view, None, frozenset())


def _kept(last: Shelf | None, by_id: dict[str, Entity]) -> Shelf:
    """Give the things of last time, and their shelf, where they are the same, so that nobody takes them for news."""
    if last is None:
        return Shelf(by_id)
    old, same = last.by_id, len(last.by_id) == len(by_id)
    for id, thing in by_id.items():
        was = old.get(id)
        if was is not thing:
            if was is not None and getattr(thing, "aside", None) == "" and was == thing:
                by_id[id] = was  # made bare once more
            else:
                same = False
    if same:
        return last
    return Shelf(by_id)


def _by_id(shelves: Mapping[str, Shelf], kind: str) -> Mapping[str, Entity]:
    shelf = shelves.get(kind)
    return {} if shelf is None else shelf.by_id
