from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.model import Activity, Change, Comment, Fold, Json, Stage, Touchpoint


def change(seq: int, kind: str, entity: str, **fields: Json) -> Change:
    return Change(
        seq=seq,
        id=f"c{seq}",
        batch=f"b{seq}",
        base=seq - 1,
        kind=kind,
        entity=entity,
        fields=fields,
        author=None,
        at="",
    )


def begun() -> Fold:
    fold = Fold("w-1")
    fold.add(
        [
            change(1, "settings", "w-1", title="Shop"),
            change(2, "journey", "j", title="First order"),
            change(3, "stage", "s", journey="j", name="Chooses"),
            change(4, "activity", "a", stage="s", text="reads"),
            change(5, "touchpoint", "t", journey="j", stage="s", name="Size guide"),
            change(6, "comment", "k", about="a", text="really?"),
        ]
    )
    return fold


def test_two_people_different_fields_both_hold_and_the_later_wins_the_same() -> None:
    fold = begun()
    fold.add([change(7, "touchpoint", "t", channel="Website"), change(8, "touchpoint", "t", name="Size table")])
    workshop = fold.add([change(9, "touchpoint", "t", name="Size chart")])
    touchpoint = workshop.find(Touchpoint, "t")
    assert touchpoint is not None
    assert (touchpoint.channel, touchpoint.name) == ("Website", "Size chart")


def test_deleting_a_stage_hides_what_belongs_to_it_and_bringing_it_back_brings_all_back() -> None:
    fold = begun()
    before = fold.workshop
    gone = fold.add([change(7, "stage", "s", deleted=True)])
    assert gone.all(Stage) == gone.all(Activity) == gone.all(Comment) == ()
    assert [t.stage for t in gone.all(Touchpoint)] == [None]
    assert fold.add([change(8, "stage", "s", deleted=False)]) == before


def test_what_did_not_change_stays_the_same_object() -> None:
    fold = begun()
    before = fold.workshop
    after = fold.add([change(7, "touchpoint", "t", channel="App")])
    assert after.get("s") is before.get("s")
    assert after.shelves["stage"] is before.shelves["stage"]
    assert after.get("t") is not before.get("t")


def test_a_change_that_was_taken_in_already_does_nothing() -> None:
    fold = begun()
    workshop = fold.add([change(3, "stage", "s", name="Overwritten")])
    assert workshop.all(Stage)[0].name == "Chooses"


def test_a_thing_is_shown_once_it_is_complete_and_what_it_belongs_to_is_there() -> None:
    fold = Fold("w-1")
    assert len(fold.add([change(1, "stage", "s", name="Chooses", journey="j")])) == 0
    assert len(fold.add([change(2, "journey", "j", summary="no title yet")])) == 0
    assert len(fold.add([change(3, "journey", "j", title="Now")])) == 2


def test_circles_and_wrong_kinds_are_not_shown() -> None:
    fold = begun()
    seen = len(fold.workshop)
    workshop = fold.add(
        [
            change(7, "comment", "x", about="y", text="1"),
            change(8, "comment", "y", about="x", text="2"),
            change(9, "comment", "z", about="z", text="3"),
            change(10, "activity", "b", stage="j", text="a journey is no stage"),
            change(11, "touchpoint", "t", stage="j"),
        ]
    )
    assert len(workshop) == seen
    touchpoint = workshop.find(Touchpoint, "t")
    assert touchpoint is not None
    assert touchpoint.stage is None


def test_a_long_chain_of_comments_is_no_trouble() -> None:
    fold = begun()
    chain = [change(7 + n, "comment", f"n{n}", about=f"n{n + 1}", text="x") for n in range(5_000)]
    fold.add([*chain, change(5_007, "comment", "n5000", about="a", text="the root")])
    assert len(fold.workshop.all(Comment)) == 5_002


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
FIELDS = st.sampled_from(
    ["name", "stage", "journey", "rank", "deleted", "satisfaction", "text", "about", "id", "nonsense"]
)
LOG = st.lists(
    st.tuples(
        st.sampled_from(["stage", "touchpoint", "activity", "comment", "settings", "robot", ""]),
        st.sampled_from(["s", "t", "a", "k", "j", "new", "Not An Id", ""]),
        st.dictionaries(FIELDS, ANYTHING | st.sampled_from(["s", "t", "j", True, False]), max_size=4),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(LOG)
def test_the_fold_never_raises_and_a_snapshot_goes_on_alike(log: list[tuple[str, str, dict[str, Json]]]) -> None:
    changes = [change(7 + n, kind, id, **fields) for n, (kind, id, fields) in enumerate(log) if "id" not in fields]
    one_by_one, at_once, resumed = begun(), begun(), Fold("w-1")
    for one in changes:
        one_by_one.add([one])
    at_once.add(changes)
    assert one_by_one.workshop == at_once.workshop
    resumed.restore(at_once.snapshot(), at_once.seq)
    assert resumed.workshop == at_once.workshop
    for thing in at_once.workshop:
        for name, spec in thing.FIELDS.items():
            target = getattr(thing, name)
            if spec.kind == "ref" and target is not None:
                assert at_once.workshop.get(target) is not None
