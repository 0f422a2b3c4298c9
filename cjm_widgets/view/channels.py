"""Which channels meet the customer in which stages: where the way breaks off, and where the same stands twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Stage, Touchpoint
from cjm_widgets.model.settled import settled
from cjm_widgets.view.wording import listing, quoted
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model import Workshop

ALIKE: Final = 0.6
"""Names share at least this part of all their words (Jaccard index) when they read alike."""
SEVERAL: Final = 2
MOST_NAMES: Final = 6
_LOOSE: Final = ""


class GapKind(StrEnum):
    """How a channel is missing."""

    NO_CHANNEL = "no_channel"
    EMPTY_STAGE = "empty_stage"
    BREAK = "break"
    ONE_WAY = "one_way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place where a channel is missing, or might be missed."""

    kind: GapKind
    stage: str
    """The id of the stage; empty for touchpoints that stand in none."""
    channel: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """Touchpoints that may be one: with names that read alike, or of the same stage and channel."""

    touchpoints: tuple[Touchpoint, ...]
    alike: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelMatrix:
    """Touchpoints by channel and stage."""

    stages: tuple[tuple[str, str], ...]
    """Ids and names in order; the id is empty for those that stand in no stage yet."""
    channels: tuple[str, ...]
    """The most used first; the empty one, for touchpoints without a channel, comes last."""
    cells: Mapping[tuple[str, str], tuple[Touchpoint, ...]]
    """By channel and stage id; what is empty is not in it."""
    gaps: tuple[Gap, ...]
    doubles: tuple[Double, ...]

    @property
    def n(self) -> int:
        """How many touchpoints there are."""
        return sum(len(some) for some in self.cells.values())

    def of_channel(self, channel: str) -> int:
        """Count the touchpoints of a channel."""
        return sum(len(self.cells.get((channel, stage), ())) for stage, _name in self.stages)

    def is_break(self, channel: str, stage: str) -> bool:
        """Tell whether a channel is used before and after this stage, and not in it."""
        return any(one.kind is GapKind.BREAK and (one.channel, one.stage) == (channel, stage) for one in self.gaps)

    @property
    def finding(self) -> str:
        """What the matrix shows, in a sentence."""
        if not self.n:
            return _("No touchpoint has a channel yet.")
        said = _("{channel} carries {n} of {all} touchpoints").format(
            channel=self.channels[0] or _("No channel"), n=self.of_channel(self.channels[0]), all=self.n
        )
        gaps = sum(one.kind is not GapKind.ONE_WAY for one in self.gaps)
        parts = [
            ngettext("{n} gap", "{n} gaps", gaps).format(n=gaps),
            ngettext("{n} possible double", "{n} possible doubles", len(self.doubles)).format(n=len(self.doubles)),
        ]
        found = [part for part, n in zip(parts, (gaps, len(self.doubles)), strict=True) if n]
        return f"{said}; {listing(found) or _('no gap and no double')}."


def channel_matrix(workshop: Workshop, journey: str) -> ChannelMatrix:
    """Sort a journey's settled touchpoints by channel and stage, and name gaps and doubles.

    Spellings that differ only in case or blanks are one channel, under the spelling that is used most.
    """
    shown = settled(workshop)
    stages = [(stage.id, stage.name) for stage in shown.of(Stage, journey=journey)]
    known = {id for id, _name in stages}
    touchpoints = shown.of(Touchpoint, journey=journey)
    spelled = _spellings([one.channel for one in touchpoints])
    cells: defaultdict[tuple[str, str], tuple[Touchpoint, ...]] = defaultdict(tuple)
    for one in touchpoints:
        cells[spelled[_plain(one.channel)], one.stage if one.stage in known else _LOOSE] += (one,)
    if any(stage == _LOOSE for _channel, stage in cells):
        stages.append((_LOOSE, _("Not placed yet")))
    sizes = Counter({channel: sum(len(cells[channel, id]) for id, _name in stages) for channel in spelled.values()})
    channels = sorted(sizes, key=lambda channel: (channel == "", -sizes[channel], channel.casefold()))
    return ChannelMatrix(
        stages=tuple(stages),
        channels=tuple(channels),
        cells=dict(cells),
        gaps=tuple(_gaps(stages, channels, cells)),
        doubles=tuple(_doubles(touchpoints, cells, dict(stages))),
    )


def _spellings(channels: Sequence[str]) -> dict[str, str]:
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for channel in channels:
        written[_plain(channel)][" ".join(channel.split())] += 1
    return {plain: counts.most_common(1)[0][0] for plain, counts in written.items()}


def _names(touchpoints: Sequence[Touchpoint]) -> str:
    """Name a few touchpoints, and say how many more there are."""
    names = [quoted(one.name) for one in touchpoints[:MOST_NAMES]]
    rest = len(touchpoints) - len(names)
    return ", ".join([*names, _("and {n} more").format(n=rest)]) if rest else listing(names)


def _plain(channel: str) -> str:
    return " ".join(channel.casefold().split())


def _gaps(
    stages: list[tuple[str, str]],
    channels: list[str],
    cells: Mapping[tuple[str, str], tuple[Touchpoint, ...]],
) -> list[Gap]:
    found: list[Gap] = []
    for id, name in stages:
        if bare := cells.get(("", id), ()):
            said = _("Without a channel: {names}.").format(names=_names(bare))
            found.append(Gap(kind=GapKind.NO_CHANNEL, stage=id, channel="", says=said))
        if id and not any(cells.get((channel, id)) for channel in channels):
            said = _("{stage} has no touchpoint at all.").format(stage=quoted(name))
            found.append(Gap(kind=GapKind.EMPTY_STAGE, stage=id, channel="", says=said))
    in_order = [(id, name) for id, name in stages if id]
    for channel in filter(None, channels):
        used = [place for place, (id, _name) in enumerate(in_order) if cells.get((channel, id))]
        for place in range(used[0], used[-1]) if used else ():
            id, name = in_order[place]
            filled = any(cells.get((other, id)) for other in channels)
            if place not in used and filled:
                said = _("{channel} breaks off in {stage}: it is used before and after.").format(
                    channel=channel, stage=quoted(name)
                )
                found.append(Gap(kind=GapKind.BREAK, stage=id, channel=channel, says=said))
    for id, name in in_order:
        ways = [channel for channel in channels if channel and cells.get((channel, id))]
        if len(ways) == 1:
            said = _("{stage} has one way only: {channel}. What if it fails?").format(
                stage=quoted(name), channel=ways[0]
            )
            found.append(Gap(kind=GapKind.ONE_WAY, stage=id, channel=ways[0], says=said))
    return found


def _doubles(
    touchpoints: Sequence[Touchpoint],
    cells: Mapping[tuple[str, str], tuple[Touchpoint, ...]],
    stages: Mapping[str, str],
) -> list[Double]:
    words = {one.id: frozenset(one.name.casefold().split()) for one in touchpoints}
    found = [
        Double(
            touchpoints=(one, other),
            alike=True,
            says=_("{one} and {other} read alike: one moment, or two?").format(
                one=quoted(one.name), other=quoted(other.name)
            ),
        )
        for one, other in combinations(touchpoints, 2)
        if len(words[one.id] & words[other.id]) >= ALIKE * len(words[one.id] | words[other.id])
    ]
    crowded = [(key, some) for key, some in cells.items() if len(some) >= SEVERAL]
    for (channel, stage), some in sorted(crowded, key=lambda pair: -len(pair[1])):
        says = _("{stage}, {channel}: {names}.").format(
            stage=stages.get(stage, ""), channel=channel or _("no channel"), names=_names(some)
        )
        found.append(Double(touchpoints=some, alike=False, says=says))
    return found
