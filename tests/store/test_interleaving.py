"""Whatever order two pages write in: one state everywhere, and undo takes nothing from others."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_widgets.model import DELETED, Draft, ModelError
from tests.store.making import FACILITATOR, WAIT_S, journey, touchpoint, watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.model import Entity, Workshop
    from cjm_widgets.store import Seat, Store

_numbers: Final = itertools.count()
THINGS: Final = ("t0", "t1", "t2")
KINDS_OF_FIELDS: Final = {
    "name": st.sampled_from(["One", "Two", "Three"]),
    "channel": st.sampled_from(["App", "Shop", ""]),
    "satisfaction": st.sampled_from([1, 2, 3, None]),
    "stage": st.sampled_from(["s0", "s1", None]),
    DELETED: st.booleans(),
}


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    entity = draw(st.sampled_from([*THINGS, "s0"]))
    if entity == "s0":
        if draw(st.booleans()):
            return Draft(kind="stage", entity=entity, fields={DELETED: draw(st.booleans())})
        return Draft(kind="stage", entity=entity, fields={"journey": "journey-1", "name": draw(st.sampled_from("AB"))})
    names = draw(st.lists(st.sampled_from(sorted(KINDS_OF_FIELDS)), min_size=1, max_size=3, unique=True))
    fields = {name: draw(KINDS_OF_FIELDS[name]) for name in names}
    if draw(st.booleans()):
        fields = {"journey": "journey-1", "name": "New", **fields}
    return Draft(kind="touchpoint", entity=entity, fields=fields)


# Who, what, and from how far back: a batch, or a step back or forth.
moves = st.tuples(
    st.integers(0, 1),
    st.one_of(st.lists(drafts(), min_size=1, max_size=3), st.sampled_from(["undo", "redo"])),
    st.integers(0, 4),
)
quick = settings(
    max_examples=30, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def begin(store: Store) -> str:
    id = store.create(f"Workshop {next(_numbers)}")
    store.apply(id, [journey(), *map(touchpoint, THINGS[:2])]).result(WAIT_S)
    return id


def move(seat: Seat, what: list[Draft] | str, back: int) -> None:
    if what == "undo":
        seat.undo().exception(WAIT_S)
    elif what == "redo":
        seat.redo().exception(WAIT_S)
    else:
        error = seat.apply(what, base=max(0, seat.workshop.seq - back)).exception(WAIT_S)  # type: ignore[arg-type]
        assert error is None or isinstance(error, ModelError), error


def things(workshop: Workshop) -> list[Entity]:
    return list(workshop)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@quick
@given(script=st.lists(moves, max_size=14))
def test_a_follower_a_writer_and_a_fresh_load_agree(
    store: Store, open_another: Callable[[], Store], script: list[tuple[int, list[Draft] | str, int]]
) -> None:
    other = _kept(open_another)
    id = begin(store)
    seats = (store.seat(id, FACILITATOR), other.seat(id, FACILITATOR))
    with watching(seats[0]), watching(seats[1]):
        for who, what, back in script:
            move(seats[who], what, back)
        last = store.apply(id, [Draft(kind="team", entity="end", fields={"name": "End"})]).result(WAIT_S).seq
        for seat in seats:
            with watching(seat) as watch:
                if seat.workshop.seq < last:
                    watch.until(lambda view: view.seq >= last)
    log = store.changes(id)
    assert [change.seq for change in log] == list(range(1, last + 1))
    assert len({change.id for change in log}) == last
    fresh = open_another()
    assert things(fresh.load(id)) == things(seats[0].workshop) == things(seats[1].workshop)
    fresh.close()
    for seat in seats:
        seat.close()


@quick
@given(mine=st.lists(drafts(), min_size=1, max_size=4), theirs=st.lists(drafts(), max_size=5))
def test_undo_after_whatever_others_did_never_loses_their_fields(
    store: Store, open_another: Callable[[], Store], mine: list[Draft], theirs: list[Draft]
) -> None:
    id = begin(store)
    seat, other = store.seat(id, FACILITATOR), _kept(open_another).seat(id, FACILITATOR)
    seat.apply(mine).exception(WAIT_S)
    accepted = [draft for draft in theirs if other.apply([draft]).exception(WAIT_S) is None]
    before = store.load(id)
    seat.undo().result(WAIT_S)
    after = store.load(id)
    written = {(draft.entity, name) for draft in accepted for name in draft.fields}
    for entity, name in sorted(written):
        was, now = before.get(entity), after.get(entity)
        if was is None:
            assert name != DELETED or now is None, entity
            continue
        assert now is not None, f"{entity} was worked on by others and is gone"
        if name == "stage":
            continue  # what it points to may have been mine alone
        assert name == DELETED or getattr(now, name) == getattr(was, name), (entity, name)
    seat.close()
    other.close()


@quick
@given(batches=st.lists(st.lists(drafts(), min_size=1, max_size=3), min_size=1, max_size=5))
def test_undoing_all_gives_the_beginning_and_redoing_all_the_end(store: Store, batches: list[list[Draft]]) -> None:
    id = begin(store)
    seat = store.seat(id, FACILITATOR)
    forth = [things(seat.workshop)]
    for batch in batches:
        error = seat.apply(batch).exception(WAIT_S)
        assert error is None or isinstance(error, ModelError), error
        forth.append(things(seat.workshop))
    back = [things(seat.workshop)]
    while seat.can_undo:
        seat.undo().result(WAIT_S)
        back.append(things(seat.workshop))
    again = [things(seat.workshop)]
    while seat.can_redo:
        seat.redo().result(WAIT_S)
        again.append(things(seat.workshop))
    # Some steps change only what one does not see, such as a field of something deleted.
    assert distinct(back) == distinct(forth)[::-1]
    assert distinct(again) == distinct(forth)
    seat.close()


def distinct(states: list[list[Entity]]) -> list[list[Entity]]:
    return [state for n, state in enumerate(states) if n == 0 or state != states[n - 1]]


_others: dict[int, Store] = {}


def _kept(open_another: Callable[[], Store]) -> Store:
    """Open the second store once a test, not once an example."""
    known = _others.get(id(open_another))
    if known is None:
        _others.clear()
        known = _others[id(open_another)] = open_another()
    return known
