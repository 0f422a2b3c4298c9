"""Which touchpoints drive the overall score of a survey: its questions about them against the one about the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cjm_widgets.analysis.drivers import Drivers, key_drivers
from cjm_widgets.analysis.errors import UnknownColumn
from cjm_widgets.analysis.reading import ROW
from cjm_widgets.analysis.scores import scale_range
from cjm_widgets.analysis.surveys import ANSWER
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ibis.expr.types import Table

    from cjm_widgets.analysis.scores import Scale

_OVERALL = "overall"


def survey_drivers(
    survey: Table,
    overall: str,
    about: Mapping[str, Sequence[str]],
    scales: Mapping[str, Scale],
    *,
    missing: Mapping[str, Sequence[float]],
) -> Drivers:
    """Give the shares (LMG) that touchpoints have in an overall score, over a survey with a row an answer sheet.

    ``overall`` is the column of the overall score, ``about`` touchpoint → the columns that rate it; several that rate
    one count as their mean. ``scales`` and ``missing`` say for each column which codes are answers. Weights are left
    out. Raises UnknownColumn, and BadParameter for what ``key_drivers`` cannot tell.
    """
    columns = [overall, *(column for rated in about.values() for column in rated)]
    known = [one.removeprefix(ANSWER) for one in survey.columns if one.startswith(ANSWER)]
    for column in columns:
        if column.strip() not in known:
            raise UnknownColumn(_("survey"), column, known)
    names = {column: f"{ANSWER}{column.strip()}" for column in columns}
    read = survey.order_by(ROW).select(**{f"c{n}": survey[names[one]] for n, one in enumerate(columns)}).execute()
    codes = {
        column: _answers(read[f"c{n}"], scales[column], missing.get(column, ())) for n, column in enumerate(columns)
    }
    table = {touchpoint: sum(codes[one] for one in rated) / len(rated) for touchpoint, rated in about.items()}
    return key_drivers(pd.DataFrame({**table, _OVERALL: codes[overall]}), _OVERALL, list(about))


def _answers(codes: pd.Series[float], scale: Scale, missing: Sequence[float]) -> pd.Series[float]:
    """Blank what is no answer: the codes named as missing, and what lies outside the scale."""
    low, high = scale_range(scale)
    given = pd.to_numeric(codes, errors="coerce").astype(float)
    is_answer = given.between(low, high) & ~given.isin(list(missing)) & (given == np.floor(given))
    return given.where(is_answer)
