"""The kernel spec of light kernels, for whoever lays it where Jupyter looks."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.serve.light.provisioner import NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

KERNEL: Final = "cjm-light"
"""The folder's name, and so the kernel's."""


def kernel_spec(
    *, modules: Sequence[str] = (), environment: Mapping[str, str] | None = None, **settings: float
) -> dict[str, Any]:
    """Return ``kernel.json``: ``modules`` are loaded before the first page needs them; ``settings`` as in Settings."""
    config: dict[str, Any] = dict(settings)
    if modules:
        config["modules"] = list(modules)
    return {
        # What runs where light kernels cannot.
        "argv": [
            sys.executable,
            "-m",
            "ipykernel_launcher",
            "-f",
            "{connection_file}",
            "--HistoryManager.enabled=False",
        ],
        "display_name": "CJM Widgets (light)",
        "language": "python",
        "env": dict(environment or {}),
        "metadata": {"debugger": False, "kernel_provisioner": {"provisioner_name": NAME, "config": config}},
    }


def lay_kernel(kernels: Path, **wanted: Any) -> None:
    """Write the spec into a folder of kernels; ``wanted`` as in ``kernel_spec``."""
    folder = kernels / KERNEL
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kernel.json").write_text(json.dumps(kernel_spec(**wanted)), encoding="utf-8")
