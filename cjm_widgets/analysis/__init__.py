"""What the data says: events, survey answers and comments, read, counted and scored.

Importing this package imports nothing heavy: pandas, Ibis and statsmodels come with the first name that needs them, so
that a page which only ranks opportunities does without.
Everything here is headless: functions take paths, tables and plain parameters and return frozen results with
``as_json()`` and ``table()``.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cjm_widgets.analysis.accepted import Accepted, fingerprint, open_accepted, write_accepted
    from cjm_widgets.analysis.agreement import Agreement, Disagreement, disagreements
    from cjm_widgets.analysis.alpha import alpha_of_units, krippendorff_alpha
    from cjm_widgets.analysis.claims import Reach, Reaches, between, count_reach, count_stage_funnel, relabel
    from cjm_widgets.analysis.comments import (
        CommentColumns,
        CommentCount,
        CommentCounts,
        Remark,
        count_comments,
        list_comments,
        prepare_comments,
    )
    from cjm_widgets.analysis.describe import EventsDescribed, SurveyDescribed, describe_events, describe_survey
    from cjm_widgets.analysis.drivers import Driver, Drivers, key_drivers
    from cjm_widgets.analysis.engine import connect, engine
    from cjm_widgets.analysis.errors import (
        AmbiguousTimes,
        BadParameter,
        DataError,
        EmptyFile,
        NothingLeft,
        UnknownColumn,
        UnknownName,
        UnreadableFile,
    )
    from cjm_widgets.analysis.event_import import EventColumns, prepare_events
    from cjm_widgets.analysis.events import EventCounts, NameCount, collapse_repeats, count_events
    from cjm_widgets.analysis.funnel import Funnel, FunnelStep, count_funnel
    from cjm_widgets.analysis.intervals import TOO_FEW, wilson
    from cjm_widgets.analysis.many_tests import adjust
    from cjm_widgets.analysis.moments import Moment, Moments, propose_moments
    from cjm_widgets.analysis.pains import RankedPain, pain_score, pain_table, rank_pains
    from cjm_widgets.analysis.preview import Preview, preview
    from cjm_widgets.analysis.priorities import (
        Band,
        OpportunityScore,
        Quadrant,
        band,
        ice,
        impact_effort,
        moscow_order,
        opportunity_score,
        quadrant,
        rescaled,
        rice,
        score_opportunity,
    )
    from cjm_widgets.analysis.rankings import OneVoterLess, Place, Rankings, Tau, kendall_tau, one_voter_less, rankings
    from cjm_widgets.analysis.report import Finding, ImportReport
    from cjm_widgets.analysis.results import Json, Result
    from cjm_widgets.analysis.roles import Guess, ScoreColumn
    from cjm_widgets.analysis.scores import (
        AnswerCount,
        Difference,
        Missing,
        Score,
        compare_nps,
        score_answers,
    )
    from cjm_widgets.analysis.sentiment import Sentiment, score_by_group, score_comments
    from cjm_widgets.analysis.sessions import SessionCounts, count_sessions, cut_sessions
    from cjm_widgets.analysis.survey_drivers import survey_drivers
    from cjm_widgets.analysis.surveys import GroupScore, SurveyColumns, prepare_survey, score_by, score_survey
    from cjm_widgets.analysis.transitions import Transition, Transitions, count_transitions

__all__ = [
    "TOO_FEW",
    "Accepted",
    "Agreement",
    "AmbiguousTimes",
    "AnswerCount",
    "BadParameter",
    "Band",
    "CommentColumns",
    "CommentCount",
    "CommentCounts",
    "DataError",
    "Difference",
    "Disagreement",
    "Driver",
    "Drivers",
    "EmptyFile",
    "EventColumns",
    "EventCounts",
    "EventsDescribed",
    "Finding",
    "Funnel",
    "FunnelStep",
    "GroupScore",
    "Guess",
    "ImportReport",
    "Json",
    "Missing",
    "Moment",
    "Moments",
    "NameCount",
    "NothingLeft",
    "OneVoterLess",
    "OpportunityScore",
    "Place",
    "Preview",
    "Quadrant",
    "RankedPain",
    "Rankings",
    "Reach",
    "Reaches",
    "Remark",
    "Result",
    "Score",
    "ScoreColumn",
    "Sentiment",
    "SessionCounts",
    "SurveyColumns",
    "SurveyDescribed",
    "Tau",
    "Transition",
    "Transitions",
    "UnknownColumn",
    "UnknownName",
    "UnreadableFile",
    "adjust",
    "alpha_of_units",
    "band",
    "between",
    "collapse_repeats",
    "compare_nps",
    "connect",
    "count_comments",
    "count_events",
    "count_funnel",
    "count_reach",
    "count_sessions",
    "count_stage_funnel",
    "count_transitions",
    "cut_sessions",
    "describe_events",
    "describe_survey",
    "disagreements",
    "engine",
    "fingerprint",
    "ice",
    "impact_effort",
    "kendall_tau",
    "key_drivers",
    "krippendorff_alpha",
    "list_comments",
    "moscow_order",
    "one_voter_less",
    "open_accepted",
    "opportunity_score",
    "pain_score",
    "pain_table",
    "prepare_comments",
    "prepare_events",
    "prepare_survey",
    "preview",
    "propose_moments",
    "quadrant",
    "rank_pains",
    "rankings",
    "relabel",
    "rescaled",
    "rice",
    "score_answers",
    "score_by",
    "score_by_group",
    "score_comments",
    "score_opportunity",
    "score_survey",
    "survey_drivers",
    "wilson",
    "write_accepted",
]


_MODULES: Final = {
    "accepted": (
        "Accepted",
        "fingerprint",
        "open_accepted",
        "write_accepted",
    ),
    "agreement": (
        "Agreement",
        "Disagreement",
        "disagreements",
    ),
    "alpha": (
        "alpha_of_units",
        "krippendorff_alpha",
    ),
    "claims": (
        "Reach",
        "Reaches",
        "between",
        "count_reach",
        "count_stage_funnel",
        "relabel",
    ),
    "comments": (
        "CommentColumns",
        "CommentCount",
        "CommentCounts",
        "Remark",
        "count_comments",
        "list_comments",
        "prepare_comments",
    ),
    "describe": (
        "EventsDescribed",
        "SurveyDescribed",
        "describe_events",
        "describe_survey",
    ),
    "drivers": (
        "Driver",
        "Drivers",
        "key_drivers",
    ),
    "engine": (
        "connect",
        "engine",
    ),
    "errors": (
        "AmbiguousTimes",
        "BadParameter",
        "DataError",
        "EmptyFile",
        "NothingLeft",
        "UnknownColumn",
        "UnknownName",
        "UnreadableFile",
    ),
    "event_import": (
        "EventColumns",
        "prepare_events",
    ),
    "events": (
        "EventCounts",
        "NameCount",
        "collapse_repeats",
        "count_events",
    ),
    "funnel": (
        "Funnel",
        "FunnelStep",
        "count_funnel",
    ),
    "intervals": (
        "TOO_FEW",
        "wilson",
    ),
    "many_tests": ("adjust",),
    "moments": (
        "Moment",
        "Moments",
        "propose_moments",
    ),
    "pains": (
        "RankedPain",
        "pain_score",
        "pain_table",
        "rank_pains",
    ),
    "preview": (
        "Preview",
        "preview",
    ),
    "priorities": (
        "Band",
        "OpportunityScore",
        "Quadrant",
        "band",
        "ice",
        "impact_effort",
        "moscow_order",
        "opportunity_score",
        "quadrant",
        "rescaled",
        "rice",
        "score_opportunity",
    ),
    "rankings": (
        "OneVoterLess",
        "Place",
        "Rankings",
        "Tau",
        "kendall_tau",
        "one_voter_less",
        "rankings",
    ),
    "report": (
        "Finding",
        "ImportReport",
    ),
    "results": (
        "Json",
        "Result",
    ),
    "roles": (
        "Guess",
        "ScoreColumn",
    ),
    "scores": (
        "AnswerCount",
        "Difference",
        "Missing",
        "Score",
        "compare_nps",
        "score_answers",
    ),
    "sentiment": (
        "Sentiment",
        "score_by_group",
        "score_comments",
    ),
    "sessions": (
        "SessionCounts",
        "count_sessions",
        "cut_sessions",
    ),
    "survey_drivers": ("survey_drivers",),
    "surveys": (
        "GroupScore",
        "SurveyColumns",
        "prepare_survey",
        "score_by",
        "score_survey",
    ),
    "transitions": (
        "Transition",
        "Transitions",
        "count_transitions",
    ),
}
"""Where each name comes from, as above; a test compares."""

_HOMES: Final = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import a name's module when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


class _Package(ModuleType):
    """A package some of whose functions are called like their module: the name stands for the function."""

    def __setattr__(self, name: str, value: object) -> None:
        """Take what is set, except the module that Python sets here when it is imported."""
        if not (isinstance(value, ModuleType) and name in _HOMES):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
