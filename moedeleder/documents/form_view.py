"""What every paper has, for the forms that are filled in by hand."""

from __future__ import annotations

from dataclasses import dataclass

from moedeleder.documents.table import Row


@dataclass(frozen=True, slots=True)
class FormView:
    """The head and foot of a form; ``who`` is empty, for the form itself asks."""

    title: str
    facts: tuple[Row, ...]
    footer: str
    who: str = ""

    @property
    def heading(self) -> str:
        """What stands at the top."""
        return self.title

    @property
    def document_title(self) -> str:
        """What the file calls itself."""
        return self.title
