"""A persona's face: a picture, or else the initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.view.markup import Markup, element, picture

if TYPE_CHECKING:
    from cjm_widgets.model import Persona


def portrait(persona: Persona) -> Markup:
    """Draw the face; the name always stands beside it, so neither picture nor initials are read aloud."""
    drawn = picture(persona.picture)
    if drawn is not None:
        return element("span", drawn, class_="face", aria_hidden="true")
    return element("span", initials(persona.name), class_="face initials", aria_hidden="true")


def initials(name: str) -> str:
    """Give the first letters of the first and the last word before a comma: “Nadia, first order” is N."""
    letters = [word[0] for word in name.split(",", maxsplit=1)[0].split() if word[0].isalpha()]
    return "".join(letters[:1] + letters[1:][-1:]).upper() or "?"
