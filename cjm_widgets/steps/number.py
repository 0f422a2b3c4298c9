"""One number on the map as it is written down: from which source and data, and on which day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cjm_widgets.model import Measurement, derived_id

if TYPE_CHECKING:
    from cjm_widgets.model import Source


def number(source: Source, about: str, measure: str, **facts: object) -> Measurement:
    """Make a number of what ``source`` says of the touchpoint or stage ``about``; worked out again it keeps its id."""
    return Measurement(
        id=derived_id("measurement", about, measure, source.id),
        about=about,
        measure=measure,
        source=source.id,
        computed_on=datetime.now(UTC).date().isoformat(),
        fingerprint=source.fingerprint,
        **facts,  # type: ignore[arg-type]
    )
