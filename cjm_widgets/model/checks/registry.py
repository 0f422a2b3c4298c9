"""All rules by id, family by family."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks import (
    closing,
    static,
    superficial,
    unconnected,
    unfinished_ground,
    unfinished_way,
    unowned,
    unproven,
    without_action,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model.checks.rule import Rule

_FAMILIES: Final = (
    superficial,
    static,
    without_action,
    unproven,
    unowned,
    unconnected,
    unfinished_ground,
    unfinished_way,
    closing,
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule.id: rule for family in _FAMILIES for rule in family.RULES})
"""Every rule by its id."""
