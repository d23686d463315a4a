"""What came after a meeting goes along in the meeting's file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import CorrectionDecision, CorrectionDraft, CorrectionKind
from moedeleder.domain.errors import MeetingFileRefused
from moedeleder.domain.meetings import PromiseDraft
from moedeleder.domain.readers import Hidden, Paper, Section
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import Block, RichText, Run, from_plain
from moedeleder.domain.statements import StatementKind
from moedeleder.domain.used_documents import DocumentDraft, DocumentKind, Followed
from moedeleder.models.store import Store
from moedeleder.models.tables import StatementRow
from moedeleder.services.exchange import Outcome
from moedeleder.services.office import Office
from tests.services.exchange_desk import (
    EXAMPLES,
    Data,
    content,
    counts,
    exported,
    id_of,
    opened_office,
    put,
    written,
)

SECRET = "Kun til mig selv"
HIDDEN: frozenset[Hidden] = frozenset({PartKey.ASSESSMENTS, Section.CASE_NUMBER})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Office, Store]]:
    with opened_office(tmp_path / "here") as opened:
        yield opened


@pytest.fixture
def office(desk: tuple[Office, Store]) -> Office:
    return desk[0]


def prepared(desk: tuple[Office, Store]) -> str:
    """Bring the example in and give it everything that can come before it is finished."""
    office, store = desk
    meeting_id = office.exchange.bring_in(EXAMPLES[0]).meeting_id
    office.used_documents.add(
        meeting_id,
        DocumentDraft(
            "Udtalelse om skolestart",
            DocumentKind.STATEMENT,
            "PPR",
            date(2026, 5, 12),
            Followed.PARTLY,
            "Familien ønsker at vente",
        ),
    )
    office.used_documents.add(meeting_id, DocumentDraft("Barnets plan"))
    promise = PromiseDraft(
        "Ringe hver fredag",
        owner_name="Skolen",
        due=date(2026, 12, 15),
        goal="Rolige morgener",
        worry="Alma når ikke ind",
        need="En fast voksen",
        sign="Alma er i klassen klokken otte",
    )
    office.promises.add(meeting_id, promise)
    attendee = office.readers.view(meeting_id).readers[-1].attendee
    office.readers.set(
        meeting_id,
        attendee.id,
        0,
        hidden=HIDDEN,
        papers=(Paper.FULL, Paper.SUMMARY),
        shares_contact=True,
    )
    _texts(office, meeting_id)
    _moved(store, meeting_id)
    office.statements.say(meeting_id, StatementKind.PRIVATE, SECRET)
    return meeting_id


def _texts(office: Office, meeting_id: str) -> None:
    view = office.minutes.open(meeting_id)
    source = view.meeting.statements[0].id
    block = Block((Run("Som der blev sagt"),), source=source)
    texts = {
        PartKey.FACTS: RichText((block,)),
        PartKey.PLAIN_SUMMARY: from_plain("Kort og klart"),
        PartKey.CHILD_PAGE: from_plain("Kære Alma"),
    }
    for key, text in texts.items():
        office.minutes.write(meeting_id, key, view.parts[key].version, text)


def _moved(store: Store, meeting_id: str) -> None:
    with store.transaction() as session:
        rows = session.query(StatementRow).filter_by(meeting_id=meeting_id, kind="fact").all()
        rows[0].part = PartKey.PROBLEM.value


def finished(desk: tuple[Office, Store]) -> str:
    """Finish and send it, and take in what two receivers say."""
    office, _store = desk
    meeting_id = prepared(desk)
    meeting = office.meetings.get(meeting_id)
    office.finishing.finish(meeting_id, meeting.version)
    first, second = (each.person.id for each in meeting.attendees[:2])
    wrong = CorrectionDraft(CorrectionKind.CORRECT, PartKey.FACTS.value, "sagt", "Det var otte")
    own = CorrectionDraft(CorrectionKind.REMARK, "", "", "Vi er stadig trætte")
    view = office.corrections.note(meeting_id, first, wrong, Channel.PHONE)
    open_one = view.corrections[0]
    office.corrections.refuse(open_one.id, open_one.version, "Skolen talte elleve")
    office.corrections.note(meeting_id, second, own, Channel.PAPER)
    return meeting_id


def test_what_is_prepared_reaches_a_colleague_whole(
    desk: tuple[Office, Store], tmp_path: Path
) -> None:
    office = desk[0]
    meeting_id = prepared(desk)
    there = exported(office, meeting_id, tmp_path / "ud.json")
    assert SECRET not in json.dumps(there, ensure_ascii=False)
    with opened_office(tmp_path / "there") as (other, _):
        assert other.exchange.bring_in(tmp_path / "ud.json").outcome is Outcome.ADDED
        assert content(exported(other, meeting_id, tmp_path / "igen.json")) == content(there)
        mine, theirs = office.minutes.open(meeting_id), other.minutes.open(meeting_id)
        choices = other.readers.view(meeting_id).readers
        again = other.exchange.bring_in(tmp_path / "ud.json").outcome
    assert again is Outcome.UNCHANGED
    assert [each.draft for each in theirs.documents] == [each.draft for each in mine.documents]
    assert theirs.meeting.promises[-1].sign == "Alma er i klassen klokken otte"
    assert theirs.parts[PartKey.FACTS].text == mine.parts[PartKey.FACTS].text
    assert theirs.parts[PartKey.FACTS].text.blocks[0].source
    assert theirs.parts[PartKey.CHILD_PAGE].text.plain == "Kære Alma"
    assert PartKey.PROBLEM.value in [each.part for each in theirs.meeting.statements]
    assert (choices[-1].choice.hidden, choices[-1].choice.shares_contact) == (HIDDEN, True)
    assert {each.choice.version for each in choices[:-1]} == {0}


def test_finished_minutes_and_what_was_said_of_them_reach_a_colleague(
    desk: tuple[Office, Store], tmp_path: Path
) -> None:
    office = desk[0]
    meeting_id = finished(desk)
    there = exported(office, meeting_id, tmp_path / "ud.json")
    assert there["versions"][0]["checksum"] == office.minutes.open(meeting_id).versions[0].checksum
    with opened_office(tmp_path / "there") as (other, store):
        assert other.exchange.bring_in(tmp_path / "ud.json").outcome is Outcome.ADDED
        assert content(exported(other, meeting_id, tmp_path / "igen.json")) == content(there)
        view = other.corrections.view(meeting_id)
        rows = counts(store)
    refused, remark = view.corrections
    assert (refused.decision, refused.reason) == (
        CorrectionDecision.REFUSED,
        "Skolen talte elleve",
    )
    assert remark.words == "Vi er stadig trætte"
    # What left the other house stays there; the minutes themselves are sealed here too.
    assert (rows["minutes_copy"], rows["paper"]) == (0, 0)
    assert rows["seal"] == 1


def test_a_meeting_with_nothing_after_it_is_as_it_always_was(
    office: Office, tmp_path: Path
) -> None:
    meeting_id = office.exchange.bring_in(EXAMPLES[0]).meeting_id
    assert "after" not in exported(office, meeting_id, tmp_path / "ud.json")


REFUSED = [
    pytest.param("after.used_documents[0].title", " ", "empty", id="no title"),
    pytest.param("after.used_documents[0].followed", "perhaps", "unknown_value", id="followed"),
    pytest.param("after.readers[0].papers", [], "empty", id="no paper"),
    pytest.param("after.readers[0].hidden[0]", "attendees", "unknown_value", id="hides all"),
    pytest.param("after.readers[0].attendee_id", id_of(9), "unknown_person", id="reader"),
    pytest.param("after.rounds[0].number", 2, "out_of_range", id="round of no version"),
    pytest.param("after.corrections[0].number", 2, "out_of_range", id="of no version"),
    pytest.param("after.corrections[0].person_id", id_of(9), "unknown_person", id="nobody"),
    pytest.param("after.corrections[0].decided_at", None, "state_conflict", id="undecided"),
    pytest.param("after.secrets", [], "unknown_field", id="unknown"),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("whole")
    with opened_office(folder / "here") as opened:
        data = exported(opened[0], finished(opened), folder / "ud.json")
    return json.dumps(data)


@pytest.mark.parametrize(("field", "value", "reason"), REFUSED)
def test_what_does_not_hang_together_is_refused(
    office: Office, tmp_path: Path, whole: str, field: str, value: object, reason: str
) -> None:
    data: Data = json.loads(whole)
    with pytest.raises(MeetingFileRefused) as refused:
        office.exchange.bring_in(written(tmp_path, put(data, field, value)))
    assert (refused.value.field, refused.value.reason) == (field, reason)


def test_a_version_begun_at_a_colleagues_can_be_given_up_here(
    desk: tuple[Office, Store], tmp_path: Path
) -> None:
    office = desk[0]
    meeting_id = finished(desk)
    draft = office.minutes.begin_version(meeting_id)
    part = draft.parts[PartKey.FACTS]
    office.minutes.write(meeting_id, PartKey.FACTS, part.version, from_plain("Ikke sendt endnu"))
    exported(office, meeting_id, tmp_path / "ud.json")
    with opened_office(tmp_path / "there") as (other, _):
        other.exchange.bring_in(tmp_path / "ud.json")
        back = other.minutes.drop_version(meeting_id)
        assert back.is_finished
        again = other.minutes.begin_version(meeting_id)
    assert again.version is not None
    facts = again.version.record.part(PartKey.FACTS)
    assert facts is not None
    assert again.parts[PartKey.FACTS].text.plain == facts.text.plain
