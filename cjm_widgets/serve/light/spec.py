"""The kernel spec of light kernels, for whoever lays it where Jupyter looks."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.serve.light.provisioner import NAME, available
from cjm_widgets.serve.light.supervisor import Supervisor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cjm_widgets.serve.light.process import Settings

KERNEL: Final = "cjm-light"
"""The folder's name, and so the kernel's."""


def kernel_spec(settings: Settings, *, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return ``kernel.json``; ``environment`` is added to what every session finds in its own."""
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
        "metadata": {
            "debugger": False,
            "kernel_provisioner": {"provisioner_name": NAME, "config": asdict(settings)},
        },
    }


def lay_kernel(kernels: Path, settings: Settings, *, environment: Mapping[str, str] | None = None) -> None:
    """Write the spec into a folder of kernels."""
    folder = kernels / KERNEL
    folder.mkdir(parents=True, exist_ok=True)
    spec = kernel_spec(settings, environment=environment)
    (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")


def warm(settings: Settings) -> None:
    """Start the hosts now, without waiting for them, so that the first page need not wait either."""
    if available():
        Supervisor.of(settings)
