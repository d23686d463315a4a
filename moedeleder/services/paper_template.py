"""The municipality's own Word template: taken in, looked at, tried, and taken away again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from moedeleder.documents.files import safe_name
from moedeleder.domain.paper_template import PaperTemplate
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import Letterhead
from moedeleder.domain.text import shorten
from moedeleder.models import queries
from moedeleder.models.minutes_tables import PaperTemplateRow
from moedeleder.services.answers_files import save_beside
from moedeleder.services.context import Context
from moedeleder.services.example_minutes import example_minutes
from moedeleder.services.outside_files import read_at_most
from moedeleder.services.settings import Settings

NAME = "papers"
_NAME_LIMIT = 200


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """A template that was in use, to be put back."""

    file_name: str
    data: bytes


class PaperTemplates:
    """What a person does with the municipality's template; what draws takes its time."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._store, self._settings = context.store, settings

    def current(self) -> PaperTemplate | None:
        """Return the template in use, or None."""
        with self._store.reading() as session:
            row = queries.paper_template(session)
            return _value(row, 0) if row else None

    def kept(self) -> KeptTemplate | None:
        """Return the template in use with its bytes, so that it can be put back."""
        with self._store.reading() as session:
            row = queries.paper_template(session)
            return KeptTemplate(row.file_name, row.data) if row else None

    def save_file(self, path: Path) -> PaperTemplate:
        """Take a Word file as the template of all papers, after each was made with it on trial.

        Raises:
            FileUnreadable: the file cannot be read.
            PaperTemplateRefused: it has a mistake; the error says each and where.
            DocumentFailed, TemplateMissing: a paper could not be made with it.
        """
        from moedeleder.documents.template_package import FILE_LIMIT

        # One byte past the limit is enough to be refused.
        return self._save(path.name, read_at_most(path, FILE_LIMIT + 1))

    def put_back(self, kept: KeptTemplate | None) -> PaperTemplate | None:
        """Use the template again that was in use before; None is our own page.

        Raises:
            PaperTemplateRefused, DocumentFailed, TemplateMissing: as named.
        """
        if kept is None:
            self.remove()
            return None
        return self._save(kept.file_name, kept.data)

    def remove(self) -> None:
        """Print on our own page again; nothing happens where that is so already."""
        with self._store.transaction() as session:
            row = queries.paper_template(session)
            if row is not None:
                session.delete(row)

    def first_page(self, ppi: int = 110) -> bytes:
        """Return the first page of invented minutes as they are printed now, as PNG.

        Args:
            ppi: dots an inch.

        Raises:
            DocumentFailed, TemplateMissing: as named.
        """
        from moedeleder.documents import papers

        head = self._settings.letterhead()
        return papers.pages(example_minutes(head), head, Paper.FULL, ppi)[0]

    def save_sample(self, path: Path) -> Path:
        """Write a template to begin with; returns where it is. A file that is there stays.

        Raises:
            FolderNotWritable, DiskFull, TemplateMissing: as named.
        """
        from moedeleder.documents.template_sample import sample_template

        return save_beside(path.parent, path.name, sample_template())

    def _save(self, name: str, data: bytes) -> PaperTemplate:
        from moedeleder.documents.template_check import check

        check(data)
        left_out = _tried(data, self._settings.letterhead())
        with self._store.transaction() as session:
            row = queries.paper_template(session) or PaperTemplateRow(name=NAME)
            row.file_name, row.data = shorten(safe_name(name), _NAME_LIMIT), data
            session.add(row)
            session.flush()
            return _value(row, left_out)


def _tried(data: bytes, office: Letterhead) -> int:
    """Make every paper once on a template; return how many pictures PDF cannot hold."""
    from dataclasses import replace

    from moedeleder.documents import papers
    from moedeleder.documents.template_frame import frame_of
    from moedeleder.documents.template_page import filled

    head = replace(office, template=data)
    record = example_minutes(head)
    for paper in Paper:
        papers.make(record, head, paper)
    return frame_of(filled(record, head)).pictures_left_out


def _value(row: PaperTemplateRow, left_out: int) -> PaperTemplate:
    return PaperTemplate(row.file_name, row.changed_at or row.created_at, left_out)
