"""The documents that minutes rest on: kept, changed, moved, taken off and put back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from moedeleder.domain.errors import ChangedElsewhere, FieldMissing, MeetingFinished, NotFound
from moedeleder.domain.record import Gap, GapKind, PartKey
from moedeleder.domain.used_documents import DocumentDraft, DocumentKind, Followed
from tests.offices import Bench

REPORT = DocumentDraft("Oversigt over fravær", author="Skolen", dated=date(2026, 11, 1))
EXPERT = DocumentDraft(
    "Udtalelse om støj",
    DocumentKind.STATEMENT,
    "Lise Berg, psykolog",
    followed=Followed.PARTLY,
    reason="Der er ikke plads i klassen før nytår",
)


def titles(bench: Bench, meeting_id: str) -> list[str]:
    return [each.title for each in bench.office.used_documents.list(meeting_id)]


def test_a_document_comes_back_as_it_was_written(bench: Bench) -> None:
    meeting = bench.held()
    for draft in (REPORT, EXPERT):
        kept = bench.office.used_documents.add(meeting.id, draft)[-1]
        assert kept.draft == draft
    assert bench.office.minutes.open(meeting.id).documents == (
        bench.office.used_documents.list(meeting.id)
    )


def test_a_document_has_a_title_on_one_line(bench: Bench) -> None:
    meeting = bench.held()
    with pytest.raises(FieldMissing):
        bench.office.used_documents.add(meeting.id, DocumentDraft(" \n "))
    kept = bench.office.used_documents.add(meeting.id, DocumentDraft(" Brev\n fra  skolen "))
    assert kept[0].title == "Brev fra skolen"


def test_only_an_expert_can_be_followed_or_not(bench: Bench) -> None:
    documents = bench.office.used_documents
    kept = documents.add(bench.held().id, EXPERT)[0]
    kept = documents.update(kept.id, kept.version, replace(EXPERT, kind=DocumentKind.CASE))[0]
    assert (kept.followed, kept.reason) == (Followed.UNSAID, "")
    followed = replace(EXPERT, followed=Followed.FOLLOWED)
    kept = documents.update(kept.id, kept.version, followed)[0]
    assert (kept.followed, kept.reason) == (Followed.FOLLOWED, "")


def test_who_is_not_followed_without_a_reason_stops_the_minutes(bench: Bench) -> None:
    meeting = bench.complete().meeting
    documents = bench.office.used_documents
    kept = documents.add(meeting.id, replace(EXPERT, reason=""))[-1]
    number = len(documents.list(meeting.id))
    gap = Gap(GapKind.SOURCE_WITHOUT_REASON, PartKey.DOCUMENTS, number, source_id=kept.id)
    assert gap in bench.office.minutes.open(meeting.id).open_gaps
    documents.update(kept.id, kept.version, EXPERT)
    assert bench.office.minutes.open(meeting.id).open_gaps == ()


def test_an_old_version_overwrites_nothing(bench: Bench) -> None:
    documents = bench.office.used_documents
    first = documents.add(bench.held().id, REPORT)[0]
    documents.update(first.id, first.version, replace(REPORT, title="Nyt"))
    with pytest.raises(ChangedElsewhere):
        documents.update(first.id, first.version, REPORT)
    with pytest.raises(ChangedElsewhere):
        documents.remove(first.id, first.version)


def test_a_document_moves_and_comes_back_where_it_was(bench: Bench) -> None:
    meeting, documents = bench.held(), bench.office.used_documents
    for title in "ABC":
        documents.add(meeting.id, DocumentDraft(title))
    moved = documents.list(meeting.id)[2]
    documents.move(moved.id, 0)
    assert titles(bench, meeting.id) == ["C", "A", "B"]
    documents.move(moved.id, 99)
    assert titles(bench, meeting.id) == ["A", "B", "C"]
    gone = documents.list(meeting.id)[1]
    documents.remove(gone.id, gone.version)
    assert titles(bench, meeting.id) == ["A", "C"]
    documents.put_back(meeting.id, gone, 1)
    documents.put_back(meeting.id, gone, 1)
    assert titles(bench, meeting.id) == ["A", "B", "C"]
    assert documents.list(meeting.id)[1].id == gone.id


def test_finished_minutes_keep_their_documents(bench: Bench) -> None:
    meeting = bench.complete().meeting
    kept = bench.office.used_documents.add(meeting.id, REPORT)[0]
    fresh = bench.office.meetings.get(meeting.id)
    bench.office.minutes.finalise(meeting.id, fresh.version)
    with pytest.raises(MeetingFinished):
        bench.office.used_documents.remove(kept.id, kept.version)
    with pytest.raises(MeetingFinished):
        bench.office.used_documents.add(meeting.id, REPORT)
    with pytest.raises(MeetingFinished):
        bench.office.used_documents.move(kept.id, 0)


def test_what_is_gone_is_said(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.office.used_documents.list("none")
    with pytest.raises(NotFound):
        bench.office.used_documents.move("none", 0)
