"""Many tests at once: Benjamini and Hochberg's false discovery rate, from statsmodels.

Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57 (1995).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.analysis.errors import BadParameter
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence


def adjust(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Give p values adjusted for being many, in their order; None stays None and does not count as a test.

    Raises BadParameter for what is no probability.
    """
    from statsmodels.stats.multitest import multipletests  # noqa: PLC0415 - heavy

    given = [p for p in p_values if p is not None]
    if any(not 0 <= p <= 1 for p in given):
        raise BadParameter("p_values", _("one is no probability."), _("Give numbers from 0 to 1."))
    if not given:
        return tuple(p_values)
    adjusted = iter(float(p) for p in multipletests(given, method="fdr_bh")[1])
    return tuple(None if p is None else next(adjusted) for p in p_values)
