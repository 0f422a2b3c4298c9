from __future__ import annotations

import json
from pathlib import Path

from cjm_widgets.model.schema import json_schema

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "cjm-1.schema.json"


def test_the_published_schema_is_the_one_in_use() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json_schema(), "run: make schema"
