"""The steps of the method, one module each: fields, board, result, and when it is done."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.steps.action import Actions
from cjm_widgets.steps.collaboration import Collaboration
from cjm_widgets.steps.customer_data import CustomerData
from cjm_widgets.steps.emotions import Emotions
from cjm_widgets.steps.objectives import Objectives
from cjm_widgets.steps.personas import Personas
from cjm_widgets.steps.stages import Stages
from cjm_widgets.steps.step import StepWork
from cjm_widgets.steps.touchpoints import Touchpoints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model import Step

STEPS: Final[Mapping[Step, type[StepWork]]] = MappingProxyType(
    {
        work.STEP: work
        for work in (Objectives, CustomerData, Personas, Touchpoints, Stages, Emotions, Collaboration, Actions)
    }
)
"""The steps that this kit leads through, in their order."""

__all__ = [
    "STEPS",
    "Actions",
    "Collaboration",
    "CustomerData",
    "Emotions",
    "Objectives",
    "Personas",
    "Stages",
    "StepWork",
    "Touchpoints",
]
