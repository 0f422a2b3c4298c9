"""What the room believed she feels.

The room scored alone and before it opened any data. It was sure of two things: paying is the worst part, and returns
are easy. The files beside this folder say otherwise.
"""

from __future__ import annotations

from typing import Final

from sample_data.shop.people import CALLUM, HANNAH, KOFI, MIRJAM, PEOPLE, PERSONA, PRIYA, TOMASZ
from sample_data.tables import felt

ROOM: Final = (PRIYA, TOMASZ, HANNAH, CALLUM, MIRJAM, KOFI)

# Touchpoint → valence −2…+2, intensity 1–5 and a word from each in ROOM, in that order; a point where somebody did
# not know. Callum reads the tickets, which is why he stands alone twice.
SCORES: Final = {
    "sees-advert": ("+2 +1 +1 0 +1 +1", "4 2 3 1 2 2", "tempted,curious,curious,,,curious"),
    "searches": ("0 +1 +1 -1 0 0", "2 2 2 3 1 1", ",quick,,lost,,"),
    "views-product": ("+1 +1 +2 0 +1 +1", "3 3 4 2 2 3", "hopeful,hopeful,in love,unsure,,pleased"),
    "opens-size-guide": ("+1 +1 +1 -2 0 +1", "2 2 3 5 2 2", "reassured,informed,reassured,lost,,informed"),
    "reads-reviews": ("+1 +1 0 0 . .", "3 2 3 2 . .", "hopeful,,unsure,,,"),
    "asks-in-chat": ("0 0 +1 +1 0 -1", "2 1 3 3 1 3", ",,helped,helped,,waiting"),
    "adds-to-basket": ("+1 +1 +1 0 0 +1", "3 3 2 3 1 2", "glad,decided,,doubtful,,decided"),
    "starts-checkout": ("-1 -1 -2 -1 -1 -2", "3 4 4 2 3 5", "impatient,annoyed,annoyed,impatient,,fed up"),
    "pays": ("-2 -1 -1 -1 -1 -2", "4 4 3 3 2 5", "anxious,anxious,wary,,wary,anxious"),
    "gets-confirmation": ("+1 +1 +2 0 +1 +1", "2 3 3 1 2 3", "relieved,relieved,relieved,,calm,relieved"),
    "gets-parcel": ("+2 +1 +1 +1 +2 +1", "5 4 4 3 5 3", "thrilled,excited,excited,,excited,glad"),
    "starts-return": ("0 +1 +1 -1 +1 +1", "2 2 2 3 2 2", ",easy,easy,let down,easy,"),
    "prints-label": ("+1 0 +1 -1 +1 0", "2 2 2 4 2 1", ",,easy,stuck,easy,"),
    "hands-in-parcel": ("0 0 0 -1 +1 .", "1 1 2 2 3 .", ",,,queueing,done,"),
    "waits-for-refund": ("+1 +1 +1 -2 +1 +2", "2 2 1 5 2 3", "safe,fine,fine,cheated,patient,safe"),
}  # fmt: skip

QUOTES: Final = {
    ("sees-advert", PRIYA): "Saw it, stopped, saved it.",
    ("searches", CALLUM): "I typed midi and got trousers.",
    ("opens-size-guide", CALLUM): "Your table says 92. Is that me or the dress?",
    ("reads-reviews", HANNAH): "Lovely but order one up! No, order one down!",
    ("asks-in-chat", KOFI): "It said somebody would be back at nine. It was ten past six.",
    ("starts-checkout", HANNAH): "I saw the total and thought: who are these people?",
    ("pays", KOFI): "It went round and round and I thought I had paid twice.",
    ("gets-parcel", MIRJAM): "It came on Friday, wrapped like a present.",
    ("prints-label", CALLUM): "Who has a printer?",
    ("waits-for-refund", CALLUM): "You've had the dress for two weeks. Where is my money?",
}

EMOTIONS: Final = felt(SCORES, QUOTES, room=ROOM, people=PEOPLE, persona=PERSONA)
