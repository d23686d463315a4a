"""What receivers say about finished minutes, said in Danish.

Free of Qt, as ``wording`` is.
"""

from __future__ import annotations

from datetime import date

from moedeleder.domain.corrections import (
    Correction,
    CorrectionDecision,
    CorrectionKind,
    Response,
    ResponseState,
)
from moedeleder.domain.danish import plain_date
from moedeleder.domain.record import MinutesRecord, PartKey
from moedeleder.services.correction_rows import RoundView
from moedeleder.services.labels import part_heading, response_label
from moedeleder.ui.contribution_words import channel_text, short_day

ANSWERED = (ResponseState.AGREES, ResponseState.CORRECTED, ResponseState.REMARKED)
_KINDS = {
    CorrectionKind.AGREE: "Enig",
    CorrectionKind.CORRECT: "Rettelse",
    CorrectionKind.REMARK: "Bemærkning",
}


def kind_text(kind: CorrectionKind) -> str:
    """Return the word for what was said."""
    return _KINDS[kind]


def place_text(record: MinutesRecord, part: str) -> str:
    """Return the part something is about, with the heading it has in the minutes."""
    if not part:
        return "Hele referatet"
    key = PartKey(part)
    printed = record.part(key)
    return printed.heading if printed else part_heading(key, record.child_name.split(" ", 1)[0])


def correction_caption(view: RoundView, correction: Correction) -> str:
    """Return e.g. ``Rettelse · Konklusion · i telefon 24. nov.``."""
    how = f"{channel_text(correction.channel)} {short_day(correction.received_at)}"
    late = "kom efter fristen" if view.is_late(correction) else ""
    place = place_text(view.version.record, correction.part)
    return " · ".join(filter(None, (kind_text(correction.kind), place, how, late)))


def decision_text(correction: Correction, number: int) -> str:
    """Return what became of something said, as it will be told.

    Args:
        number: of the version that tells it.
    """
    reason = " ".join(correction.reason.split())
    if correction.decision is CorrectionDecision.TAKEN:
        return " ".join(filter(None, (f"Tages med i version {number}.", reason)))
    if correction.decision is CorrectionDecision.REFUSED:
        return f"Rettes ikke, fordi: {reason} Ordene kommer til at stå i version {number}."
    if correction.decision is CorrectionDecision.STANDS:
        return f"Ordene kommer til at stå i version {number}."
    return "Venter på dig"


def told_text(correction: Correction) -> str:
    """Return what became of something said about a version that another one has followed."""
    reason = " ".join(correction.reason.split())
    if correction.decision is CorrectionDecision.TAKEN:
        return " ".join(filter(None, ("Blev taget med.", reason)))
    if correction.decision is CorrectionDecision.REFUSED:
        return f"Blev ikke rettet, fordi: {reason}"
    if correction.decision is CorrectionDecision.STANDS:
        return "Ordene står i referatet."
    return ""


def deadline_text(view: RoundView, today: date) -> str:
    """Return the day by which people are asked, and how long there is."""
    until = view.round.until
    left = (until - today).days
    if left < 0:
        return f"Fristen var {plain_date(until)}"
    near = {0: "sidste dag i dag", 1: "1 dag tilbage"}.get(left, f"{left} dage tilbage")
    return f"Frist {plain_date(until)} · {near}"


def answered_text(view: RoundView) -> str:
    """Return how many have answered; silence is not counted as anything."""
    answered = sum(each.state in ANSWERED for each in view.responses)
    return f"{answered} af {len(view.responses)} har svaret"


def waiting_text(view: RoundView) -> str:
    """Return how many things wait for somebody to take a stand; empty for none."""
    count = view.open_count
    return f"{count} svar venter på dig" if count else ""


def state_text(view: RoundView) -> str:
    """Return in one line where the round has come to."""
    closed = view.round.closed_at
    if closed is not None:
        return f"Runden blev lukket {short_day(closed)}"
    if view.round.is_drafting:
        return f"Version {view.version.number + 1} bliver skrevet"
    if waits := waiting_text(view):
        return waits
    if view.needs_version:
        return (
            f"Alt har fået svar. Skriv version {view.version.number + 1}, så alle får det at vide."
        )
    if all(each.state in ANSWERED for each in view.responses) and view.responses:
        return "Alle har svaret. Intet skal rettes."
    return "Fristen er gået. Intet skal rettes." if view.is_over else "Ingen svar venter på dig"


def response_line(response: Response) -> str:
    """Return how somebody stands, with the day of their last answer."""
    said = response_label(response.state)
    if not response.corrections:
        return said
    last = max(each.received_at for each in response.corrections)
    return f"{said} · {short_day(last)}"


def reason_offer(view: RoundView) -> str:
    """Return a first wording of why there is a next version; empty where nothing led to it."""
    taken = CorrectionDecision.TAKEN
    kept = (CorrectionDecision.REFUSED, CorrectionDecision.STANDS)
    decisions = [each.decision for each in view.corrections]
    standing = sum(each in kept for each in decisions)
    sentences = []
    # Everybody reads it: it names nobody, for not all may know who said something.
    if taken in decisions:
        sentences.append("Vi har rettet det, som vi er blevet gjort opmærksom på.")
    if standing:
        said = "En bemærkning" if standing == 1 else "Nye bemærkninger"
        sentences.append(f"{said} står nu i referatet.")
    return " ".join(sentences)
