"""What the room believed Ruth feels.

Everybody agrees about the training days. The teams part where the training is over: those who sell and train see a plan
on the wall, those who take the calls see what becomes of it.
"""

from __future__ import annotations

from typing import Final

from sample_data.tables import felt
from sample_data.training.people import AMINA, DIEGO, GRETA, LENE, OMAR, PEOPLE, PERSONA, ROOM, SVEN, YUKI

# Touchpoint → valence −2…+2, intensity 1–5 and a word from each in ROOM, in that order; a point where somebody did
# not know.
SCORES: Final = {
    "first-talk": ("+1 +1 0 0 . 0 +1", "3 3 2 1 . 2 2", "heard,hopeful,,,,wary,"),
    "gets-offer": ("0 +1 0 0 -1 -1 0", "2 3 1 1 2 3 1", ",keen,,,,doubtful,"),
    "asked-for-question": ("0 0 -1 -1 -1 -1 0", "1 1 2 2 3 3 1", ",,rushed,,blank,blank,"),
    "gets-invitation": ("+1 0 0 0 . 0 +1", "1 1 1 1 . 1 2", ",,,,,,sorted"),
    "training-days": ("+2 +2 +2 +2 +1 +2 +2", "5 5 5 4 4 4 5", "inspired,alive,alive,proud,tired,alive,inspired"),
    "own-case": ("+1 +1 0 -1 -1 -1 .", "3 2 3 3 4 4 .", "curious,,torn,stuck,stuck,lost,"),
    "plan-on-wall": ("+2 +2 +2 +1 -1 -1 +1", "4 5 5 3 3 4 2", "sure,sure,determined,hopeful,doubtful,alone,done"),
    "gets-photos": ("0 0 +1 0 -1 -1 +1", "1 1 2 1 2 2 2", ",,reminded,,guilty,guilty,"),
    "first-meeting": ("+1 0 0 -1 -2 -2 .", "2 1 2 3 5 5 .", "keen,,,shaky,alone,alone,"),
    "asks-coach": ("+1 . +1 +1 +1 +1 .", "3 . 2 3 4 4 .", "helped,,,,relieved,relieved,"),
    "four-week-call": ("+1 +1 0 0 -1 -2 0", "3 3 1 1 3 4 1", "cared for,cared for,,,caught out,ashamed,"),
    "shows-result": ("0 0 . -1 -1 -2 .", "2 2 . 3 3 5 .", ",,,nervous,exposed,ashamed,"),
    "half-year-review": ("+1 0 . 0 0 -1 .", "2 1 . 1 2 3 .", "honest,,,,,sorry,"),
}

QUOTES: Final = {
    ("training-days", AMINA): "I have not laughed like that at work for years.",
    ("own-case", SVEN): "Yours was about umbrellas. Ours has a supplier in it.",
    ("plan-on-wall", LENE): "We start on Monday!",
    ("first-meeting", GRETA): "We sat there, and everybody looked at me.",
    ("first-meeting", YUKI): "I could not find the beginning any more.",
    ("asks-coach", YUKI): "Ten minutes with you and it moved again.",
    ("four-week-call", GRETA): "Oh. Yes. We had meant to.",
    ("shows-result", DIEGO): "They asked what it had cost.",
    ("gets-photos", OMAR): "Forty-one pictures, and I do not know which is ours.",
}

EMOTIONS: Final = felt(SCORES, QUOTES, room=ROOM, people=PEOPLE, persona=PERSONA)
