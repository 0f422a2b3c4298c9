"""The package's names come when they are asked for, and nothing heavy before."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import FunctionType

import pytest

from cjm_widgets import analysis

HEAVY = {"duckdb", "ibis", "pandas", "scipy", "statsmodels"}

LOOK = f"""
import sys
import cjm_widgets.analysis
from cjm_widgets.analysis.priorities import rice
print(*sorted({HEAVY!r} & set(sys.modules)))
"""


def test_importing_it_imports_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_every_name_is_where_it_is_said_to_be() -> None:
    tree = ast.parse(Path(analysis.__file__).read_text(encoding="utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.If)]
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    said = {str(node.module).rsplit(".", 1)[1]: tuple(one.name for one in node.names) for node in imports}
    assert said == analysis._MODULES
    assert sorted(analysis.__all__) == sorted(analysis._HOMES)
    for name in analysis.__all__:
        assert getattr(analysis, name) is not None


@pytest.mark.parametrize("name", ["engine", "preview", "rankings"])
def test_a_function_called_like_its_module_stays_a_function(name: str) -> None:
    import_module(f"cjm_widgets.analysis.{name}")
    assert isinstance(getattr(analysis, name), FunctionType)
