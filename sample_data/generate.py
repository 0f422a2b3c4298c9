"""Make the sample data: what first-time buyers did, answered and wrote in an invented online fashion shop.

``python -m sample_data.generate [FOLDER]`` writes events.csv, survey.csv and comments.csv, the same bytes every time.
What is planted, and why, stands in README.md; the shares and waits of visits.py and the moods below are where.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

from sample_data.dice import Dice
from sample_data.visits import DAYS, OPENED, make_events

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED: Final = 20260105
SHEETS: Final = 960
COMMENTS: Final = 330
NO_ANSWER: Final = "99"


def events_csv(dice: Dice) -> str:
    """Write the events, with the dirt that exports have."""
    rows = [[name, time.isoformat(), event, channel] for time, name, event, channel in make_events(dice)]
    for row in [dice.count(100, len(rows) - 100) for _repeat in range(12)]:
        rows.insert(row + 1, list(rows[row]))
    for time in ("2026-13-45T10:00:00", "13/45/2026", "yesterday", "2026-02-30T09:12:44", "0000-00-00", "#REF!"):
        rows[dice.count(100, len(rows) - 100)][1] = time
    for _missing in range(5):
        rows[dice.count(100, len(rows) - 100)][0] = ""
    for _cut in range(2):
        del rows[dice.count(100, len(rows) - 100)][2:]
    return written(["customer_id", "time", "event", "channel"], rows)


@dataclass(frozen=True, slots=True)
class Mood:
    """How a touchpoint is answered for: how heavy each answer weighs, from the lowest code up."""

    share: float
    """Of the sheets."""
    nps: str
    csat: str
    ces: str


MOODS = {
    "Searching": Mood(0.16, "0 0 1 1 2 6 8 18 22 22 12", "2 6 20 44 28", "1 3 6 14 28 30 18"),
    "Choosing a size": Mood(0.24, "8 5 8 10 12 18 14 12 7 4 2", "18 32 28 16 6", "20 28 22 14 9 5 2"),
    "Checkout and payment": Mood(0.2, "0 0 0 1 1 3 5 14 22 30 24", "1 2 6 38 53", "0 1 2 6 18 37 36"),
    "Delivery": Mood(0.16, "0 0 1 2 3 6 9 18 24 24 13", "2 6 16 42 34", "1 2 6 12 26 32 21"),
    "Sending back": Mood(0.11, "1 1 2 3 4 9 12 20 22 16 10", "4 10 22 42 22", "2 5 8 15 28 27 15"),
    "Waiting for the refund": Mood(0.13, "20 10 13 12 11 14 8 6 3 2 1", "38 32 18 9 3", "18 24 22 18 10 6 2"),
}


def asked(dice: Dice) -> datetime:
    """Return when somebody was asked."""
    return OPENED + timedelta(seconds=round(dice.between(2, DAYS + 21) * 86_400))


def survey_csv(dice: Dice) -> str:
    """Write the answer sheets: one touchpoint each, three questions, some without an answer."""
    names = list(MOODS)
    shares = [mood.share for mood in MOODS.values()]
    rows: list[list[str]] = []
    for number in range(1, SHEETS + 1):
        about = names[dice.weighted(shares)]
        mood = MOODS[about]
        time = asked(dice)
        scores = [
            answer(dice, low + dice.weighted([float(weight) for weight in weights.split()]))
            for low, weights in ((0, mood.nps), (1, mood.csat), (1, mood.ces))
        ]
        rows.append([f"R{number:04}", time.isoformat(), about, *scores])
    rows.sort(key=lambda row: row[1])
    for row in [dice.count(20, len(rows) - 20) for _repeat in range(4)]:
        rows.insert(row + 1, list(rows[row]))
    for text in ("n/a", "-", "ten"):
        rows[dice.count(20, len(rows) - 20)][3] = text
    for text in ("last week", "2026-02-31T12:00:00"):
        rows[dice.count(20, len(rows) - 20)][1] = text
    return written(["response_id", "time", "touchpoint", "nps", "csat", "ces"], rows)


def answer(dice: Dice, code: int) -> str:
    """Return an answer, now and then a blank or the code for none."""
    return ("", NO_ANSWER, str(code))[dice.weighted((0.04, 0.025, 0.935))]


class Topic(TypedDict):
    """Parts of comments about one touchpoint."""

    weight: float
    share_low: float
    opening: list[str]
    detail: list[str]
    closing: list[str]


def comments_csv(dice: Dice) -> str:
    """Write the comments, put together from parts written by hand; no two alike but the repeated rows."""
    parts = json.loads((Path(__file__).parent / "comment_parts.json").read_text(encoding="utf-8"))
    topics: dict[str, Topic] = parts["topics"]
    names = list(topics)
    said: set[str] = set()
    rows: list[list[str]] = []
    while len(rows) < COMMENTS:
        about = names[dice.weighted([topic["weight"] for topic in topics.values()])]
        text = comment(dice, topics[about], parts["items"])
        if text in said:
            continue
        said.add(text)
        date = asked(dice)
        stars = dice.count(1, 2) if dice.chance(topics[about]["share_low"]) else dice.count(3, 5)
        rows.append([date.date().isoformat(), about, text, str(stars) if dice.chance(0.8) else ""])
    rows.sort(key=lambda row: row[0])
    for row in [dice.count(10, len(rows) - 10) for _repeat in range(3)]:
        rows.insert(row + 1, list(rows[row]))
    for text in ("", "   ", ""):
        rows[dice.count(10, len(rows) - 10)][2] = text
    for text in ("spring", "2026-00-12"):
        rows[dice.count(10, len(rows) - 10)][0] = text
    return written(["date", "touchpoint", "comment", "stars"], rows)


def comment(dice: Dice, topic: Topic, items: Sequence[str]) -> str:
    """Put one comment together."""
    opening, detail = dice.pick(topic["opening"]), dice.pick(topic["detail"])
    joined = f"{opening} {detail[0].upper()}{detail[1:]}." if opening.endswith("?") else f"{opening}, {detail}."
    text = f"{joined} {dice.pick(topic['closing'])}".strip().format(item=dice.pick(items))
    return text[0].upper() + text[1:]


def written(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a CSV file's text: comma, quotes where needed, lines that end in a line feed."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(header)
    table.writerows(rows)
    return text.getvalue()


def generate(folder: Path) -> None:
    """Write the three files; each has a seed of its own, so that a change in one leaves the others alone."""
    folder.mkdir(parents=True, exist_ok=True)
    makers = {"events.csv": events_csv, "survey.csv": survey_csv, "comments.csv": comments_csv}
    for number, (name, make) in enumerate(makers.items()):
        (folder / name).write_text(make(Dice(SEED + number)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
