"""What happens to a batch between its page and the log: known, signed, checked, allowed, not stale, written."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import (
    DELETED,
    KINDS,
    SCHEMA,
    Change,
    FieldKind,
    InvalidValue,
    ModelError,
    Refused,
    allowed,
    is_id,
    new_id,
)
from cjm_widgets.store import log
from cjm_widgets.store.authors import Signed, sign
from cjm_widgets.store.errors import Gone, Stale
from cjm_widgets.store.keys import Keys, hashed
from cjm_widgets.store.overlay import Overlay
from cjm_widgets.store.receipt import Receipt
from cjm_widgets.store.telling import check_tells_nothing
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cjm_widgets.model import Draft, Entity, Viewer
    from cjm_widgets.store.turn import Turn

MOST_DRAFTS: Final = 50_000
_SECRET_BYTES: Final = 24
_TEXTS: Final = {
    kind: frozenset(name for name, spec in cls.FIELDS.items() if spec.kind in (FieldKind.TEXT, FieldKind.PROSE))
    for kind, cls in KINDS.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A batch that somebody wants written, whole or not at all. Every draft has an id."""

    drafts: Sequence[Draft]
    batch: str
    base: int | None = None
    """The sequence number that its author had seen; None where nobody looked, and then no text is stale."""
    author: str | None = None
    """Who signs it where there is no viewer."""
    viewer: Viewer | None = None
    """Whose policy it has to pass; None for the program itself."""
    mine: Collection[str] = field(default_factory=frozenset)
    """Ids of changes that the same page made before: nobody is stale against themselves."""
    keys: Keys | None = None
    """Of whoever writes; what they write anonymously becomes theirs again by these."""
    proxy: bool = False
    """True where whoever leads writes for somebody else."""
    kept: tuple[str, ...] = ()
    """For the receipt: what an undo leaves as it is."""


def admit(turn: Turn, request: Request) -> Receipt:
    """Write a batch and give its receipt; what is in the log already stays as it is.

    Raises Refused, Stale, Gone, InvalidValue or ModelError, and has then written nothing.
    """
    _check_ids(request)
    known = log.with_ids(turn.link, turn.id, [draft.id for draft in request.drafts])
    if not known:
        return _Admission(turn, request).run(request.drafts)
    by_id = {change.id: change for change in known}
    for draft in request.drafts:
        same = by_id.get(draft.id)
        if same is not None and (same.kind, same.entity) != (draft.kind, draft.entity):
            raise ModelError(draft.id, _("This change's id was used for something else."), _("Reload the page."))
    new = [draft for draft in request.drafts if draft.id not in by_id]
    fresh = _Admission(turn, request).run(new) if new else None
    return Receipt(
        seq=fresh.seq if fresh else known[-1].seq,
        batch=fresh.batch if fresh else known[-1].batch,
        changes=tuple(draft.id for draft in request.drafts),
        kept=request.kept,
        secrets={**_secrets_again(turn, request, known), **(fresh.secrets if fresh else {})},
    )


def _check_ids(request: Request) -> None:
    if not request.drafts:
        raise ModelError(_("change"), _("There is nothing in it."))
    if len(request.drafts) > MOST_DRAFTS:
        raise ModelError(_("change"), _("It is too large: at most {n} at once.").format(n=MOST_DRAFTS))
    ids = [draft.id for draft in request.drafts]
    for id in (*ids, request.batch, *(draft.entity for draft in request.drafts)):
        if not is_id(id):
            raise InvalidValue(_("change"), "id", id, _("It takes an id of a-z, 0-9, - and _."))
    if len(set(ids)) != len(ids):
        raise ModelError(_("change"), _("Two changes of one batch have the same id."), _("Reload the page."))


def _secrets_again(turn: Turn, request: Request, known: Sequence[Change]) -> dict[str, str]:
    """Give new secrets to a page that sends again what made its anonymous cards.

    The answer with the first secret may have been lost on the way. Only that page knows the change's random id.
    """
    if request.viewer is None or request.viewer.leads:
        return {}
    given = {}
    for change in known:
        unsigned = change.author is None and change.fields.get("author") is None
        if unsigned and "author" in KINDS[change.kind].FIELDS:
            given[change.entity] = _new_secret(turn, request, change.entity)
    return given


def _new_secret(turn: Turn, request: Request, entity: str) -> str:
    keys = request.keys
    secret = keys.secret(entity) if keys is not None and keys.lasting else secrets.token_urlsafe(_SECRET_BYTES)
    turn.link.run(log.INSERT_SECRET, {"workshop": turn.id, "entity": entity, "hash": hashed(secret)})
    return secret


class _Admission:
    """One batch on its way into the log."""

    def __init__(self, turn: Turn, request: Request) -> None:
        self._turn = turn
        self._request = request
        self._viewer = request.viewer
        self._overlay = Overlay(turn.workshop)
        self._base = turn.seq if request.base is None else max(0, min(request.base, turn.seq))
        self._changes: list[Change] = []
        self._unsigned: list[str] = []

    def run(self, drafts: Sequence[Draft]) -> Receipt:
        single = len(drafts) == 1
        for draft in drafts:
            self._accept(draft, last=single)
        self._turn.append(self._changes)
        return Receipt(
            seq=self._changes[-1].seq,
            batch=self._changes[-1].batch,
            changes=tuple(change.id for change in self._changes),
            kept=self._request.kept,
            secrets={entity: _new_secret(self._turn, self._request, entity) for entity in self._unsigned},
        )

    def _accept(self, draft: Draft, *, last: bool) -> None:
        workshop = self._overlay.workshop
        existing = workshop.get(draft.entity)
        before = [] if existing else self._before(draft.entity)
        if before:
            signed = self._signed_again(draft, before)
        else:
            if existing is None and DELETED in draft.fields:
                draft = _never_made(draft)
            signed = self._signed(draft, existing)
            signed = replace(signed, draft=signed.draft.checked(existing))
        draft = signed.draft
        if self._viewer is not None:
            allowed(self._viewer, self._turn.clock, draft, workshop)
            check_tells_nothing(self._viewer, self._turn.clock, draft, workshop, anonymous=signed.anonymous)
        if existing is not None:  # after the policy: the answer holds what others wrote
            self._check_stale(draft, existing)
        if signed.secret:
            self._unsigned.append(draft.entity)
        if not last:
            self._overlay.put(draft)
        self._changes.append(self._change(draft, signed))

    def _before(self, entity: str) -> list[Change]:
        """Give everything that ever happened to a thing, in this batch too."""
        written = log.of_entity(self._turn.link, self._turn.id, entity)
        return written + [change for change in self._changes if change.entity == entity]

    def _signed(self, draft: Draft, existing: Entity | None) -> Signed:
        if self._viewer is None:
            return Signed(draft, self._request.author, anonymous=False)
        signed = sign(self._viewer, draft, existing, self._overlay.workshop, proxy=self._request.proxy)
        if signed.secret:
            self._viewer = replace(self._viewer, own=self._viewer.own | {draft.entity})
        return signed

    def _signed_again(self, draft: Draft, before: Sequence[Change]) -> Signed:
        """Give the checked draft for something that was there before and is not to be seen now.

        Lifting a tombstone is one way; making the thing again, by somebody who has seen that it was gone, is another.
        Whoever wrote it first stays its author.
        """
        if before[0].kind != draft.kind:
            raise ModelError(draft.entity, _("This id belongs to something else."), _("Use a new id."))
        if DELETED not in draft.fields:
            tombstone = _tombstone(before)
            if tombstone is None or self._turn.seq >= tombstone.seq > self._base:
                raise Gone(draft.kind, draft.entity)
            try:
                draft.checked(None)
            except InvalidValue:  # a change to what is no longer there, not the making of it
                raise Gone(draft.kind, draft.entity) from None
            draft = replace(draft, fields={**draft.fields, DELETED: False})
        draft = draft.checked(None)
        if self._viewer is None:
            return Signed(draft, self._request.author, anonymous=False)
        self._check_owner(draft, before)
        anonymous = sign(self._viewer, draft, None, self._overlay.workshop).anonymous
        return Signed(draft, None if anonymous else self._viewer.person, anonymous)

    def _check_owner(self, draft: Draft, before: Sequence[Change]) -> None:
        """Refuse to lift somebody else's tombstone, or to write on what lies under it."""
        viewer = self._viewer
        if viewer is None or viewer.leads:
            return
        first, tombstone = before[0], _tombstone(before)
        owner = first.fields.get("author", first.author)
        owned = draft.entity in viewer.own or (owner is not None and owner == viewer.person)
        lifted = tombstone is None or self._is_mine(tombstone)
        if not owned or not lifted:
            raise Refused(_(KINDS[first.kind].LABEL), _("This is not yours to change."), _("Ask the facilitator."))

    def _check_stale(self, draft: Draft, existing: Entity) -> None:
        texts = _TEXTS[draft.kind] & draft.fields.keys()
        if not texts or self._base >= self._turn.seq:
            return
        for change in log.of_entity(self._turn.link, self._turn.id, draft.entity, self._base):
            if self._is_mine(change):
                continue
            for name in sorted(texts & change.fields.keys()):
                theirs = getattr(existing, name)
                if theirs != draft.fields[name]:
                    raise Stale(draft.kind, draft.entity, name, draft.fields[name], theirs, change.seq)

    def _is_mine(self, change: Change) -> bool:
        viewer = self._viewer
        person = viewer.person if viewer is not None else self._request.author
        return change.id in self._request.mine or (person is not None and change.author == person)

    def _change(self, draft: Draft, signed: Signed) -> Change:
        seq = self._turn.seq + len(self._changes) + 1
        hidden = signed.anonymous
        return Change(
            seq=seq,
            id=draft.id,
            # A batch shared with something signed, or a base that only one page had, would tell whose it is.
            batch=new_id("batch") if hidden else self._request.batch,
            base=seq - 1 if hidden else self._base,
            kind=draft.kind,
            entity=draft.entity,
            fields=draft.fields,
            author=signed.author,
            at=log.coarse(self._turn.now) if hidden else self._turn.now,
            schema=SCHEMA,
        )


def _never_made(draft: Draft) -> Draft:
    """Give the draft that makes a thing; what never was cannot be deleted, nor brought back in part."""
    fields = {name: value for name, value in draft.fields.items() if name != DELETED}
    if draft.fields[DELETED] is not False or draft.kind not in KINDS:
        raise Gone(draft.kind, draft.entity)
    replace(draft, fields=fields).checked(None)
    return draft if not fields else replace(draft, fields=fields)


def _tombstone(before: Sequence[Change]) -> Change | None:
    """Give the change that took a thing away; None where it is not deleted, only out of sight."""
    for change in reversed(before):
        if DELETED in change.fields:
            return change if change.fields[DELETED] is True else None
    return None
