"""The municipality's template as the office keeps it: taken, used, taken away, put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from moedeleder.documents.template_sample import sample_template
from moedeleder.domain.errors import FileUnreadable, PaperTemplateRefused
from moedeleder.domain.sending import LetterKind
from tests.documents.papers import pdf_text, word_text
from tests.documents.templates import with_body
from tests.offices import Bench


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "Vores papir.docx"
    path.write_bytes(sample_template())
    return path


def test_without_a_template_papers_are_as_ever(bench: Bench) -> None:
    assert bench.office.paper_template.current() is None
    assert bench.office.settings.letterhead().template == b""
    bench.office.paper_template.remove()
    assert bench.office.paper_template.first_page(40).startswith(b"\x89PNG")


def test_papers_of_finished_minutes_stand_on_the_template(
    bench: Bench, template: Path, tmp_path: Path
) -> None:
    kept = bench.office.paper_template.save_file(template)
    assert (kept.file_name, kept.pictures_left_out) == ("Vores papir.docx", 0)
    now = bench.office.paper_template.current()
    assert now is not None
    assert (now.file_name, now.saved_at) == (kept.file_name, kept.saved_at)
    view = bench.complete()
    bench.office.finishing.finish(view.meeting.id, view.meeting.version)
    files = bench.office.papers.save(view.meeting.id, LetterKind.MINUTES, tmp_path / "ud")
    for path in files:
        text = {".pdf": pdf_text, ".docx": word_text}[path.suffix](path.read_bytes())
        assert "Til dig, der var med til mødet om Alma Eksempel" in text
    for copy in bench.office.copies.newest(view.meeting.id):
        assert "Til dig, der var med" in pdf_text(bench.office.copies.paper(copy.id, "referat.pdf"))


def test_the_picture_of_the_first_page_shows_the_template(bench: Bench, template: Path) -> None:
    plain = bench.office.paper_template.first_page(40)
    bench.office.paper_template.save_file(template)
    assert bench.office.paper_template.first_page(40) != plain
    bench.office.paper_template.remove()
    assert bench.office.paper_template.first_page(40) == plain


def test_a_mistaken_template_leaves_the_one_in_use(
    bench: Bench, template: Path, tmp_path: Path
) -> None:
    bench.office.paper_template.save_file(template)
    wrong = tmp_path / "forkert.docx"
    wrong.write_bytes(with_body("{{barnn}}", "{{referat}}"))
    with pytest.raises(PaperTemplateRefused):
        bench.office.paper_template.save_file(wrong)
    with pytest.raises(FileUnreadable):
        bench.office.paper_template.save_file(tmp_path / "er her ikke.docx")
    now = bench.office.paper_template.current()
    assert now is not None
    assert now.file_name == "Vores papir.docx"


def test_what_was_taken_away_can_be_put_back(bench: Bench, template: Path) -> None:
    templates = bench.office.paper_template
    templates.save_file(template)
    before = templates.kept()
    templates.remove()
    assert templates.current() is None
    back = templates.put_back(before)
    assert back is not None
    assert back.file_name == "Vores papir.docx"
    assert bench.office.settings.letterhead().template == template.read_bytes()
    assert templates.put_back(None) is None
    assert templates.current() is None


def test_the_sample_is_saved_beside_what_is_there(bench: Bench, tmp_path: Path) -> None:
    templates = bench.office.paper_template
    first = templates.save_sample(tmp_path / "skabelon.docx")
    assert first.read_bytes() == sample_template()
    first.write_bytes(b"mit eget")
    second = templates.save_sample(tmp_path / "skabelon.docx")
    assert (first.read_bytes(), second.name) == (b"mit eget", "skabelon (2).docx")
    assert templates.save_file(second).file_name == "skabelon (2).docx"
