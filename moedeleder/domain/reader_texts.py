"""First words for the papers to the readers: what one may begin with, never more than that."""

from __future__ import annotations

from collections.abc import Iterator

from moedeleder.domain.completeness import joined, promised_to_everybody
from moedeleder.domain.danish import long_date
from moedeleder.domain.meetings import Meeting, Promise
from moedeleder.domain.people import PersonRole
from moedeleder.domain.rich_text import EMPTY, Block, BlockKind, RichText, Run, from_plain

_MOST = 5
"""More promises than these are too many for a page to a child."""


def proposed_summary(meeting: Meeting, conclusion: RichText) -> RichText:
    """Return a beginning of the summary: why they met, and what they agree on.

    Who does what, and when, is printed below it anyway. Empty without a conclusion.
    """
    if conclusion.is_empty:
        return EMPTY
    purpose = " ".join(meeting.purpose.split()).rstrip(".")
    why = [Block((Run(f"Vi mødtes om: {purpose}."),))] if purpose else []
    return RichText((*why, *_without_sources(conclusion)))


def proposed_child_page(meeting: Meeting) -> RichText:
    """Return a beginning of the page to the child: that they met, and who does what.

    The conclusion is not in it: it is written by professionals about the child, and what they
    found out must be told anew, in words to the child. Only what concerns everybody is in it.
    Empty where nothing is agreed yet.
    """
    promises = [each for each in promised_to_everybody(meeting) if each.what.strip()][:_MOST]
    if not promises:
        return EMPTY
    child = meeting.child_name.split(" ", 1)[0]
    met = f"Vi har holdt et møde om, hvordan du har det. {_who(meeting)}"
    blocks = list(from_plain(f"Kære {child}\n{met}").blocks)
    blocks.append(Block((Run("Det sker der nu:"),)))
    blocks += (Block((Run(_promised(each)),), BlockKind.BULLET) for each in promises)
    return RichText(tuple(blocks))


def _who(meeting: Meeting) -> str:
    """Return in one sentence who of the family was there; a child who was there knows."""
    there = [each.person for each in meeting.attendees if each.was_there]
    if any(person.role is PersonRole.CHILD for person in there):
        return "Tak, fordi du var med."
    names = [p.name.split(" ", 1)[0] for p in there if p.role is PersonRole.PARENT]
    return f"{joined(names)} var med." if names else ""


def _promised(promise: Promise) -> str:
    what = " ".join(promise.what.split())
    owner = promise.owner
    if owner is not None and owner.role is PersonRole.CHILD:
        name = "Du"
    else:
        name = promise.owner_label.split(" ", 1)[0]
    joint = " " if what[:1].islower() else ": "
    said = f"{name}{joint}{what}" if name else what
    due = f" (senest {long_date(promise.due)})" if promise.due else ""
    return f"{said.rstrip('.')}{due}."


def _without_sources(text: RichText) -> Iterator[Block]:
    for block in text.blocks:
        yield Block(block.runs, block.kind)
