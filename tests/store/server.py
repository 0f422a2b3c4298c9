"""One server of several at one database: does what stdin says, a line each, and answers with a line of JSON."""

from __future__ import annotations

import json
import sys
from threading import Condition
from typing import TYPE_CHECKING

from cjm_widgets.model import Draft, Role, Viewer, VoteOption
from cjm_widgets.store import open_store

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.store import Seat


class Waiting:
    """Waits until a view holds what one waits for."""

    def __init__(self, seat: Seat) -> None:
        self.told = Condition()
        seat.subscribe(self._call)

    def _call(self, _view: Workshop) -> None:
        with self.told:
            self.told.notify_all()


def main(address: str, workshop: str) -> None:
    store = open_store(address)
    leader = store.seat(workshop, Viewer(role=Role.FACILITATOR))
    waiting = Waiting(leader)
    seats: dict[str, Seat] = {}
    for line in sys.stdin:
        do, *words = json.loads(line)
        answer: object = None
        match do, words:
            case "join", [code, name]:
                here = store.entrance.join(code, name=name, caller=name).result(30)
                seats[name] = store.entrance.resume(workshop, here.key)
                answer = here.person
            case "write", [name, entity]:
                draft = Draft(kind="note", entity=entity, fields={"text": f"By {name}", "step": "touchpoints"})
                answer = seats[name].apply([draft]).result(30).seq
            case "wait", [entity]:
                with waiting.told:
                    answer = waiting.told.wait_for(lambda: leader.workshop.get(entity) is not None, 20)
            case "sees", [name]:
                answer = sorted(thing.id for thing in seats[name].workshop.all("note"))
            case "cast", [name, vote, dots]:
                seats[name].votes.cast(vote, dots, done=True).result(30)
            case "close", [vote]:
                receipt = leader.votes.close(vote).result(30)
                answer = None if receipt is None else receipt.seq
            case "result", [vote]:
                options = store.load(workshop).of(VoteOption, vote=vote)
                answer = {option.card: option.dots for option in options}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
