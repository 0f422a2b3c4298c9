"""What the data says: events, survey answers and comments, read, counted and scored.

Importing this package imports pandas, Ibis and statsmodels; pages that need no numbers do not import it.
Everything here is headless: functions take paths, tables and plain parameters and return frozen results with
``as_json()`` and ``table()``.
"""

from __future__ import annotations

from cjm_widgets.analysis.accepted import Accepted, fingerprint, open_accepted, write_accepted
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
from cjm_widgets.analysis.preview import Preview, preview
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
from cjm_widgets.analysis.sessions import SessionCounts, count_sessions, cut_sessions
from cjm_widgets.analysis.surveys import GroupScore, SurveyColumns, prepare_survey, score_by, score_survey
from cjm_widgets.analysis.transitions import Transition, Transitions, count_transitions

__all__ = [
    "TOO_FEW",
    "Accepted",
    "AmbiguousTimes",
    "AnswerCount",
    "BadParameter",
    "CommentColumns",
    "CommentCount",
    "CommentCounts",
    "DataError",
    "Difference",
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
    "NameCount",
    "NothingLeft",
    "Preview",
    "Reach",
    "Reaches",
    "Remark",
    "Result",
    "Score",
    "ScoreColumn",
    "SessionCounts",
    "SurveyColumns",
    "SurveyDescribed",
    "Transition",
    "Transitions",
    "UnknownColumn",
    "UnknownName",
    "UnreadableFile",
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
    "engine",
    "fingerprint",
    "list_comments",
    "open_accepted",
    "prepare_comments",
    "prepare_events",
    "prepare_survey",
    "preview",
    "relabel",
    "score_answers",
    "score_by",
    "score_survey",
    "wilson",
    "write_accepted",
]
