"""How comments sound: VADER's compound score, for comments in English; comments in other languages are not scored.

C. J. Hutto, E. Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text", ICWSM
2014; the authors' own code. Handles, addresses and the firm's own brand names are taken out before: "united" is a
positive word to VADER, and so every comment to an airline of that name would sound pleased.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from cjm_widgets.analysis.intervals import TOO_FEW, mean_interval
from cjm_widgets.analysis.results import Result
from cjm_widgets.words import _, figure, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # type: ignore[import-untyped]

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?<!\w)@\w+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN: Final = re.compile(r"[a-zA-ZÀ-ɏ]")
_CLEARLY: Final = 2
"""So many different words of another language are no accident."""
# Two dozen of the commonest words that are words of one of these languages only, as far as that goes.
_COMMON: Final[Mapping[str, frozenset[str]]] = {
    "en": frozenset("the and is was of to it this that you for with my have not are but they we be your in on".split()),  # noqa: SIM905
    "de": frozenset("der die das und ist nicht ich ein eine zu mit auf für es den sie wir war sehr aber auch".split()),  # noqa: SIM905
    "fr": frozenset("le la les et est pas je un une de des pour que avec très mais c'est dans sur il nous".split()),  # noqa: SIM905
    "es": frozenset("el la los las y es no que un una de para con muy pero en se lo por mi está".split()),  # noqa: SIM905
    "it": frozenset("il la le e è non che un una di per con molto ma mi si sono ho della".split()),  # noqa: SIM905
    "nl": frozenset("de het een en is niet ik van te met op voor maar zeer wij dat was ook".split()),  # noqa: SIM905
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentiment(Result):
    """The mean tone of some comments with its interval."""

    value: float | None
    """Mean compound score, −1 to 1; None where none could be scored."""
    low: float | None
    """95 % interval by Student's t; None below two comments."""
    high: float | None
    n: int
    """Comments that were scored."""
    not_scored: int
    """Comments in another language, or without a word left."""
    too_few: bool
    """Fewer than 30 were scored."""
    scores: tuple[float | None, ...]
    """One a comment, in their order; None for what was not scored."""

    @property
    def said(self) -> str:
        """The tone with interval and n, and what was not scored, in a sentence."""
        gone = ngettext("{n} comment not scored", "{n} comments not scored", self.not_scored).format(n=self.not_scored)
        if self.value is None:
            return _("Not scored: no comment in English.")
        said = _("Tone {value} on −1 to +1").format(value=_signed(self.value))
        if self.low is not None and self.high is not None:
            said += _(", 95 % interval {low} to {high}").format(low=_signed(self.low), high=_signed(self.high))
        said += ngettext(", {n} comment", ", {n} comments", self.n).format(n=self.n)
        said += _(" (too few to tell)") if self.too_few else ""
        return f"{said}; {gone}." if self.not_scored else f"{said}."


def score_comments(comments: Iterable[object], *, brands: Sequence[str] = (), language: str | None = None) -> Sentiment:
    """Score comments; what is no text is not scored. ``brands`` are the firm's own names, which carry no feeling.

    ``language`` says in which language all of them are (``en`` is scored, any other is not); without it each comment is
    looked at by its commonest words, and where these are another language's it is not scored.
    """
    scores = tuple(_score(comment, brands, language) for comment in comments)
    known = [one for one in scores if one is not None]
    value = low = high = None
    if known:
        mean, lower, upper, _error = mean_interval(known, [1.0] * len(known))
        value = mean
        if len(known) > 1:
            low, high = max(-1.0, lower), min(1.0, upper)
    return Sentiment(
        value=value, low=low, high=high, n=len(known), not_scored=len(scores) - len(known),
        too_few=len(known) < TOO_FEW, scores=scores,
    )  # fmt: skip


def score_by_group(
    comments: Mapping[str, Iterable[object]], *, brands: Sequence[str] = (), language: str | None = None
) -> Mapping[str, Sentiment]:
    """Score comments group by group, such as touchpoint by touchpoint."""
    return {group: score_comments(texts, brands=brands, language=language) for group, texts in comments.items()}


def bare(comment: str, brands: Sequence[str] = ()) -> str:
    """Give a comment without addresses, handles and brand names."""
    text = _HANDLE.sub(" ", _ADDRESS.sub(" ", comment))
    for brand in sorted((one.strip() for one in brands if one.strip()), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(brand)}(?:['’]s)?(?!\w)", " ", text, flags=re.IGNORECASE)
    return " ".join(text.split())


def is_english(comment: str) -> bool:
    """Tell whether a comment may be scored: in Latin letters, and its commonest words no other language's.

    A few words without common ones ("Great service!") pass as English where nothing says otherwise.
    """
    letters = [char for char in comment if char.isalpha()]
    if 2 * sum(bool(_LATIN.match(char)) for char in letters) <= len(letters):
        return False
    # Each word once: "no … no … no" does not make a comment Spanish.
    words = {word.casefold().replace("’", "'") for word in _WORD.findall(comment)}
    hits = {tag: len(words & common) for tag, common in _COMMON.items()}
    return hits["en"] >= max(hits.values()) or max(hits.values()) < _CLEARLY


def _score(comment: object, brands: Sequence[str], language: str | None) -> float | None:
    # In a table, a missing comment is not a number.
    text = bare(comment, brands) if isinstance(comment, str) else ""
    if not _WORD.search(text):
        return None
    if not (is_english(text) if language is None else language.casefold().split("-")[0] == "en"):
        return None
    return float(_analyser().polarity_scores(text)["compound"])


@cache
def _analyser() -> SentimentIntensityAnalyzer:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415 - reads its lexicon

    return SentimentIntensityAnalyzer()


def _signed(value: float) -> str:
    return figure(value, 2, sign=True)
