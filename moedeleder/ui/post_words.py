"""What is said of a meeting's letters and of what happened to each; free of Qt."""

from __future__ import annotations

from dataclasses import dataclass

from moedeleder.domain.errors import LetterBounced
from moedeleder.domain.outbox import LetterEvent, LetterEventKind
from moedeleder.domain.sending import STILL_HERE, Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.domain.text import shorten
from moedeleder.services.post_view import PostCell, PostColumn, PostReceiver, PostView
from moedeleder.ui.icons import IconName
from moedeleder.ui.outgoing_words import advice_text
from moedeleder.ui.reasons import is_refusal
from moedeleder.ui.reply_words import quoted, reply_of
from moedeleder.ui.tokens import Tone
from moedeleder.ui.wording import count_text, delivery_text, letter_name, short_moment_text

_NAME = 60


@dataclass(frozen=True, slots=True)
class Face:
    """How a letter stands, at a glance: an icon, a word or two, and when."""

    icon: IconName
    tone: Tone
    word: str
    when: str = ""

    @property
    def line(self) -> str:
        """Return both on one line."""
        return " ".join(filter(None, (self.word, self.when)))


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that happened: when, what, and a server's own words where it gave some."""

    when: str
    words: str
    quote: str = ""


def column_name(column: PostColumn) -> str:
    """Return what a column holds, e.g. ``Referat 2 (rettet)``."""
    if column.kind is LetterKind.INVITATION and column.is_update:
        return f"Opdatering {column.number}" if column.number > 1 else "Opdatering"
    name = letter_name(column.kind)
    if column.kind is LetterKind.MINUTES and column.number > 1:
        return f"{name} {column.number} (rettet)"
    counted = column.kind in (LetterKind.DRAFT, LetterKind.MINUTES) or column.number > 1
    return f"{name} {column.number}" if counted else name


def column_count(view: PostView, column: PostColumn, *, in_folder: bool) -> str:
    """Return how many have what a column holds, e.g. ``5 af 6``.

    Args:
        in_folder: letters leave by way of a folder in this office.
    """
    have, should = view.have(column.key, in_folder=in_folder), view.should_have(column.key)
    return f"{have} af {should}"


def minutes_count_text(view: PostView, *, in_folder: bool) -> str:
    """Return e.g. ``5 af 6 har referatet``; empty before there are any minutes."""
    column = view.newest_minutes
    if column is None:
        return ""
    name = "referatet" if column.number == 1 else f"referat {column.number}"
    return f"{column_count(view, column, in_folder=in_folder)} har {name}"


def face_of(cell: PostCell, *, in_folder: bool) -> Face:
    """Return how a cell looks; ``in_folder`` as for :func:`column_count`."""
    letter = cell.newest
    if not cell.is_true and letter.state in STILL_HERE:
        # It says what no longer holds, and will never leave.
        return Face("x", Tone.NEUTRAL, "Ikke sendt", "ikke aktuel mere")
    face = _face(letter, in_folder=in_folder)
    word = face.word
    if len(cell.letters) > 1:
        word = f"{len(cell.letters)} breve, {word[:1].lower()}{word[1:]}"
    elif cell.times_left > 1 and letter.state is DeliveryState.SENT:
        word = f"{word} {cell.times_left} gange"
    return Face(face.icon, face.tone, word, face.when)


def _face(letter: Delivery, *, in_folder: bool) -> Face:
    when = short_moment_text(letter.sent_at or letter.changed_at)
    if letter.lies_in_folder(otherwise=in_folder):
        return Face("folder", Tone.NEUTRAL, "I mappen", when)
    if letter.state is DeliveryState.READY:
        return _ready_face(letter)
    if letter.state is DeliveryState.FAILED:
        came_back = letter.reason == LetterBounced.__name__
        word = "Kom retur" if came_back else "Afvist" if is_refusal(letter) else "Ikke sendt"
        return Face("warning", Tone.BAD, word, when)
    if letter.state is DeliveryState.PRINTED:
        if letter.is_laid_ready:
            return Face("document", Tone.WARN, "Lagt klar", "til Digital Post")
        return Face("printer", Tone.OK, "På papir", when)
    return {
        DeliveryState.SENDING: Face("mail", Tone.INFO, "Sendes"),
        DeliveryState.SENT: Face("check", Tone.OK, "Sendt", when),
        DeliveryState.UNCERTAIN: Face("warning", Tone.WARN, "Uvist", when),
        DeliveryState.INTERRUPTED: Face("pause", Tone.WARN, "Afbrudt", when),
        DeliveryState.NO_ADDRESS: Face("warning", Tone.WARN, "Mangler adresse"),
    }[letter.state]


def _ready_face(letter: Delivery) -> Face:
    if letter.waits and letter.attempts and letter.next_try_at is not None:
        return Face("clock", Tone.NEUTRAL, "Prøves igen", short_moment_text(letter.next_try_at))
    if letter.waits:
        return Face("clock", Tone.NEUTRAL, "Venter", "i udbakken")
    if letter.reason or letter.reply_code:
        return Face("warning", Tone.WARN, "Ikke sendt", "venter på jer")
    word = {LetterWay.PAPER: "Klar til print", LetterWay.DIGITAL_POST: "Til Digital Post"}
    return Face("clock", Tone.NEUTRAL, word.get(letter.channel, "Klar"))


def state_text(cell: PostCell, *, in_folder: bool) -> str:
    """Return how a letter stands and why, in a sentence; ``in_folder`` as for :func:`face_of`."""
    letter, face = cell.newest, face_of(cell, in_folder=in_folder)
    reply = reply_of(letter.reply_code, letter.reply_words)
    if letter.reason == LetterBounced.__name__ and reply is not None:
        return f"{face.word}: {reply.reason}"
    if not cell.is_true and letter.state in STILL_HERE:
        return face.line
    return delivery_text(letter, in_folder=in_folder)


def spoken(receiver: PostReceiver, column: PostColumn, face: Face | None) -> str:
    """Return a cell as a screen reader says it."""
    said = face.line if face is not None else "intet brev"
    return f"{shorten(receiver.name, _NAME)}, {column_name(column)}: {said}"


def letter_title(letter: Delivery, column: PostColumn) -> str:
    """Return e.g. ``Referat 1 til Sofie Eksempel``."""
    return f"{column_name(column)} til {shorten(letter.name, _NAME)}"


def place_text(receiver: PostReceiver) -> str:
    """Return who a receiver is, or that they are no longer on the list."""
    return receiver.role if receiver.is_listed else "Taget af listen"


def advice(cell: PostCell) -> str:
    """Return what a person can do about a letter; empty where nothing is to be done."""
    letter = cell.newest
    if not cell.is_true and letter.state in STILL_HERE:
        return "Der er kommet noget nyere, eller modtageren skal ikke have det. Det bliver her."
    if letter.state is DeliveryState.NO_ADDRESS:
        return "Skriv en mailadresse hos personen, eller giv brevet på papir."
    return advice_text(letter)


def chosen_text(count: int) -> str:
    """Return e.g. ``3 breve valgt``."""
    return f"{count_text(count, 'brev', 'breve')} valgt"


def story_of(events: tuple[LetterEvent, ...]) -> tuple[StoryLine, ...]:
    """Return what happened to a letter, the oldest first."""
    return tuple(
        StoryLine(short_moment_text(each.at), _event_text(each), _quote(each))
        for each, after in zip(events, (*events[1:], None), strict=True)
        # That it was on its way is worth a line only where nothing tells how that ended.
        if each.kind is not LetterEventKind.HANDED_OVER or after is None
    )


def _quote(event: LetterEvent) -> str:
    # A yes in a server's own words tells a person nothing.
    told = event.kind not in (LetterEventKind.SENT, LetterEventKind.FOUND)
    return quoted(event.words) if told and event.words else ""


def _event_text(event: LetterEvent) -> str:
    reply = reply_of(event.code, event.words)
    why = f": {reply.reason}" if reply is not None else ""
    by = f" af {shorten(event.by, _NAME)}" if event.by else ""
    who = shorten(event.by, _NAME) or "Nogen"
    return {
        LetterEventKind.RELEASED: f"Sendt af sted{by}",
        LetterEventKind.PUT_OFF: f"Serveren bad os vente{why}" if why else "Kom ikke igennem",
        LetterEventKind.HANDED_OVER: "Givet til serveren",
        LetterEventKind.SENT: "Sendt",
        LetterEventKind.REFUSED: f"Afvist{why}",
        LetterEventKind.UNCERTAIN: "Uvist: forbindelsen faldt ud",
        LetterEventKind.STOPPED: f"Stoppet{by}",
        LetterEventKind.DELAYED: f"Forsinket hos modtageren{why}",
        LetterEventKind.BOUNCED: f"Kom retur{why}",
        LetterEventKind.FOUND: "Fundet: brevet er sendt",
        LetterEventKind.NOT_FOUND: "Ikke fundet i postkassen",
        LetterEventKind.SAID_ARRIVED: f"{who} ved, at det kom frem",
        LetterEventKind.SAID_LOST: f"{who} ved, at det ikke kom frem",
        LetterEventKind.PRINTED: f"Givet på papir{by}",
        LetterEventKind.FILED: f"Lagt klar til Digital Post{by}",
        LetterEventKind.TAKEN_BACK: f"Fortrudt{by}",
        LetterEventKind.ARCHIVE_REFUSED: "Arkivet tog ikke imod kopien",
    }[event.kind]


def size_text(size: int) -> str:
    """Return a size in bytes as e.g. ``84 kB`` or ``2,4 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
