from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets import places
from cjm_widgets.analysis import AmbiguousTimes, DataError
from cjm_widgets.model import Claim, Draft, Measurement, ModelError, Question, Source, Touchpoint, deleting
from cjm_widgets.steps import CustomerData, Emotions
from cjm_widgets.steps.accepting import accept
from cjm_widgets.steps.importing import DataKind, Importing, read_codes
from cjm_widgets.steps.measuring import brands_of, update_measurements

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.store import Seat

SAMPLE = places.share("sample_data")


def measured(seat: Seat, about: str, measure: str) -> Measurement:
    (found,) = seat.workshop.of(Measurement, about=about, measure=measure)
    return found


def test_the_sample_shows_where_the_room_and_the_data_differ(seat: Seat, journey: str) -> None:
    felt = Emotions(seat, journey).table().set_index("touchpoint")["mean"]
    # The room believes that paying hurts most and that the refund is fine; customers say the opposite.
    assert felt["Pays"] < -0.8
    assert measured(seat, "stage-orders", "csat").low > 80
    assert felt["Waits for the refund"] > 0.3
    refund = measured(seat, "touchpoint-waits-for-refund", "nps")
    assert refund.high is not None
    assert refund.high < 0
    assert not refund.too_few
    # And the most customers are lost where a size is chosen, not in the checkout.
    funnel = CustomerData(seat, journey).reach().query("measure == 'funnel'")
    lost = -funnel["n"].diff().iloc[1:]
    assert lost.idxmax() == funnel.index[funnel["stage"] == "Orders and pays"][0]


def test_every_number_says_n_grain_source_and_fingerprint(seat: Seat) -> None:
    for one in seat.workshop.all(Measurement):
        assert one.n is not None
        assert one.grain
        assert one.computed_on
        source = seat.workshop.find(Source, one.source)
        assert source is not None
        assert one.fingerprint == source.fingerprint != ""
        if one.measure != "comments":
            assert one.low is not None
            assert one.high is not None
            assert one.value is not None
            assert one.low <= one.value <= one.high


def test_working_the_numbers_out_again_changes_nothing(seat: Seat, journey: str) -> None:
    before = seat.workshop
    assert update_measurements(seat, journey) == len(before.all(Measurement))
    assert seat.workshop.seq == before.seq


def test_another_tie_gives_other_numbers_and_no_tie_none(seat: Seat, journey: str) -> None:
    (claim,) = seat.workshop.of(Claim, name="payment", signal="event")
    reached = measured(seat, "touchpoint-pays", "customers").n
    seat.apply([Draft(kind="claim", entity=claim.id, fields={"about": "touchpoint-gets-confirmation"})]).result()
    update_measurements(seat, journey)
    assert not seat.workshop.of(Measurement, about="touchpoint-pays", measure="customers")
    assert measured(seat, "touchpoint-gets-confirmation", "customers").n == reached
    seat.apply([deleting(one) for one in seat.workshop.all(Claim)]).result()
    assert update_measurements(seat, journey) == 0
    assert seat.workshop.all(Measurement) == ()


def test_a_file_becomes_a_source_with_questions_and_ties_in_one_batch(seat: Seat) -> None:
    before = seat.workshop
    importing = Importing(SAMPLE / "survey.csv")
    assert importing.guessed_kind is DataKind.SURVEY
    guesses = importing.guesses(DataKind.SURVEY)
    prepared = importing.prepare(DataKind.SURVEY, {**guesses, "missing": "99", "consent": "invented"})
    assert seat.workshop == before
    source = accept(seat, prepared)
    after = seat.workshop
    made = after.find(Source, source)
    assert made is not None
    assert (made.type, made.n, made.consent) == ("survey", prepared.report.kept, "invented")
    assert {one.scale for one in after.of(Question, source=source)} == {"nps", "csat", "ces"}
    assert {one.missing for one in after.of(Question, source=source)} == {"99"}
    # What the sample has tied already is proposed for the same names in the new file.
    names = {one.name: one.about for one in after.of(Claim, source=source)}
    assert names == {one.name: one.about for one in before.of(Claim, source="source-survey")}
    assert seat.data_file(made.fingerprint) is not None
    seat.undo().result()
    assert seat.workshop == before


def test_a_file_that_cannot_be_read_leaves_everything_as_it_was(seat: Seat, tmp_path: Path) -> None:
    before = seat.workshop
    file = tmp_path / "events.csv"
    file.write_text("customer,time,event\na,03/04/2026,x\nb,05/06/2026,y\n")
    answers = {"title": "E", "customer": "customer", "time": "time", "event": "event", "consent": "invented"}
    with pytest.raises(AmbiguousTimes):
        Importing(file).prepare(DataKind.EVENTS, answers)
    prepared = Importing(file).prepare(DataKind.EVENTS, {**answers, "day_first": "day"})
    assert str(prepared.report.period_start) == "2026-04-03 00:00:00"
    with pytest.raises(DataError, match="nowhere"):
        Importing(file).prepare(DataKind.EVENTS, {**answers, "customer": "nowhere"})
    with pytest.raises(ModelError, match="NPS"):
        Importing(file).prepare(DataKind.SURVEY, {"title": "E", "consent": "invented"})
    assert seat.workshop == before


def test_codes_are_read_and_a_word_is_refused() -> None:
    assert read_codes("11, 99;-1") == (11.0, 99.0, -1.0)
    assert read_codes(" ") == ()
    with pytest.raises(ModelError, match="blank"):
        read_codes("11, blank")


def test_what_is_missing_is_said_by_name(seat: Seat, journey: str) -> None:
    assert CustomerData.missing(seat.workshop, journey) == ()
    (claim,) = seat.workshop.of(Claim, name="payment", signal="event")
    changes = [
        Draft(kind="source", entity="source-survey", fields={"consent": None}),
        Draft(kind="claim", entity=claim.id, fields={"about": None}),
    ]
    seat.apply(changes).result()
    said = " ".join(CustomerData.missing(seat.workshop, journey))
    assert "consent" in said
    assert "“payment” in “" in said


def test_a_deleted_touchpoint_takes_its_numbers_along_and_undo_brings_them_back(seat: Seat) -> None:
    before = seat.workshop
    touchpoint = before.find(Touchpoint, "touchpoint-pays")
    assert touchpoint is not None
    seat.apply([deleting(touchpoint)]).result()
    assert not seat.workshop.of(Measurement, about="touchpoint-pays")
    seat.undo().result()
    assert seat.workshop == before


def test_a_participant_brings_no_data_in(sample_store: object, seat: Seat) -> None:
    from cjm_widgets.model import Refused, Role, Viewer  # noqa: PLC0415

    other = sample_store.seat(seat.workshop.id, Viewer(role=Role.PARTICIPANT, person="person-x"))  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        other.keep_data(SAMPLE / "events.csv", "f" * 64, kind="events", rows=1)
    assert other.data_file(seat.workshop.all(Source)[0].fingerprint) is None


def test_comments_are_measured_by_their_tone_with_interval_and_n(seat: Seat) -> None:
    refund = measured(seat, "touchpoint-waits-for-refund", "comments")
    assert refund.value is not None
    assert refund.low is not None
    assert refund.high is not None
    assert -1 <= refund.low < refund.value < refund.high <= 1
    # As scored from the file itself.
    assert (refund.value, refund.n, refund.total) == (pytest.approx(0.15, abs=0.01), 82, 82)
    orders = measured(seat, "stage-orders", "comments")
    assert (orders.n, orders.total) == (37, 37)
    assert refund.grain == "comment"
    assert not refund.too_few
    few = [one for one in seat.workshop.all(Measurement) if one.measure == "comments" and (one.n or 0) < 30]
    assert few
    assert all(one.too_few for one in few)


def test_comments_in_another_language_are_counted_and_not_scored(seat: Seat, journey: str, tmp_path: Path) -> None:
    file = tmp_path / "kommentare.csv"
    english = "This is the best shop of all and I love it"
    german = "Das ist nicht gut und ich bin sehr wütend auf die Leute"
    file.write_text("wo,text\n" + f"Regen,{german}\n" * 3 + f"Sonne,{german}\nSonne,{english}\nSonne,{english}\n")
    answers = {"title": "K", "consent": "invented", "text": "text", "touchpoint": "wo"}
    source = accept(seat, Importing(file).prepare(DataKind.COMMENTS, answers))
    for name, about in (("Regen", "touchpoint-pays"), ("Sonne", "touchpoint-waits-for-refund")):
        fields = {"source": source, "signal": "comments", "name": name, "about": about}
        seat.apply([Draft(kind="claim", entity=f"claim-{about}", fields=fields)]).result()
    update_measurements(seat, journey)
    (rain,) = seat.workshop.of(Measurement, about="touchpoint-pays", source=source, measure="comments")
    assert (rain.value, rain.n, rain.total) == (None, 3, 6)
    (sun,) = seat.workshop.of(Measurement, about="touchpoint-waits-for-refund", source=source, measure="comments")
    assert (sun.n, sun.total, sun.too_few) == (2, 3, True)


def test_the_organisations_own_name_carries_no_feeling(seat: Seat) -> None:
    for organisation, brands in {
        "Best Shop GmbH": ("Best Shop GmbH", "Best Shop"), "Happy, Inc.": ("Happy, Inc.", "Happy"), " ": (),
    }.items():  # fmt: skip
        settings = seat.workshop.settings
        seat.apply([Draft(kind="settings", entity=settings.id, fields={"organisation": organisation})]).result()
        assert brands_of(seat.workshop) == brands
