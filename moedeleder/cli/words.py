"""What the commands print, in Danish and as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from moedeleder.domain.contributions import PLACED, Contribution, Decision
from moedeleder.domain.danish import clock, short_date
from moedeleder.domain.meetings import MeetingLine
from moedeleder.domain.sending import DeliveryState, LetterKind

# The window comes this way too, and is painted before the store's libraries are imported.
if TYPE_CHECKING:
    from moedeleder.services.demo import DemoReport
    from moedeleder.services.doctor import Finding
    from moedeleder.services.exchange import BroughtIn
    from moedeleder.services.verifying import Proof

NO_SCREEN = (
    "Her er ingen skærm, så vinduet kan ikke åbnes. "
    "Prøv: moedeleder demo --out MAPPE, eller moedeleder --help."
)
NO_MEETINGS = "Der er ingen møder endnu."
NO_SUCH_MEETING = "Der er intet møde med det id. Skriv moedeleder list for at se dine møder."
SEVERAL_MEETINGS = "Flere møder begynder sådan. Skriv mere af id'et."
_LETTERS = (
    (LetterKind.RECEIPT, "Svar på bidragene"),
    (LetterKind.INVITATION, "Indkaldelsen"),
    (LetterKind.MINUTES, "Referatet"),
)
_BECAME = {
    "er med på dagsordenen": PLACED,
    "er noteret": {Decision.NOTED},
    "tages op et andet sted": {Decision.ELSEWHERE},
    "kommer ikke med denne gang": {Decision.NOT_NOW},
    "er trukket tilbage": {Decision.WITHDRAWN},
    "venter på svar": {Decision.OPEN},
}
_MARKS = {"ok": "+", "warning": "!", "bad": "x"}


def demo_text(report: DemoReport) -> str:
    """Return what the demo did, for people."""
    from moedeleder.ui.wording import count_text

    def sent(kind: LetterKind, name: str) -> list[str]:
        count = report.count(kind, DeliveryState.SENT)
        receivers = count_text(count, "deltager", "deltagere")
        return [f"{name} er lagt som mail til {receivers}."] if count else []

    lines = [report.title, *sent(LetterKind.DRAFT, "Kladden til dagsordenen")]
    lines += _brought(report.contributions)
    for kind, name in _LETTERS:
        lines += sent(kind, name)
    for name in report.without_address:
        lines.append(f"{name} har ingen mailadresse og får det på papir.")
    if report.version:
        lines.append(
            f"Referatet er færdigt: version {report.version}, kontroltal {report.checksum}."
        )
    lines += ["Filerne ligger her:", *(f"  {Path(report.folder) / name}" for name in report.files)]
    return "\n".join(lines)


def _brought(contributions: tuple[Contribution, ...]) -> list[str]:
    """Return in one line what came back, and what became of it."""
    if not contributions:
        return []
    became = [
        f"{count} {words}"
        for words, decisions in _BECAME.items()
        if (count := sum(each.decision in decisions for each in contributions))
    ]
    return [f"Der kom {len(contributions)} bidrag til dagsordenen: {', '.join(became)}."]


def demo_failure(report: DemoReport) -> str:
    """Return in one line why the demo is not complete."""
    from moedeleder.ui.wording import gap_text

    if report.gaps:
        return f"Referatet er ikke færdigt. {'. '.join(gap_text(gap) for gap in report.gaps)}."
    return "Ikke alle mails kom af sted."


def demo_data(report: DemoReport) -> dict[str, Any]:
    """Return what the demo did, for programs."""
    from moedeleder.ui.wording import gap_text

    return {
        "complete": report.is_complete,
        "title": report.title,
        "folder": report.folder,
        "files": list(report.files),
        "letters": [
            {"kind": each.kind.value, "name": each.name, "state": each.state.value}
            for each in report.letters
        ],
        "contributions": [
            {"kind": each.kind.value, "channel": each.channel.value, "name": each.person.name}
            | {"decision": each.decision.value}
            for each in report.contributions
        ],
        "version": report.version,
        "checksum": report.checksum,
        "missing": [
            {"kind": gap.kind.value, "part": gap.part.value, "text": gap_text(gap)}
            for gap in report.gaps
        ],
    }


def meeting_line(line: MeetingLine) -> str:
    """Return one meeting of the list."""
    when = f"{short_date(line.starts_at)} {clock(line.starts_at)}"
    return f"{line.id}  {when}  {line.title}"


def exported(path: Path) -> str:
    """Return what was written."""
    return f"Mødet er gemt i {path}. Filen er ikke låst: giv den videre på en sikker måde."


def brought_in(brought: BroughtIn) -> str:
    """Return what came of a meeting file."""
    from moedeleder.services.exchange import Outcome

    if brought.outcome is Outcome.UNCHANGED:
        return f"{brought.title} er her allerede, og intet er ændret."
    new = "1 ny person" if brought.people_added == 1 else f"{brought.people_added} nye personer"
    return f"{brought.title} er hentet med {new}."


def doctor_text(findings: tuple[Finding, ...]) -> str:
    """Return the report for people: a mark, what it is, and what was found."""
    from moedeleder.ui.texts import error_text

    width = max(len(each.name) for each in findings)
    return "\n".join(
        f"{_MARKS[each.state]} {each.name.ljust(width)}  "
        f"{error_text(each.fault).what if each.fault else each.value}"
        for each in findings
    )


def doctor_data(findings: tuple[Finding, ...]) -> dict[str, Any]:
    """Return the report for programs."""
    return {
        "ok": not any(each.is_bad for each in findings),
        "findings": [
            {"key": e.key, "name": e.name, "value": e.value, "state": e.state} for e in findings
        ],
    }


def proof_text(proof: Proof) -> str:
    """Return whether everything finished is as it was, with each broken place on a line."""
    return "\n".join((proof.headline, *(f"- {each}" for each in proof.sentences[1:])))


def proof_data(proof: Proof) -> dict[str, Any]:
    """Return the same for other programs."""
    return {
        "whole": proof.is_whole,
        "checked": proof.report.checked,
        "broken": [
            {
                "kind": each.kind,
                "id": each.row_id,
                "why": each.why.value,
                "seq": each.seq,
                "number": each.number,
                "meeting": each.meeting_id,
                "text": text,
            }
            for each, text in zip(proof.report.broken, proof.sentences, strict=True)
        ],
    }
