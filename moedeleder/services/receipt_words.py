"""What people are told about each thing they brought, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.contributions import Contribution, Decision
from moedeleder.domain.meetings import Meeting

# A reason that begins with one of these reads on after "fordi"; a name keeps its capital.
_SMALL_WORDS = frozenset(
    "alle at barnet begge da de dem den denne der deres det dette disse du en er et fordi først "
    "han hun hver i ikke ingen jeg lige man mange mødet nu når om på punktet skolen så tiden vi "
    "vores".split()
)


def answer_line(meeting: Meeting, contribution: Contribution) -> str:
    """Return what became of a contribution; empty while it waits, or when it was withdrawn."""
    say = _SAYINGS.get(contribution.decision)
    return say(meeting, contribution) if say else ""


def why_line(said: str, reason: str) -> str:
    """Return one sentence that says something and why, however the reason was written."""
    if _is_sentence(reason):
        return _ended(f"{said}: {_in_line(reason)}")
    return _ended(f"{said}, fordi {_because(reason)}")


def _on_agenda(meeting: Meeting, contribution: Contribution) -> str:
    number, _item = _point(meeting, contribution)
    return f"Den er på dagsordenen som punkt {number}."


def _merged(meeting: Meeting, contribution: Contribution) -> str:
    number, item = _point(meeting, contribution)
    if item.is_limited and contribution.person.id not in item.only_for:
        # The agenda does not tell them what it is about either.
        return f"Vi tager den sammen med punkt {number}."
    return _ended(f"Vi tager den sammen med punkt {number}: {item.title}")


def _elsewhere(_meeting: Meeting, contribution: Contribution) -> str:
    place = contribution.where.strip().rstrip(".,;")
    reason = contribution.reason
    if _is_sentence(reason):
        return _ended(f"Vi tager den op et andet sted: {place}. {_in_line(reason)}")
    return _ended(f"Vi tager den op et andet sted: {place}, fordi {_because(reason)}")


def _not_now(_meeting: Meeting, contribution: Contribution) -> str:
    return why_line("Ikke på dette møde", contribution.reason)


def _noted(meeting: Meeting, contribution: Contribution) -> str:
    if any(each.part_of_id == contribution.id for each in meeting.contributions):
        return "Det har vi noteret. Du får svar på hver del for sig."
    return "Det har vi noteret."


_SAYINGS: Mapping[Decision, Callable[[Meeting, Contribution], str]] = {
    Decision.ON_AGENDA: _on_agenda,
    Decision.MERGED: _merged,
    Decision.ELSEWHERE: _elsewhere,
    Decision.NOT_NOW: _not_now,
    Decision.NOTED: _noted,
}


def _point(meeting: Meeting, contribution: Contribution) -> tuple[int, AgendaItem]:
    """Return the point a placed contribution stands under, and its number."""
    return next(
        (number, item)
        for number, item in enumerate(meeting.items, 1)
        if item.id == contribution.item_id
    )


def _is_sentence(reason: str) -> bool:
    """Return whether a reason is written as a sentence that cannot be read on after "fordi"."""
    first = reason.split()[0]
    reads_on = first.lower() in _SMALL_WORDS or not first[0].isupper()
    return reason.rstrip().endswith(".") and not reads_on


def _in_line(text: str) -> str:
    return " ".join(text.split())


def _because(reason: str) -> str:
    """Return a reason as it reads after "fordi"."""
    words = reason.split()
    if len(words) > 1 and words[0].lower() == "fordi":
        words = words[1:]
    if words and words[0].lower() in _SMALL_WORDS:
        words[0] = words[0].lower()
    return " ".join(words)


def _ended(sentence: str) -> str:
    text = sentence.strip()
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
