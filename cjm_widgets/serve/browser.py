"""Opening a browser, where there is one to see."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser


def has_display() -> bool:
    """Tell whether a browser opened from here would be seen by whoever started the kit."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("CI"):
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_browser(address: str) -> None:
    """Open ``address`` without waiting; that there is no browser is no trouble, the link is printed too."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
