"""Rendering a page without doing again what was done for the page before.

Voila makes an exporter for each page, and with it a new Jinja environment, for which the nineteen templates behind
a page are parsed and compiled again: four fifths of what a page costs the server. The environment itself cannot be
shared, because each exporter hangs filters of its own notebook into it; the compiled code can.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from copy import deepcopy
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, Final

import voila.handler
import voila.notebook_renderer
from jinja2 import BaseLoader, BytecodeCache
from voila.exporter import VoilaExporter

from cjm_widgets.serve.light_page import page_words
from cjm_widgets.words import _, language

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from types import CodeType

    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from nbformat import NotebookNode

Source = tuple[str, str | None, Callable[[], bool] | None]
"""What Jinja's loaders give."""

Part = tuple[str, dict[str, Any]]
"""What goes out next, and Voila's resources beside it."""

logger = logging.getLogger(__name__)

_FAILED: Final = """
<div class="cjm-failed" role="alert"><p>{sentence}</p></div><meta http-equiv="refresh" content="15">
"""
"""Nothing has been written on such a page, so nothing is lost when it opens itself again."""


class CodeCache(BytecodeCache):
    """Keeps compiled templates in memory, by name and by what the file says: an edited template is compiled again."""

    def __init__(self) -> None:
        """Begin empty."""
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what was compiled before, if it is of the same text."""
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has just been compiled."""
        if bucket.code is not None:
            self._codes[bucket.key] = (bucket.checksum, bucket.code)

    def clear(self) -> None:
        """Forget everything."""
        self._codes.clear()


class KeptSources(BaseLoader):
    """Reads templates once, and again when their file has changed."""

    def __init__(self, really: BaseLoader, kept: dict[str, Source]) -> None:
        """Read through ``really``; ``kept`` is shared by all whose templates lie in the same places."""
        self._really = really
        self._kept = kept

    def get_source(self, environment: Environment, template: str) -> Source:
        """Return a template's text, its file, and how to ask whether that is still so. Raises TemplateNotFound."""
        known = self._kept.get(template)
        if known is None or known[2] is None or not known[2]():
            known = self._kept[template] = self._really.get_source(environment, template)
        return known


class PageExporter(VoilaExporter):  # type: ignore[misc]
    """Voila's exporter with templates that all pages share."""

    codes = CodeCache()
    sources: ClassVar[dict[tuple[str, ...], dict[str, Source]]] = {}

    def _create_environment(self) -> Environment:
        """Make the environment of one page."""
        environment: Environment = super()._create_environment()
        environment.bytecode_cache = self.codes
        environment.globals.update(_=_, language=language)
        if environment.loader is not None:
            kept = self.sources.setdefault(tuple(self.template_paths), {})
            environment.loader = KeptSources(environment.loader, kept)
        return environment

    def _init_preprocessors(self) -> None:
        """Have none: what nbconvert brings is about sources, which pages do not show, and about files on a disk."""
        self._preprocessors: list[object] = []

    async def generate_from_notebook_node(self, nb: NotebookNode, *args: Any, **kwargs: Any) -> AsyncIterator[Part]:
        """Give a page in parts. One whose kernel cannot be reached ends with a sentence; Voila would never end it."""
        resources: dict[str, Any] = {}
        try:
            async for part, resources in super().generate_from_notebook_node(nb, *args, **kwargs):
                yield part, resources
        except (RuntimeError, KeyError, OSError):
            logger.exception("A page could not be made")
            yield (
                _FAILED.format(sentence=escape(_("This page could not be opened just now; it tries again by itself."))),
                resources,
            )


def share_work() -> None:
    """Have Voila render pages with what other pages have left; it names both places in its modules and nowhere else."""
    for module, name in ((voila.notebook_renderer, "VoilaExporter"), (voila.handler, "get_page_config")):
        if not hasattr(module, name):
            message = f"{module.__name__}.{name} is not there any more: see cjm_widgets/serve/rendering.py"
            raise RuntimeError(message)
    voila.notebook_renderer.VoilaExporter = PageExporter
    if not isinstance(voila.handler.get_page_config, KeptConfig):
        voila.handler.get_page_config = KeptConfig(voila.handler.get_page_config)


class KeptConfig:
    """What pages are told of the server: found once. Voila reads every installed JupyterLab extension for each page."""

    def __init__(self, find: Callable[..., dict[str, Any]]) -> None:
        """Take the function that finds it."""
        self._find = find
        self._found: dict[str, Any] | None = None

    def __call__(self, **settings: Any) -> dict[str, Any]:
        """Return a copy, as hooks write into it, with the light page's words in the language in use."""
        if self._found is None:
            self._found = self._find(**settings)
        config = deepcopy(self._found)
        if "cjm" in config:
            config["cjm"]["words"] = page_words()
        return config
