"""The documents and experts' statements that minutes rest on, and whether they are followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DocumentKind(StrEnum):
    """What was used: a document of the case, or what an expert stated."""

    CASE = "case"
    STATEMENT = "statement"


class Followed(StrEnum):
    """Whether an expert's recommendation is followed."""

    UNSAID = ""
    FOLLOWED = "followed"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """What can be written about a used document."""

    title: str
    kind: DocumentKind = DocumentKind.CASE
    author: str = ""
    dated: date | None = None
    followed: Followed = Followed.UNSAID
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UsedDocument:
    """One document on record in the minutes; ``author`` is whoever wrote or stated it."""

    id: str
    version: int
    title: str
    kind: DocumentKind = DocumentKind.CASE
    author: str = ""
    dated: date | None = None
    followed: Followed = Followed.UNSAID
    reason: str = ""

    @property
    def lacks_reason(self) -> bool:
        """Whether an expert is not followed and nobody has said why."""
        departs = self.followed in (Followed.PARTLY, Followed.NOT)
        return departs and not self.reason.strip()

    @property
    def draft(self) -> DocumentDraft:
        """The editable fields."""
        return DocumentDraft(
            self.title, self.kind, self.author, self.dated, self.followed, self.reason
        )
