"""Who may read what in the minutes: one full record, cut to each reader."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from moedeleder.domain.people import PersonRole
from moedeleder.domain.reader_papers import Paper as Paper
from moedeleder.domain.reader_papers import on_papers
from moedeleder.domain.record import MinutesRecord, PartKey
from moedeleder.domain.record_after import RecordCopy
from moedeleder.domain.record_changes import without_plan_why
from moedeleder.domain.retired_words import stands_in, still_standing
from moedeleder.domain.rich_text import EMPTY


class Section(StrEnum):
    """What can be kept from a reader, besides the written parts and tables of ``PartKey``."""

    PLACE = "place"
    CASE_NUMBER = "case_number"
    BOARD = "board"
    SCALES = "scales"
    READ_BACK = "read_back"
    FORMAL = "formal"
    PARKED = "parked"
    REMARKS = "remarks"
    PLAN_WHY = "plan_why"


Hidden = PartKey | Section
HIDEABLE: tuple[Hidden, ...] = (
    *(
        key
        for key in PartKey
        if key not in (PartKey.ATTENDEES, PartKey.PLAIN_SUMMARY, PartKey.CHILD_PAGE)
    ),
    *Section,
)
"""Everything that can be kept from a reader, in the order of the page. Who was there, cannot."""


class Access(StrEnum):
    """How much somebody may read: the usual choices, and one's own section by section."""

    EVERYTHING = "everything"
    WITHOUT_OWN_WORDS = "without_own_words"
    OUTCOME = "outcome"
    CHOSEN = "chosen"


_OWN_WORDS: frozenset[Hidden] = frozenset(
    {
        PartKey.CHILD_PERSPECTIVE,
        PartKey.PARENT_PERSPECTIVE,
        PartKey.DISAGREEMENTS,
        Section.BOARD,
        Section.SCALES,
        Section.READ_BACK,
        Section.REMARKS,
        Section.PLAN_WHY,
    }
)
_OUTCOME: frozenset[Hidden] = frozenset(
    {PartKey.CONCLUSION, PartKey.ACTION_PLAN, PartKey.FOLLOW_UP, Section.PLACE}
)
_ACCESS: Mapping[Access, frozenset[Hidden]] = {
    Access.EVERYTHING: frozenset(),
    # Wherever the family's own words can stand, not only the parts that are named after them.
    Access.WITHOUT_OWN_WORDS: _OWN_WORDS,
    Access.OUTCOME: frozenset(HIDEABLE) - _OUTCOME,
}


def hidden_by(access: Access) -> frozenset[Hidden]:
    """Return what a usual choice keeps from a reader; nothing for one's own choice."""
    return _ACCESS.get(access, frozenset())


def access_of(hidden: Collection[Hidden]) -> Access:
    """Return which usual choice keeps just this from a reader, if any does."""
    wanted = frozenset(hidden)
    return next((each for each, those in _ACCESS.items() if those == wanted), Access.CHOSEN)


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """What one attendee's copy holds; ``version`` 0 is the usual that nobody has changed.

    ``shares_contact`` is that person's own: the phone and mail that others then may read.
    """

    attendee_id: str
    version: int = 0
    hidden: frozenset[Hidden] = frozenset()
    papers: tuple[Paper, ...] = (Paper.FULL,)
    shares_contact: bool = False


def usual_papers(role: PersonRole) -> tuple[Paper, ...]:
    """Return which papers somebody of that role gets unless a person chooses otherwise."""
    if role is PersonRole.CHILD:
        return (Paper.CHILD,)
    return (Paper.FULL, Paper.SUMMARY) if role is PersonRole.PARENT else (Paper.FULL,)


def papers_of(chosen: Collection[Paper], *, child_page: bool) -> tuple[Paper, ...]:
    """Return which papers somebody gets, in order.

    Whoever would get nothing but a child's page that nobody wrote gets the short paper, which
    there always is.

    Args:
        child_page: whether the page for the child is written.
    """
    there = [each for each in Paper if each in chosen and (child_page or each is not Paper.CHILD)]
    return tuple(there) or (Paper.SUMMARY,)


def hidden_of(name: str) -> Hidden:
    """Return the section of that name.

    Raises:
        ValueError: there is none.
    """
    return PartKey(name) if name in {key.value for key in PartKey} else Section(name)


_PAPER_OF = {PartKey.PLAIN_SUMMARY: Paper.SUMMARY, PartKey.CHILD_PAGE: Paper.CHILD}
_ON_PAPER: Mapping[Paper, frozenset[str]] = {
    Paper.SUMMARY: frozenset(
        {
            "",
            Section.PLACE,
            PartKey.CONCLUSION,
            PartKey.ACTION_PLAN,
            PartKey.FOLLOW_UP,
            PartKey.PLAIN_SUMMARY,
        }
    ),
    Paper.CHILD: frozenset({PartKey.CHILD_PAGE}),
}
"""Of which parts the short papers tell; the full minutes tell of all."""


def cut(
    record: MinutesRecord,
    person_id: str,
    hidden: Collection[Hidden],
    papers: Collection[Paper] = (Paper.FULL,),
) -> MinutesRecord:
    """Return the record as one reader may see it.

    A reader from whom nothing is kept gets the record itself. What only some may hear stands in
    the copies of those alone. Whatever tells of a hidden part (the changes in it, remarks on it,
    the verdicts when it was read aloud) is hidden with it, and so is what quotes a passage that is
    nowhere in this copy.

    Args:
        person_id: of the reader.
        hidden: what is not for this reader.
        papers: which papers the reader gets; the texts of the others are left out.
    """
    parts = frozenset(each.value for each in hidden)
    # What is told of another paper (its changes, remarks on it) goes with that paper.
    others = {key.value for key, paper in _PAPER_OF.items() if paper not in papers}
    found = _without_parts(_without_sections(record, parts), parts | others)
    found = replace(
        found,
        limited=tuple(each for each in record.limited if person_id in each.readers),
        plain_summary=record.plain_summary if Paper.SUMMARY in papers else EMPTY,
        child_page=record.child_page if Paper.CHILD in papers else EMPTY,
        changes=tuple(each for each in found.changes if _is_told(each.part, papers)),
    )
    is_cut = bool(parts) or found.limited != record.limited
    found = _without_quotations(on_papers(found, papers), record)
    if found == record:
        return record
    # With the salt a reader could try guesses at what is hidden against the checksum.
    return replace(found, salt="", copy=RecordCopy(record.version_checksum, is_cut))


def _is_told(part: str, papers: Collection[Paper]) -> bool:
    """Return whether any of somebody's papers, or the letter with them, may name that part."""
    return any(paper is Paper.FULL or part in _ON_PAPER[paper] for paper in papers)


def _without_parts(record: MinutesRecord, hidden: Collection[str]) -> MinutesRecord:
    headings = {part.heading for part in record.parts if part.key in hidden}
    plan = PartKey.ACTION_PLAN in hidden
    next_one = PartKey.FOLLOW_UP in hidden
    documents = PartKey.DOCUMENTS in hidden
    return replace(
        record,
        parts=tuple(part for part in record.parts if part.key not in hidden),
        plan=() if plan else record.plan,
        follow_up_at=None if next_one else record.follow_up_at,
        follow_up_none_reason="" if next_one else record.follow_up_none_reason,
        sources=() if documents else record.sources,
        read_back=tuple(
            each
            for each in record.read_back
            if each.key not in hidden and each.part not in headings
        ),
        overruled=tuple(each for each in record.overruled if each.part not in hidden),
        changes=tuple(each for each in record.changes if each.part not in hidden),
        remarks=tuple(each for each in record.remarks if each.part not in hidden),
        retired=tuple(each for each in record.retired if each.part not in hidden),
    )


def _without_quotations(found: MinutesRecord, record: MinutesRecord) -> MinutesRecord:
    """Return a cut record without marks and remarks on passages that are only for others.

    A mark or remark need not name the part its passage stands in.
    """
    if found == record:
        return found
    remarks = tuple(
        each
        for each in found.remarks
        if stands_in(found, "", each.place) or not stands_in(record, "", each.place)
    )
    return replace(found, remarks=remarks, retired=still_standing(found, found.retired))


def _without_sections(record: MinutesRecord, hidden: Collection[str]) -> MinutesRecord:
    if Section.PLACE in hidden:
        record = replace(record, place="")
    if Section.CASE_NUMBER in hidden:
        record = replace(record, case_number="")
    if Section.BOARD in hidden:
        record = replace(record, board=())
    if Section.SCALES in hidden:
        record = replace(record, scales=())
    if Section.READ_BACK in hidden:
        record = replace(record, read_back=())
    if Section.FORMAL in hidden:
        record = replace(record, formal=())
    if Section.PARKED in hidden:
        record = replace(record, parked=(), unreached=())
    if Section.REMARKS in hidden:
        record = replace(record, remarks=(), responses=())
    return _without_plan_why(record) if Section.PLAN_WHY in hidden else record


def _without_plan_why(record: MinutesRecord) -> MinutesRecord:
    """Return the record with what is promised and its goal, but not why it is needed."""
    told = tuple(
        replace(each, before=without_plan_why(each.before), after=without_plan_why(each.after))
        if each.part == PartKey.ACTION_PLAN
        else each
        for each in record.changes
    )
    return replace(
        record,
        plan=tuple(replace(line, worry="", need="") for line in record.plan),
        # A line in which nothing else became another tells of no change.
        changes=tuple(each for each in told if each.before != each.after),
    )
