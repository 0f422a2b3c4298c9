"""A few real browsers among the guests: they join as people do, and tell what stands on their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.async_api import async_playwright

from tests.chromium import CHROMIUM_ARGUMENTS, find_chromium
from tests.serve.running import HOST_NAME

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.bench.live.ledger import Ledger

# Says each mark the first time that it stands on the page, in text or in a field.
_WATCH = """
addEventListener("DOMContentLoaded", () => {
  const told = new Set();
  const look = () => {
    let text = document.body.innerText;
    for (const one of document.querySelectorAll("input, textarea")) text += " " + one.value;
    const fresh = [...new Set(text.match(/mark-[0-9a-f]{10}/g) ?? [])].filter((one) => !told.has(one));
    for (const one of fresh) told.add(one);
    if (fresh.length > 0) globalThis.cjmShown(fresh.join(" "));
  };
  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; look(); });
  }).observe(document, { subtree: true, childList: true, characterData: true });
});
"""


class Browsers:
    """So many phones."""

    def __init__(self, port: int, ledger: Ledger) -> None:
        """Begin with none."""
        self._address = f"http://{HOST_NAME}:{port}"
        self._ledger = ledger
        self._playwright: Any = None
        self._browser: Any = None
        self._pages: list[Page] = []
        self.names: list[str] = []
        self.errors: list[str] = []

    async def open(self, number: int) -> None:
        """Start Chromium, where any are wanted, before anything is measured."""
        if number == 0:
            return
        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
        for n in range(number):
            context = await self._browser.new_context(viewport={"width": 390, "height": 844}, base_url=self._address)
            page = await context.new_page()
            page.on("console", self._listen)
            page.on("pageerror", lambda error: self.errors.append(f"a browser: {error}"))
            name = f"Phone {n}"
            await page.expose_function("cjmShown", lambda marks, who=name: self._ledger.saw(marks, who))
            await page.add_init_script(_WATCH)
            self._pages.append(page)

    async def join(self, code: str) -> None:
        """Join one after the other by the form on the way in."""
        for n, page in enumerate(self._pages):
            name = f"Phone {n}"
            await page.goto(f"/j/{code}")
            await page.get_by_label("Your name").fill(name)
            await page.get_by_role("button", name="Come in").click()
            await page.locator("body[data-connection=live]").wait_for()
            self.names.append(name)

    async def close(self) -> None:
        """End Chromium."""
        if self._browser is not None:
            await self._browser.close()
            await self._playwright.stop()

    def _listen(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(f"a browser: {message.text}")
