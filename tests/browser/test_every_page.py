"""Every page of a workshop at both sizes, in light and dark: nothing that axe-core finds serious, nothing too wide.

What unfolds on a step's page is unfolded in that step's own test; here the guide and the data are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.walking import PATIENCE_MS, at_each_size, axe_finds_nothing, begin_sample, fits

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "01-objectives",
    "02-customer-data",
    "03-personas",
    "04-touchpoints",
    "05-stages",
    "06-emotions",
    "07-collaboration",
    "08-action",
    "journey-map",
)


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "start")
def test_a_page_fits_and_axe_finds_nothing(kit: RunningKit, new_page: NewPage, name: str) -> None:
    page = new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"/{name}?workshop={begin_sample(kit)}")
    page.locator("body.is-open").wait_for()
    page.wait_for_load_state("networkidle")
    for fold in page.locator("details.cjm-guide > summary").all():
        fold.click()
    for _size in at_each_size(page):
        fits(page)
        axe_finds_nothing(page)


def test_what_is_chosen_is_seen_where_the_system_chooses_the_colours(kit: RunningKit, new_page: NewPage) -> None:
    page = new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"/facilitator?workshop={begin_sample(kit)}")
    page.locator("body[data-connection=live]").wait_for()
    assert page.get_by_role("heading", level=1).count() == 1
    page.emulate_media(forced_colors="active")
    ground = "element => getComputedStyle(element).backgroundColor"
    for chosen, other in (
        ('.cjw-lead-phase[aria-pressed="true"]', '.cjw-lead-phase[aria-pressed="false"]'),
        (".cjw-lead-tab[aria-current]", ".cjw-lead-tab:not([aria-current])"),
    ):
        assert page.locator(chosen).first.evaluate(ground) != page.locator(other).first.evaluate(ground), chosen


def test_the_way_in_fits_and_axe_finds_nothing(new_page: NewPage) -> None:
    page = new_page(let_in=False)
    page.goto("/j/")
    page.get_by_role("textbox").first.wait_for()
    for _size in at_each_size(page):
        fits(page)
        axe_finds_nothing(page)
