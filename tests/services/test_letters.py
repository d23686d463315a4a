"""The words of the mails: filled in, public subjects, templates checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.domain.errors import ResourceFault, TemplateMissing
from moedeleder.domain.settings import Organisation
from moedeleder.services.letters import Letters
from tests.offices import Bench

OFFICE = Organisation("Eksempelby Kommune", "Børn og Familie", "", "12 34 56 78")


def test_the_invitation_tells_when_where_why_and_from_whom(bench: Bench) -> None:
    text = Letters([paths.resources()]).invitation(
        bench.meeting(), "Sofie Eksempel", OFFICE, bench.me
    )
    for words in (
        "Kære Sofie\n",
        "torsdag 3. december 2026, kl. 15.30–17.00",
        "Sted: Rådhuset, lokale 2.14",
        "Formål: At gøre det trygt",
        "bisidder",
        "Mette Holm\nSagsbehandler\nBørn og Familie\nEksempelby Kommune\n12 34 56 78",
    ):
        assert words in text.body
    assert "\n\n\n" not in text.body


def test_a_meeting_without_place_and_purpose_leaves_no_hole(bench: Bench) -> None:
    meeting = bench.meeting()
    bare = bench.office.meetings.update(
        meeting.id,
        meeting.version,
        type(meeting.draft)(meeting.starts_at, meeting.minutes),
    )
    text = Letters([paths.resources()]).invitation(bare, "Sofie", OFFICE, None)
    assert "Sted" not in text.body
    assert "\n\n\n" not in text.body


def test_subjects_name_nobody(bench: Bench) -> None:
    view = bench.complete()
    letters, record = Letters([paths.resources()]), bench.office.minutes.draft_of(view)
    for text in (
        letters.invitation(view.meeting, "Sofie Eksempel", OFFICE, bench.me),
        letters.minutes(record, "Sofie Eksempel", OFFICE, bench.me),
    ):
        assert text.subject
        for word in ("Alma", "Sofie", "Eksempel", "Mette", "netværk", "34.45", "trygt"):
            assert word.lower() not in text.subject.lower()


def test_what_people_typed_is_never_taken_as_a_template(bench: Bench) -> None:
    meeting = bench.meeting()
    draft = type(meeting.draft)(meeting.starts_at, 60, "$afsender ${navn}", "", "$dato $$ 100 $")
    odd = bench.office.meetings.update(meeting.id, meeting.version, draft)
    body = Letters([paths.resources()]).invitation(odd, "$sted", OFFICE, None).body
    assert "Sted: $afsender ${navn}" in body
    assert "Formål: $dato $$ 100 $" in body
    assert "Kære $sted" in body


def test_an_offices_own_letter_wins(bench: Bench, tmp_path: Path) -> None:
    own = tmp_path / "letters"
    own.mkdir()
    (own / "invitation.txt").write_text("Emne: Møde $dato\nHej $navn", encoding="utf-8")
    text = Letters([paths.resources(), tmp_path]).invitation(bench.meeting(), "Sofie", OFFICE, None)
    assert text.subject == "Møde torsdag 3. december 2026"
    assert text.body == "Hej Sofie\n"


@pytest.mark.parametrize(
    ("template", "line", "field"),
    [
        ("Hej $navn", 1, "Emne"),
        ("Emne: Møde om $navn\nHej", 1, "navn"),
        ("Emne: $formaal\nHej", 1, "formaal"),
        ("Emne: Møde\nHej $navn\n$barn", 3, "barn"),
        ("Emne: Møde\n100 $ og mere", 2, "$"),
    ],
)
def test_a_mistake_in_a_letter_is_named_with_its_place(
    bench: Bench, tmp_path: Path, template: str, line: int, field: str
) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "invitation.txt").write_text(template, encoding="utf-8")
    with pytest.raises(ResourceFault) as caught:
        Letters([tmp_path]).invitation(bench.meeting(), "Sofie", OFFICE, None)
    fault = caught.value
    assert (fault.file_name, fault.line, fault.field) == ("invitation.txt", line, field)


def test_a_letter_in_another_encoding_is_refused(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "invitation.txt").write_bytes("Emne: Møde".encode("latin-1"))
    with pytest.raises(ResourceFault):
        Letters([tmp_path]).invitation(bench.meeting(), "Sofie", OFFICE, None)


def test_a_missing_letter_is_named(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(TemplateMissing):
        Letters([tmp_path]).invitation(bench.meeting(), "Sofie", OFFICE, None)
