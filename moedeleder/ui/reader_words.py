"""What is said on screen of what each reader gets."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.completeness import joined
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person
from moedeleder.domain.readers import HIDEABLE, Access, Hidden, Paper, access_of, papers_of
from moedeleder.domain.record import PartKey
from moedeleder.domain.text import shorten
from moedeleder.services.labels import paper_label, section_label
from moedeleder.services.readers import Reader

_NAMED = 4
_TITLE = 40


def _tr(text: str) -> str:
    return QCoreApplication.translate("Readers", text)


def access_words(access: Access) -> str:
    """Return what a choice of how much somebody may read is called."""
    return {
        Access.EVERYTHING: _tr("Alt"),
        Access.WITHOUT_OWN_WORDS: _tr("Uden barnets og forældrenes ord"),
        Access.OUTCOME: _tr("Kun konklusion og aftaler"),
        Access.CHOSEN: _tr("Eget valg, afsnit for afsnit"),
    }[access]


def papers_words(papers: Collection[Paper]) -> str:
    """Return e.g. ``Referatet og ”Kort og klart”``."""
    quoted = [
        paper_label(each) if each is Paper.FULL else f"”{paper_label(each)}”"
        for each in Paper
        if each in papers
    ]
    return joined(quoted)


def limited_titles(meeting: Meeting, person: Person) -> tuple[str, ...]:
    """Return the points that somebody may not hear, and so not read."""
    return tuple(
        shorten(" ".join(item.title.split()), _TITLE)
        for item in meeting.items
        if item.is_limited and person.id not in item.only_for
    )


def without_words(meeting: Meeting, person: Person, hidden: Collection[Hidden]) -> str:
    """Return what somebody's copy is without, e.g. ``uden stedet``; empty for all of it."""
    points = [f"”{title}”" for title in limited_titles(meeting, person)]
    parts = _parts_words(meeting, hidden)
    found = joined([*parts, *points]) if len(parts) + len(points) <= _NAMED else ""
    if not found:
        found = joined([*parts[:_NAMED], *_more(parts, points)])
    return _tr("uden {0}").format(found) if parts or points else ""


def _parts_words(meeting: Meeting, hidden: Collection[Hidden]) -> list[str]:
    access = access_of(hidden)
    if access is Access.WITHOUT_OWN_WORDS:
        return [_tr("barnets og forældrenes ord")]
    child = meeting.child_name.split(" ", 1)[0]
    return [_inside(section_label(each, child), child) for each in HIDEABLE if each in hidden]


def _inside(label: str, child: str) -> str:
    """Return a heading as it stands in a sentence; a name keeps its capital."""
    return label if label.startswith(child) else label[:1].lower() + label[1:]


def _more(parts: list[str], points: list[str]) -> list[str]:
    left = len(parts[_NAMED:]) + len(points)
    return [_tr("{0} ting mere").format(left)]


def copy_words(
    meeting: Meeting, reader: Reader, *, child_page: bool, has_reason: bool = False
) -> str:
    """Return what one person gets, e.g. ``Referatet · uden stedet``.

    Args:
        child_page: whether the page for the child is written.
        has_reason: whether a reason for a new version goes along.
    """
    choice, person = reader.choice, reader.attendee.person
    papers = papers_of(choice.papers, child_page=child_page)
    told = papers_words(papers)
    if access_of(choice.hidden) is Access.OUTCOME and not limited_titles(meeting, person):
        return f"{told} · {_tr('kun konklusion og aftaler')}"
    without = without_words(meeting, person, choice.hidden)
    read_through = _read_through(reader, papers, has_reason=has_reason)
    return " · ".join(filter(None, (told, without, read_through)))


def _read_through(reader: Reader, papers: Collection[Paper], *, has_reason: bool) -> str:
    """Return what a person should read first: words of their own that nothing is cut from."""
    if PartKey.CONCLUSION not in reader.choice.hidden:
        return ""
    own = [f"”{paper_label(Paper.SUMMARY)}”"] if Paper.SUMMARY in papers else []
    if has_reason and papers != (Paper.CHILD,):
        own.append(_tr("grunden til den nye version"))
    first = shorten(reader.attendee.person.name.split(" ", 1)[0], _TITLE)
    words = _tr("læs {0} igennem: {1} får ikke konklusionen")
    return words.format(joined(own), first) if own else ""


def contact_words(person: Person) -> str:
    """Return somebody's phone and mail as others would read them; empty when there are none."""
    return " · ".join(filter(None, (person.phone.strip(), person.mail.strip())))
