"""The policy, cell by cell: the table written here is what was agreed; the code must say the same."""

from __future__ import annotations

import itertools

import pytest

from cjm_widgets.model import (
    DELETED,
    KINDS,
    Ballot,
    Clock,
    Comment,
    Draft,
    Emotion,
    Journey,
    Note,
    PainPoint,
    Person,
    Phase,
    Refused,
    Role,
    Settings,
    Stage,
    Step,
    Touchpoint,
    Viewer,
    Vote,
    VoteOption,
    Why,
    Workshop,
    allowed,
    visible,
)
from cjm_widgets.model.policy import Class, class_of
from cjm_widgets.model.workshop import shelve

ME, OTHER = "person-me", "person-other"


def room() -> Workshop:
    def pair(cls: type, **fields: object) -> list:
        name = cls.KIND.replace("_", "-")
        return [
            cls(id=f"{name}-mine", author=ME, **fields),
            cls(id=f"{name}-theirs", author=OTHER, **fields),
        ]

    return Workshop(
        "w-1",
        shelve(
            [
                Settings(id="w-1", title="Shop"),
                Person(id=ME, name="Me"),
                Person(id=OTHER, name="Other"),
                Journey(id="j", title="First order"),
                Stage(id="stage-1", journey="j", name="Chooses"),
                Touchpoint(id="settled", journey="j", name="Parcel"),
                *pair(Touchpoint, journey="j", name="Size guide", standing="written"),
                *pair(PainPoint, journey="j", description="Unclear", standing="written"),
                Why(id="why-mine", pain_point="pain-point-mine", text="a"),
                Why(id="why-theirs", pain_point="pain-point-theirs", text="a"),
                *pair(Emotion, touchpoint="settled", valence=-1, standing="written"),
                *pair(Note, step="touchpoints", text="hm", standing="written"),
                *pair(Comment, about="settled", text="yes"),
                Vote(id="vote-1", question="Which first?", state="closed"),
                VoteOption(id="option-1", vote="vote-1", card="settled", dots=3),
                Ballot(id="ballot-1", vote="vote-1", marks="settled=3"),
                Touchpoint(id="hidden", journey="j", name="x", author=OTHER, standing="hidden"),
                Touchpoint(id="anonymous", journey="j", name="x", standing="written"),
            ]
        ),
    )


def clock(phase: Phase) -> Clock:
    return Clock(phases=dict.fromkeys(Step, phase))


ADD = {
    Class.SETTLED: Draft(kind="stage", entity="stage-new", fields={"journey": "j", "name": "Orders"}),
    Class.ALONE: Draft(kind="touchpoint", entity="touchpoint-new", fields={"journey": "j", "name": "Chat"}),
    Class.COMMENT: Draft(kind="comment", entity="comment-new", fields={"about": "settled", "text": "no"}),
    Class.PEOPLE: Draft(kind="team", entity="team-new", fields={"name": "Logistics"}),
    Class.SETTINGS: Draft(kind="settings", entity="w-new", fields={"title": "x"}),
    Class.VOTE: Draft(kind="vote", entity="vote-new", fields={"question": "Which?"}),
}
NAMES = {
    "touchpoint": "name",
    "comment": "text",
    "person": "name",
    "stage": "name",
    "settings": "title",
    "vote": "question",
}
EXISTING = {
    (Class.ALONE, True): ("touchpoint", "touchpoint-mine"),
    (Class.ALONE, False): ("touchpoint", "touchpoint-theirs"),
    (Class.COMMENT, True): ("comment", "comment-mine"),
    (Class.COMMENT, False): ("comment", "comment-theirs"),
    (Class.PEOPLE, True): ("person", ME),
    (Class.PEOPLE, False): ("person", OTHER),
    (Class.SETTLED, False): ("stage", "stage-1"),
    (Class.SETTINGS, False): ("settings", "w-1"),
    (Class.VOTE, False): ("vote", "vote-1"),
}


def drafts(cls: Class, operation: str) -> Draft | None:
    if operation == "add":
        return ADD[cls]
    verb, whose = operation.split()
    found = EXISTING.get((cls, whose == "own"))
    if found is None:
        return None
    kind, id = found
    return Draft(kind=kind, entity=id, fields={DELETED: True} if verb == "delete" else {NAMES[kind]: "new"})


OPERATIONS = ("add", "edit own", "edit others", "delete own", "delete others")
# What a participant may do; everything that is not named is refused.
PARTICIPANT = {
    (Phase.COLLECT, Class.ALONE): {"add", "edit own", "delete own"},
    (Phase.COLLECT, Class.COMMENT): {"add", "edit own", "delete own"},
    (Phase.COLLECT, Class.PEOPLE): {"edit own"},
    (Phase.REVEAL, Class.ALONE): {"edit own", "delete own"},
    (Phase.REVEAL, Class.COMMENT): {"add", "edit own", "delete own"},
    (Phase.REVEAL, Class.PEOPLE): {"edit own"},
    (Phase.VOTE, Class.PEOPLE): {"edit own"},
    (Phase.DECIDE, Class.COMMENT): {"add", "edit own", "delete own"},
    (Phase.DECIDE, Class.PEOPLE): {"edit own"},
}


CELLS = [
    (role, phase, cls, operation)
    for role, phase, cls, operation in itertools.product(Role, Phase, Class, OPERATIONS)
    if drafts(cls, operation) is not None  # nobody owns the settings or what is settled together
]


def expected(role: Role, phase: Phase, cls: Class, operation: str) -> bool:
    match role:
        case Role.FACILITATOR | Role.CO_FACILITATOR if cls is Class.VOTE:
            return operation == "delete others"
        case Role.FACILITATOR:
            return True
        case Role.CO_FACILITATOR:
            return cls is not Class.SETTINGS
        case Role.PARTICIPANT:
            # What belongs to no step (people, comments aside) follows no phase: it is open to edit as after revealing.
            return operation in PARTICIPANT.get((phase, cls), set())
        case Role.READER | Role.PROJECTOR:
            return False


@pytest.mark.parametrize(("role", "phase", "cls", "operation"), CELLS)
def test_every_cell(role: Role, phase: Phase, cls: Class, operation: str) -> None:
    draft = drafts(cls, operation)
    assert draft is not None
    viewer = Viewer(role=role, person=ME)
    if expected(role, phase, cls, operation):
        allowed(viewer, clock(phase), draft, room())
    else:
        with pytest.raises(Refused) as refused:
            allowed(viewer, clock(phase), draft, room())
        assert refused.value.problem


def viewer_of(role: Role) -> Viewer:
    return Viewer(role=role, person=None if role is Role.PROJECTOR else ME)


def test_every_kind_has_a_class() -> None:
    assert {kind: class_of(kind) for kind in KINDS}.keys() == KINDS.keys()


HIDDEN_WHILE_COLLECTING = {
    "touchpoint-theirs", "pain-point-theirs", "why-theirs", "emotion-theirs", "note-theirs", "comment-theirs",
    "hidden", "anonymous",
}  # fmt: skip

MINE = {name.replace("theirs", "mine") for name in HIDDEN_WHILE_COLLECTING if name.endswith("theirs")}


@pytest.mark.parametrize(("role", "phase"), [*itertools.product(Role, Phase)])
def test_what_each_role_sees_in_each_phase(role: Role, phase: Phase) -> None:
    workshop = room()
    seen = {thing.id for thing in visible(viewer_of(role), clock(phase), workshop)}
    everything = {thing.id for thing in workshop}
    match role, phase:
        case ((Role.FACILITATOR | Role.CO_FACILITATOR), _):
            assert seen == everything
        case Role.READER, _:
            assert seen == {"w-1"}
        case Role.PARTICIPANT, Phase.COLLECT:
            assert seen == everything - HIDDEN_WHILE_COLLECTING - {"ballot-1"}
        case Role.PROJECTOR, Phase.COLLECT:
            assert seen == everything - HIDDEN_WHILE_COLLECTING - MINE - {"ballot-1"}
        case ((Role.PARTICIPANT | Role.PROJECTOR), _):
            assert seen == everything - {"hidden", "ballot-1"}


def test_a_step_that_is_collected_stays_hidden_while_another_is_revealed() -> None:
    only_touchpoints = Clock(phases={Step.TOUCHPOINTS: Phase.REVEAL})
    seen = {thing.id for thing in visible(Viewer(role=Role.PARTICIPANT, person=ME), only_touchpoints, room())}
    assert {"touchpoint-theirs", "note-theirs", "comment-theirs"} <= seen
    assert not {"pain-point-theirs", "emotion-theirs", "why-theirs"} & seen


def test_the_holder_of_a_secret_owns_an_anonymous_card() -> None:
    draft = Draft(kind="touchpoint", entity="anonymous", fields={"name": "better"})
    allowed(Viewer(role=Role.PARTICIPANT, person=ME, own=frozenset({"anonymous"})), Clock(), draft, room())
    with pytest.raises(Refused):
        allowed(Viewer(role=Role.PARTICIPANT, person=ME), Clock(), draft, room())


@pytest.mark.parametrize(
    "fields",
    [
        {"author": OTHER},
        {"standing": "settled"},
        {"standing": "hidden"},
        {"merged_into": "settled"},
        {"standing": "written", "merged_into": "settled"},
        {"journey": "no-such-journey"},
    ],
)
def test_a_participant_cannot_forge_settle_merge_or_point_into_the_dark(fields: dict) -> None:
    draft = Draft(kind="touchpoint", entity="touchpoint-new", fields={"journey": "j", "name": "x", **fields})
    with pytest.raises(Refused):
        allowed(Viewer(role=Role.PARTICIPANT, person=ME), Clock(), draft, room())


def test_a_participant_cannot_hang_a_why_on_a_hidden_pain_point() -> None:
    draft = Draft(kind="why", entity="why-new", fields={"pain_point": "pain-point-theirs", "text": "x"})
    with pytest.raises(Refused):
        allowed(Viewer(role=Role.PARTICIPANT, person=ME), Clock(), draft, room())


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.PARTICIPANT])
def test_nobody_rewrites_who_wrote_a_card(role: Role) -> None:
    draft = Draft(kind="touchpoint", entity="touchpoint-mine", fields={"author": OTHER})
    with pytest.raises(Refused):
        allowed(Viewer(role=role, person=ME), Clock(), draft, room())


def test_a_person_changes_only_their_own_name_team_and_colour() -> None:
    draft = Draft(kind="person", entity=ME, fields={"role": "facilitator"})
    with pytest.raises(Refused):
        allowed(Viewer(role=Role.PARTICIPANT, person=ME), Clock(), draft, room())


@pytest.mark.parametrize("name", ["", " ", "\u202e\u200b", "x" * 61])
def test_a_person_keeps_a_name_that_can_be_read(name: str) -> None:
    draft = Draft(kind="person", entity=ME, fields={"name": name})
    with pytest.raises(Refused, match="1 to 60"):
        allowed(Viewer(role=Role.PARTICIPANT, person=ME), Clock(), draft, room())


@pytest.mark.parametrize(("entity", "into"), [("touchpoint-mine", "stage-1"), ("settled", "settled")])
def test_a_merge_that_nobody_would_speak_for_is_refused(entity: str, into: str) -> None:
    draft = Draft(kind="touchpoint", entity=entity, fields={"merged_into": into})
    with pytest.raises(Refused):
        allowed(Viewer(role=Role.FACILITATOR), Clock(), draft, room())
    fine = Draft(kind="touchpoint", entity="touchpoint-mine", fields={"merged_into": "settled"})
    allowed(Viewer(role=Role.FACILITATOR), Clock(), fine, room())


ANY = Draft(kind="touchpoint", entity="touchpoint-new", fields={"journey": "j", "name": "Chat"})


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.CO_FACILITATOR, Role.PARTICIPANT])
def test_while_everything_is_locked_only_those_who_lead_change_it(role: Role) -> None:
    viewer = Viewer(role=role, person=ME)
    if viewer.leads:
        allowed(viewer, Clock(locked=True), ANY, room())
    else:
        with pytest.raises(Refused, match="locked"):
            allowed(viewer, Clock(locked=True), ANY, room())


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.CO_FACILITATOR])
def test_whoever_was_removed_may_do_nothing(role: Role) -> None:
    viewer = Viewer(role=role, person="person-gone")
    with pytest.raises(Refused, match="no longer"):
        allowed(viewer, Clock(), ANY, room())
    assert {thing.id for thing in visible(viewer, Clock(), room())} == {"w-1"}


@pytest.mark.parametrize(("colour", "fits"), [("#0b5c8a", True), ("", True), ("red;background:url(x)", False)])
def test_a_colour_is_from_the_palette(colour: str, *, fits: bool) -> None:
    draft = Draft(kind="person", entity=ME, fields={"colour": colour})
    if fits:
        allowed(Viewer(role=Role.PARTICIPANT, person=ME), Clock(), draft, room())
    else:
        with pytest.raises(Refused):
            allowed(Viewer(role=Role.PARTICIPANT, person=ME), Clock(), draft, room())


@pytest.mark.parametrize("kind", ["vote", "vote_option", "team_total", "ballot"])
@pytest.mark.parametrize("role", list(Role))
def test_nobody_edits_what_came_out_of_a_vote(kind: str, role: Role) -> None:
    fields = {"vote": {"tipping": 0}, "vote_option": {"dots": 9}, "team_total": {"dots": 9}, "ballot": {"marks": "x=1"}}
    entity = {"vote": "vote-1", "vote_option": "option-1", "team_total": "total-1", "ballot": "ballot-1"}[kind]
    with pytest.raises(Refused):
        allowed(Viewer(role=role, person=ME), Clock(), Draft(kind=kind, entity=entity, fields=fields[kind]), room())


def test_a_note_to_self_is_written_by_those_who_lead() -> None:
    draft = Draft(kind="touchpoint", entity="touchpoint-mine", fields={"aside": "Too long"})
    allowed(Viewer(role=Role.FACILITATOR), Clock(), draft, room())
    with pytest.raises(Refused):
        allowed(Viewer(role=Role.PARTICIPANT, person=ME), Clock(), draft, room())
