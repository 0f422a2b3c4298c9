"""``cjm data``: what a file of events or survey answers says, for people and for scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.command import Command
from cjm_widgets.serve.failure import Failure
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    import argparse

    from cjm_widgets.analysis import EventsDescribed, SurveyDescribed


def _names(text: str) -> list[str]:
    """Read names with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="data", metavar=_("KIND"), required=True)
    _add_events(
        kinds.add_parser(
            "events",
            help=_("customers, events, funnel, transitions, sessions"),
            epilog=_("Example:")
            + " cjm data events sample_data/events.csv --customer customer_id --time time --event event"
            " --funnel product_view,add_to_cart,payment --json",
        )
    )
    _add_survey(
        kinds.add_parser(
            "survey",
            help=_("the score of one question, with its interval"),
            epilog=_("Example:")
            + " cjm data survey sample_data/survey.csv --column nps --scale nps --missing 99 --json",
        )
    )


def _add_events(parser: argparse.ArgumentParser) -> None:
    _add_common(parser)
    parser.add_argument("--customer", required=True, metavar=_("COLUMN"), help=_("who it was"))
    parser.add_argument("--time", required=True, metavar=_("COLUMN"), help=_("when it was"))
    parser.add_argument("--event", required=True, metavar=_("COLUMN"), help=_("what it was"))
    parser.add_argument("--channel", metavar=_("COLUMN"), help=_("where it was"))
    parser.add_argument("--funnel", type=_names, default=[], metavar="A,B,C", help=_("steps to be taken in this order"))
    parser.set_defaults(describe=_events)


def _add_survey(parser: argparse.ArgumentParser) -> None:
    _add_common(parser)
    parser.add_argument("--column", required=True, metavar=_("COLUMN"), help=_("the question's column"))
    parser.add_argument("--scale", required=True, choices=["nps", "csat", "ces"], help=_("how answers are scored"))
    parser.add_argument("--weight", metavar=_("COLUMN"), help=_("a column of weights"))
    parser.add_argument(
        "--missing",
        type=float,
        action="append",
        default=[],
        metavar=_("CODE"),
        help=_("an answer that stands for none; can be given several times"),
    )
    parser.set_defaults(describe=_survey)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("CSV, also compressed, or Parquet"))
    parser.add_argument("--json", action="store_true", help=_("print JSON for a script"))
    # Also accepted here, after the kind.
    parser.add_argument("--debug", action="store_true", help=_("show where an error came from"))


def _events(arguments: argparse.Namespace) -> tuple[str, EventsDescribed]:
    """Return a line for people and the whole for scripts."""
    from cjm_widgets.analysis import describe_events  # noqa: PLC0415 - pandas, only here

    found = describe_events(
        arguments.file,
        customer=arguments.customer,
        time=arguments.time,
        event=arguments.event,
        channel=arguments.channel,
        funnel=arguments.funnel,
    )
    return _("{n} customers, {m} events").format(n=found.customers, m=found.events), found


def _survey(arguments: argparse.Namespace) -> tuple[str, SurveyDescribed]:
    """Return a line for people and the whole for scripts."""
    from cjm_widgets.analysis import describe_survey  # noqa: PLC0415 - pandas, only here

    found = describe_survey(
        arguments.file,
        column=arguments.column,
        scale=arguments.scale,
        weight=arguments.weight,
        missing=arguments.missing,
    )
    score = found.score
    gone = score.missing
    left_out = _(
        "left out: {blank} blank or no number, {coded} named as no answer, {outside} outside the scale"
    ).format(blank=gone.blank, coded=gone.coded, outside=gone.outside)
    if gone.outside_codes:
        left_out += f" ({', '.join(f'{code:g}' for code in gone.outside_codes)})"
    if score.value is None:
        message = _("{file}: no answer in “{column}” is on the scale of {scale}; {left_out}.")
        raise Failure(
            message.format(
                file=arguments.file, column=arguments.column, scale=arguments.scale.upper(), left_out=left_out
            )
        )
    interval = "" if score.low is None else f" [{score.low:.3g} … {score.high:.3g}]"
    return f"{score.measure}: {score.value:.3g}{interval}, n {score.n}\n{left_out}", found


def _run(arguments: argparse.Namespace) -> int:
    from cjm_widgets.analysis import DataError  # noqa: PLC0415 - pandas, only here

    try:
        headline, found = arguments.describe(arguments)
    except DataError as error:
        raise Failure(str(error)) from error
    if arguments.json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print(headline)  # noqa: T201
        print(found.table().to_string(index=False))  # noqa: T201
    return 0


COMMAND: Final = Command(
    name="data",
    summary=N_("describe a file of events or survey answers"),
    example="cjm data survey sample_data/survey.csv --column nps --scale nps --missing 99 --json",
    add_arguments=_add_arguments,
    run=_run,
    opens_data=False,
)
