"""Write the starting journeys: ``python -m sample_data.starting_journeys``.

One file a journey in ``sample_data/starting`` holds its words in every language, side by side, so that a change to one
is seen in the other. From them come ``templates/journeys/<name>.cjm.json`` in English and ``<name>.de.cjm.json`` in
German. All of it is a draft, and an assumption until a room says more: no people, no scores, no dates.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from cjm_widgets.model import Entity, Journey, Persona, PersonaPoint, Settings, Stage, Touchpoint, Workshop, document
from cjm_widgets.model.entities.personas import ASPECTS
from cjm_widgets.model.workshop import shelve
from sample_data.shop.order import in_order

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCES: Final = ROOT / "sample_data" / "starting"
TEMPLATES: Final = ROOT / "templates" / "journeys"
LANGUAGES: Final = ("en", "de")

_CHANNELS: Final = {
    "de": {
        "App": "App",
        "Chat": "Chat",
        "E-mail": "E-Mail",
        "In person": "Vor Ort",
        "Letter": "Brief",
        "Parcel": "Paket",
        "Phone": "Telefon",
        "Search": "Suche",
        "Shop or branch": "Geschäft oder Filiale",
        "Social media": "Soziale Medien",
        "Website": "Website",
        "Word of mouth": "Empfehlung",
    }
}


def names() -> tuple[str, ...]:
    """List the starting journeys by name."""
    return tuple(path.stem for path in sorted(SOURCES.glob("*.toml")))


def template_file(name: str, language: str) -> Path:
    """Name the file of a starting journey in one language."""
    return TEMPLATES / f"{name}{'' if language == LANGUAGES[0] else f'.{language}'}.cjm.json"


def starting_journey(name: str, language: str) -> Workshop:
    """Give a starting journey: stages, touchpoints and one persona in draft."""
    said = tomllib.loads((SOURCES / f"{name}.toml").read_text(encoding="utf-8"))
    made = _Draft(name, LANGUAGES.index(language), said)
    return Workshop(f"template-{name}", shelve(made.entities()))


class _Draft:
    def __init__(self, name: str, which: int, said: dict[str, Any]) -> None:
        self._name, self._which, self._said = name, which, said
        self._journey, self._persona = f"journey-{name}", f"persona-{name}"

    def entities(self) -> tuple[Entity, ...]:
        said, persona = self._said, self._said["persona"]
        which, language = self._which, LANGUAGES[self._which]
        return (
            Settings(id=f"template-{self._name}", title=said["title"][which], language=language),
            Journey(
                id=self._journey,
                title=said["journey"][which],
                summary=said["summary"][which],
                persona=self._persona,
            ),
            Persona(
                id=self._persona,
                name=persona["name"][which],
                context=persona["context"][which],
                segment=persona["segment"][which],
            ),
            *self._points(),
            *self._stages(),
            *self._touchpoints(),
        )

    def _points(self) -> tuple[PersonaPoint, ...]:
        texts = [(aspect, text) for aspect, _label in ASPECTS for text in self._said["persona"].get(aspect, ())]
        return in_order(
            *(
                PersonaPoint(id=f"persona-point-{place}", persona=self._persona, aspect=aspect, text=text[self._which])
                for place, (aspect, text) in enumerate(texts, start=1)
            )
        )

    def _stages(self) -> tuple[Stage, ...]:
        return in_order(
            *(
                Stage(
                    id=f"stage-{one['id']}",
                    journey=self._journey,
                    name=one["name"][self._which],
                    customer_goal=one["goal"][self._which],
                    entry_trigger=one["begins"][self._which],
                    exit_criterion=one["ends"][self._which],
                )
                for one in self._said["stage"]
            )
        )

    def _touchpoints(self) -> tuple[Touchpoint, ...]:
        channels = _CHANNELS.get(LANGUAGES[self._which], {})
        return in_order(
            *(
                Touchpoint(
                    id=f"touchpoint-{id}",
                    journey=self._journey,
                    stage=f"stage-{stage['id']}",
                    name=told[self._which],
                    channel=channels.get(channel, channel),
                    media=media or None,
                    initiator=initiator,
                    receiver=receiver,
                )
                for stage in self._said["stage"]
                for id, *told, channel, media, initiator, receiver in stage["touchpoints"]
            )
        )


def main() -> None:
    """Write every starting journey in every language."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    for name in names():
        for language in LANGUAGES:
            path = template_file(name, language)
            path.write_text(document.dump(starting_journey(name, language)), encoding="utf-8", newline="\n")
            print(path.relative_to(ROOT))  # noqa: T201 - a script tells what it did


if __name__ == "__main__":
    main()
