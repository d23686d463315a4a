"""The words on the screen for all: a public view in, a sheet of Danish out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.danish import clock, long_date
from moedeleder.domain.meeting_clock import PointStanding
from moedeleder.domain.public_view import (
    PROMISE,
    PublicAnswer,
    PublicLine,
    PublicPoint,
    PublicScale,
    PublicView,
    Scene,
)
from moedeleder.domain.read_back import Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.statements import BOARD, Formal, StatementKind
from moedeleder.services.labels import part_heading, statement_label
from moedeleder.ui.pages.room.words import day_words, quoted
from moedeleder.ui.shared_screen.sheet import Column, Dot, Line, Row, Segment, Sheet
from moedeleder.ui.tokens import Tone

TONES = {
    StatementKind.FACT.value: Tone.INFO,
    StatementKind.ASSESSMENT.value: Tone.NEUTRAL,
    StatementKind.PARENT_WORDS.value: Tone.FAMILY,
    StatementKind.CHILD_WORDS.value: Tone.FAMILY,
    StatementKind.DISAGREEMENT.value: Tone.WARN,
    StatementKind.GUIDANCE.value: Tone.ACCENT,
    StatementKind.WORRY.value: Tone.WARN,
    StatementKind.WORKS.value: Tone.OK,
    StatementKind.TO_HAPPEN.value: Tone.ACCENT,
    PROMISE: Tone.OK,
}
_NAMELESS = frozenset({StatementKind.FACT.value, StatementKind.GUIDANCE.value})
"""What is so whoever says it: the name is in the minutes."""
_VERDICTS = {
    Verdict.AGREE: ("Enig", Tone.OK),
    Verdict.NOT_QUITE: ("Ikke helt enig", Tone.WARN),
    Verdict.DISAGREE: ("Uenig", Tone.WARN),
}


def tr(text: str) -> str:
    """Return a text of the screen for all in the person's language."""
    return QCoreApplication.translate("SharedScreen", text)


def sheet_of(view: PublicView, today: date) -> Sheet:
    """Return what the screen says; ``today`` is the Danish date, for days near and far."""
    make = {
        Scene.WAITING: _waiting,
        Scene.POINT: _point,
        Scene.BOARD: _board,
        Scene.READ_BACK: _read_back,
        Scene.BREAK: _break,
        Scene.OVER: _over,
    }[view.scene]
    return make(view, today)


def time_words(ends: datetime | None, wall: datetime) -> str:
    """Return e.g. ``16.14 · slutter 17.00`` for the Danish wall time ``wall``."""
    if ends is None:
        return clock(wall)
    late = wall > ends
    ending = tr("skulle slutte {0}") if late else tr("slutter {0}")
    return f"{clock(wall)} · {ending.format(clock(ends))}"


def row_of(line: PublicLine, today: date) -> Row:
    """Return something said or promised as a row."""
    if line.kind == PROMISE:
        label, text = tr("Aftale"), _promise_text(line, today)
    else:
        label, text = statement_label(StatementKind(line.kind)), _said_text(line)
    return Row(label, text, TONES[line.kind], line.is_draft, line.id, line.is_familys)


def _said_text(line: PublicLine) -> str:
    text = quoted(line.kind, line.text.rstrip() if line.is_draft else line.text)
    if line.is_draft and text != line.text.rstrip():
        # The words are not at their end yet.
        text = text.removesuffix("”")
    if line.who and line.kind not in _NAMELESS:
        text = f"{line.who}: {text}"
    if line.source:
        text = tr("{0} (kilde: {1})").format(text, line.source)
    if line.formal is Formal.APPLICATION:
        text += " " + tr("(Det er en ansøgning. Svaret kommer særskilt.)")
    elif line.formal is Formal.DECISION:
        text += " " + tr("(Det kræver en afgørelse. Den kommer særskilt.)")
    return text


def _promise_text(line: PublicLine, today: date) -> str:
    what = line.text.strip()
    if line.who and not what.casefold().startswith(line.who.casefold()):
        what = f"{line.who}: {what}" if what[:1].isupper() else f"{line.who} {what}"
    day = day_words(line.due, today) if line.due else line.due_typed.strip()
    if not day:
        return what
    stop = "" if what[-1:] in ".?…" else "."
    return f"{what}{stop} {day[:1].upper()}{day[1:]}."


def _top(view: PublicView) -> tuple[str, tuple[Segment, ...]]:
    purpose = tr("Formål: {0}").format(view.purpose.strip()) if view.purpose.strip() else ""
    return purpose, tuple(Segment.of(point) for point in view.points)


def _point(view: PublicView, today: date) -> Sheet:
    purpose, segments = _top(view)
    now = view.now
    rows = tuple(row_of(line, today) for line in view.lines)
    withheld = now is not None and now.is_withheld
    return Sheet(
        purpose,
        view.ends,
        segments,
        _place_words(view, now),
        _heading(now),
        tr("Derfor står det ikke på skærmen.") if withheld else "",
        rows,
        follows_newest=True,
        coming=_coming(view, now),
        place=f"point {now.number if now else 0}",
    )


def _heading(now: PublicPoint | None) -> str:
    if now is None:
        return tr("Mødet er i gang")
    return tr("Et punkt for nogle af os") if now.is_withheld else now.title


def _place_words(view: PublicView, now: PublicPoint | None) -> str:
    if now is None:
        return ""
    words = tr("Punkt {0} af {1}").format(now.number, len(view.points))
    return f"{words} · {tr('rejst af {0}').format(now.raised_by)}" if now.raised_by else words


def _coming(view: PublicView, now: PublicPoint | None) -> tuple[str, ...]:
    first = now.number if now else 0
    later = (p for p in view.points[first:] if p.standing is PointStanding.LATER)
    return tuple(point.title for point in later if point.title)


def _board(view: PublicView, today: date) -> Sheet:
    purpose, segments = _top(view)
    columns = tuple(
        Column(
            statement_label(kind),
            TONES[kind.value],
            tuple(row_of(line, today) for line in view.lines if line.kind == kind.value),
        )
        for kind in BOARD
    )
    lines = tuple(map(_scale_line, view.scales))
    heading = tr("Hvor står vi?")
    return Sheet(
        purpose, view.ends, segments, "", heading, columns=columns, lines=lines, place="board"
    )


def _scale_line(scale: PublicScale) -> Line:
    given = " · ".join(
        f"{mark.who} {mark.value}" + (f" ({mark.reason.strip()})" if mark.reason.strip() else "")
        for mark in scale.marks
    )
    nobody = "" if given else tr("Ingen har sagt et tal endnu.")
    by_value: dict[int, list[str]] = {}
    for mark in scale.marks:
        by_value.setdefault(mark.value, []).append(mark.who)
    dots = tuple(Dot(value, " · ".join(names)) for value, names in sorted(by_value.items()))
    reasons = (f"{m.who}: {m.reason.strip()}" for m in scale.marks if m.reason.strip())
    return Line(scale.question, dots, given or nobody, nobody or " · ".join(reasons))


def _read_back(view: PublicView, today: date) -> Sheet:
    purpose, segments = _top(view)
    rows = tuple(row_of(line, today) for line in view.lines)
    text = view.text.strip()
    if view.part is PartKey.FOLLOW_UP and view.next_meeting is not None:
        text = _next_words(view.next_meeting)
    if view.part is PartKey.ACTION_PLAN:
        text = "" if rows else tr("Der er ingen aftaler endnu.")
    return Sheet(
        purpose,
        view.ends,
        segments,
        tr("Oplæsning"),
        part_heading(view.part) if view.part else "",
        text=text,
        rows=rows + tuple(_answer(each) for each in view.answers),
        rest=tr("og {0} til. De står i referatet."),
        place=f"read {view.part}",
    )


def _answer(answer: PublicAnswer) -> Row:
    label, tone = _VERDICTS[answer.verdict]
    words = answer.words.strip()
    return Row(label, f"{answer.who}: ”{words}”" if words else answer.who, tone, key=answer.who)


def _break(view: PublicView, _today: date) -> Sheet:
    purpose, segments = _top(view)
    return Sheet(
        purpose,
        view.ends,
        segments,
        heading=tr("Pause"),
        text=tr("Vi er tilbage om lidt."),
        place="break",
        is_calm=True,
    )


def _waiting(view: PublicView, _today: date) -> Sheet:
    purpose, segments = _top(view)
    agenda = tuple(
        Row(
            tr("{0} min").format(point.minutes),
            _agenda_words(point),
            Tone.FAMILY if point.is_familys else Tone.NEUTRAL,
            key=str(point.number),
        )
        for point in view.points
        if point.title
    )
    return Sheet(
        purpose,
        view.ends,
        segments,
        tr("Vi begynder om lidt"),
        tr("Velkommen"),
        rows=agenda,
        rest=tr("og {0} punkter til"),
        place="waiting",
    )


def _agenda_words(point: PublicPoint) -> str:
    raised = tr("rejst af {0}").format(point.raised_by) if point.raised_by else ""
    return f"{point.title} · {raised}" if raised else point.title


def _over(view: PublicView, today: date) -> Sheet:
    purpose, _segments = _top(view)
    rows = tuple(_promised(line, today) for line in view.lines)
    return Sheet(
        purpose,
        heading=tr("Tak for i dag"),
        text=tr("Det har vi aftalt:") if rows else tr("Referatet kommer til jer alle."),
        rows=rows,
        rest=tr("og {0} til. De står i referatet."),
        foot=_next_words(view.next_meeting) if view.next_meeting else "",
        place="over",
    )


def _promised(line: PublicLine, today: date) -> Row:
    what = _promise_text(replace(line, who=""), today)
    return Row(line.who or tr("Aftale"), what[:1].upper() + what[1:], Tone.OK, key=line.id)


def _next_words(at: datetime) -> str:
    return tr("Vi ses igen {0} kl. {1}").format(long_date(at), clock(at))
