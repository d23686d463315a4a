"""What is missing, waiting or sent, said in Danish: one sentence for each, used on every page.

Free of Qt, as ``texts`` is, so that the command line says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from moedeleder.domain.agenda import FamilyStanding
from moedeleder.domain.completeness import joined
from moedeleder.domain.danish import MONTHS, clock, short_date
from moedeleder.domain.meetings import MeetingLine, MeetingState
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.readiness import Lack, LackKind
from moedeleder.domain.record import Gap, GapKind, PartKey
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.domain.statements import Formal
from moedeleder.domain.text import shorten
from moedeleder.services.context import wall_time
from moedeleder.services.gap_words import lacking
from moedeleder.services.labels import formal_label, role_label
from moedeleder.services.list_length import LONGEST_LIST
from moedeleder.services.overview import Waiting, WaitingKind
from moedeleder.ui.reasons import held_up_text, is_refusal, why_text
from moedeleder.ui.reasons import reason_text as reason_text

_LACKS = {
    LackKind.PURPOSE: "Formålet mangler",
    LackKind.PLACE: "Sted eller link mangler",
    LackKind.FAMILY: "Ingen fra familien er med",
    LackKind.AGENDA_EMPTY: "Dagsordenen er tom",
    LackKind.AGENDA_TOO_LONG: "Dagsordenen er {0} min for lang",
    LackKind.TIME_OPEN: "Tiden er ikke valgt",
    LackKind.CHILD_VOICE: "Der er ikke valgt, hvordan barnet bliver hørt",
    LackKind.INVITATION: "Indkaldelsen er ikke sendt",
}
_BY_WORD = {
    DeliveryState.NO_ADDRESS: "Mangler adresse: ring, og giv besked",
    DeliveryState.PRINTED: "Har fået besked {0}",
}
_LETTERS = {
    LetterKind.DRAFT: "Kladde",
    LetterKind.INVITATION: "Indkaldelse",
    LetterKind.CANCELLATION: "Aflysning",
    LetterKind.RECEIPT: "Kvittering",
    LetterKind.MINUTES: "Referat",
    LetterKind.FEEDBACK: "Mødekvittering",
    LetterKind.WITHDRAWAL: "Afbud",
    LetterKind.REMINDER: "Påmindelse",
}
_BY_WORD_OF_MOUTH = (LetterKind.CANCELLATION, LetterKind.WITHDRAWAL)


def cut_text(searching: bool = False) -> str:
    """Return what to say above a list that has more than it shows."""
    more = "Skriv flere ord for at finde resten." if searching else "Søg for at finde resten."
    return f"Viser de første {LONGEST_LIST}. {more}"


def came_along(titles: Sequence[str]) -> str:
    """Return the line that names what the meeting before left for this one; empty for nothing."""
    if not titles:
        return ""
    named = ", ".join(f"”{shorten(title, 60)}”" for title in titles[:3])
    more = f" og {len(titles) - 3} til" if len(titles) > 3 else ""
    return f"Med fra sidste møde: {named}{more}."


def count_text(count: int, one: str, many: str) -> str:
    """Return e.g. ``1 deltager`` or ``6 deltagere``."""
    return f"{count} {one if count == 1 else many}"


def lack_text(lack: Lack) -> str:
    """Return what a planned meeting lacks, e.g. ``Dagsordenen er 12 min for lang``."""
    if lack.kind is LackKind.CHECKS:
        return f"{count_text(lack.count, 'ting', 'ting')} på listen før mødet"
    if lack.kind is LackKind.CONTRIBUTIONS_OPEN:
        return f"{count_text(lack.count, 'bidrag', 'bidrag')} venter på svar"
    if lack.kind is LackKind.INVITATION_FOR_NEW:
        return f"{count_text(lack.count, 'deltager', 'deltagere')} er ikke indkaldt"
    return _LACKS[lack.kind].format(lack.count)


def standing_texts(standing: FamilyStanding) -> tuple[str, ...]:
    """Return what to say calmly of the family's place on the agenda; empty when all is well."""
    found = []
    if standing.come_last:
        last = "Familiens punkter ligger sidst. De plejer at få bedst tid, når de ligger først."
        found.append(last)
    if standing.under_third:
        time = f"{standing.family} af {count_text(standing.planned, 'minut', 'minutter')}"
        found.append(f"Familien har {time}. Det er under en tredjedel.")
    return tuple(found)


def gap_text(gap: Gap, child: str = "") -> str:
    """Return what the minutes lack, and what to do where that is not plain to see.

    Args:
        child: the child's first name, to say whose voice is not in the minutes.
    """
    words = lacking(gap, child)
    asks = gap.kind is GapKind.PART_EMPTY and gap.part is PartKey.CHILD_PERSPECTIVE
    return f"{words}: skriv hvorfor" if asks else words


def delivery_text(delivery: Delivery, *, in_folder: bool = False) -> str:
    """Return what became of a letter, e.g. ``Sendt 24. november kl. 10.02``.

    Args:
        in_folder: letters are laid in a folder now; a letter that knows its own way goes by that.
    """
    when = moment_text(delivery.sent_at or delivery.changed_at)
    if delivery.lies_in_folder(otherwise=in_folder):
        return "Ligger i mappen, ikke sendt"
    if delivery.kind in _BY_WORD_OF_MOUTH and delivery.state in _BY_WORD:
        # A call says it: nobody needs a paper about a meeting they are not to come to.
        return _BY_WORD[delivery.state].format(when).strip()
    if delivery.state is DeliveryState.READY:
        return _ready_text(delivery)
    no = "Afvist" if is_refusal(delivery) else "Ikke sendt"
    if delivery.is_laid_ready:
        return f"{f'Lagt klar til Digital Post {when}'.strip()}. Er den sendt?"
    sent = "Sendt i Digital Post" if delivery.way is LetterWay.DIGITAL_POST else "Sendt"
    return {
        DeliveryState.SENDING: "Sendes",
        DeliveryState.SENT: f"{sent} {when}".strip(),
        DeliveryState.FAILED: f"{no}: {why_text(delivery)}",
        DeliveryState.UNCERTAIN: "Uvist: forbindelsen faldt ud. Spørg, om mailen er kommet",
        DeliveryState.INTERRUPTED: "Afbrudt: den er ikke sendt",
        DeliveryState.NO_ADDRESS: "Mangler adresse: print en kopi",
        DeliveryState.PRINTED: f"Udskrevet {when}".strip(),
    }[delivery.state]


_READY = {
    LetterWay.PAPER: "Klar til print",
    LetterWay.DIGITAL_POST: "Klar til Digital Post",
}


def _ready_text(delivery: Delivery) -> str:
    why = f": {why_text(delivery)}" if delivery.reason or delivery.reply_code else ""
    if not delivery.waits:
        ready = _READY.get(delivery.channel, "Klar til at blive sendt")
        return f"Ikke sendt endnu{why}" if why else ready
    if not delivery.attempts or delivery.next_try_at is None:
        return "Venter i udbakken"
    return f"Venter, prøves igen {again_text(delivery.next_try_at, delivery.changed_at)}{why}"


def again_text(moment: datetime, seen: datetime | None) -> str:
    """Return when something is tried again, e.g. ``kl. 10.45``; with its day where it is another.

    Args:
        seen: when that was said, or None for another day.
    """
    local = wall_time(moment)
    is_same_day = seen is not None and wall_time(seen).date() == local.date()
    return f"kl. {clock(local)}" if is_same_day else moment_text(moment)


def letter_line(delivery: Delivery, *, in_folder: bool = False) -> str:
    """Return a letter with what became of it, e.g. ``Kladde: sendt 24. november kl. 10.02``.

    Args:
        in_folder: letters are laid in a folder now; a letter that knows its own way goes by that.
    """
    state = delivery_text(delivery, in_folder=in_folder)
    return f"{letter_name(delivery.kind)}: {state[:1].lower()}{state[1:]}"


def moment_text(moment: datetime | None) -> str:
    """Return an aware moment as e.g. ``24. november kl. 10.02`` in Danish time."""
    if moment is None:
        return ""
    local = wall_time(moment)
    return f"{day_text(local.date())} kl. {clock(local)}"


def short_moment_text(moment: datetime | None) -> str:
    """Return an aware moment for a narrow place, e.g. ``24. nov. 10.02``, in Danish time."""
    if moment is None:
        return ""
    local = wall_time(moment)
    day = short_date(local.date()).removesuffix(f" {local.year}")
    return f"{day} {clock(local)}"


def day_text(day: date) -> str:
    """Return a day without its year, e.g. ``24. november``."""
    return f"{day.day}. {MONTHS[day.month - 1]}"


def letter_name(kind: LetterKind) -> str:
    """Return the Danish name of what a letter carries."""
    return _LETTERS[kind]


_HEADLINES = {
    WaitingKind.CONTRIBUTIONS_OPEN: "{0} bidrag mangler svar",
    WaitingKind.CORRECTIONS_OPEN: "{0} svar på referatet venter",
    WaitingKind.ROUND_OVER: "Fristen for rettelser er gået",
    WaitingKind.NEXT_VERSION: "Version {0} af referatet er ikke sendt",
}
_ROUNDS = {
    WaitingKind.CORRECTIONS_OPEN: "Tag med, eller skriv hvorfor ikke",
    WaitingKind.ROUND_OVER: "Luk runden, eller skriv en ny version",
    WaitingKind.NEXT_VERSION: "Du er i gang med at rette referatet",
}


def waiting_text(waiting: Waiting) -> str:
    """Return what waits for a person, as a headline."""
    title = waiting.meeting_title
    if waiting.kind is WaitingKind.MEETING_RUNNING:
        return f"Mødet er i gang: {title}"
    if waiting.kind is WaitingKind.MINUTES_NOT_SENT:
        return f"Referat ikke sendt: {title}"
    if waiting.kind is WaitingKind.PROMISE_DUE:
        return f"{_due_word(waiting.days)}: {waiting.what}"
    if waiting.kind is WaitingKind.FORMAL_DUE:
        return f"{_answer_word(waiting)}: {waiting.what}"
    if waiting.kind is WaitingKind.ANSWER_UNKNOWN:
        return f"{waiting.count} svar uden kendt afsender"
    if waiting.kind in _HEADLINES:
        return f"{_HEADLINES[waiting.kind].format(waiting.count)}: {title}"
    if waiting.kind is WaitingKind.LETTERS_HELD_UP:
        return count_text(
            waiting.count, "brev er ikke kommet af sted", "breve er ikke kommet af sted"
        )
    return _letter_headline(waiting)


def _letter_headline(waiting: Waiting) -> str:
    """Return how a letter stands that waits for somebody to see to it."""
    title = waiting.meeting_title
    letter = letter_name(LetterKind(waiting.what))
    if waiting.kind is WaitingKind.LETTER_NOT_SENT:
        return f"{letter} ikke sendt: {title}"
    if waiting.reason == DeliveryState.NO_ADDRESS.value:
        if letter == _LETTERS[LetterKind.CANCELLATION]:
            return f"Giv besked om aflysning: {title}"
        if letter == _LETTERS[LetterKind.WITHDRAWAL]:
            return f"Giv besked om afbud: {title}"
        return f"{letter} på papir: {title}"
    if waiting.reason == DeliveryState.UNCERTAIN.value:
        return f"Kom mailen frem? {letter} fra {title}"
    if waiting.reason == DeliveryState.INTERRUPTED.value:
        return f"{letter} afbrudt: {title}"
    return f"1 mail kom ikke frem: {letter} fra {title}"


def waiting_detail(waiting: Waiting) -> str:
    """Return the line below the headline: who, why, and since when."""
    if waiting.kind in _ROUNDS:
        return _ROUNDS[waiting.kind]
    if waiting.kind is WaitingKind.MEETING_RUNNING:
        return "Mødet er i gang"
    if waiting.kind is WaitingKind.MINUTES_NOT_SENT:
        return _held(waiting)
    if waiting.kind is WaitingKind.PROMISE_DUE:
        return " · ".join(filter(None, (waiting.who, waiting.meeting_title)))
    if waiting.kind is WaitingKind.FORMAL_DUE:
        return waiting.meeting_title
    if waiting.kind is WaitingKind.ANSWER_UNKNOWN:
        return "Sig, hvem svaret er fra" if waiting.count == 1 else "Sig, hvem de er fra"
    if waiting.kind is WaitingKind.CONTRIBUTIONS_OPEN:
        return f"Mødet er {near_text(waiting.days)}"
    if waiting.kind is WaitingKind.LETTERS_HELD_UP:
        why = held_up_text(waiting.reason)
        return f"{why[:1].upper()}{why[1:]}"
    if waiting.kind is WaitingKind.LETTER_NOT_SENT:
        it = "det" if waiting.what == LetterKind.MINUTES.value else "den"
        return _with_day(f"{waiting.who} har ikke fået {it} endnu", waiting.day)
    return _with_day(f"{waiting.who}: {reason_text(waiting.reason)}", waiting.day)


def _with_day(words: str, day: date | None) -> str:
    # Two meetings of the same kind about the same child differ by their day alone.
    return f"{words} · mødet {day_text(day)}" if day else words


def _held(waiting: Waiting) -> str:
    held = f"Mødet var {day_text(waiting.day)}" if waiting.day else ""
    days = "én hverdag" if waiting.days == 1 else f"{waiting.days} hverdage"
    ago = f"for {days} siden" if waiting.days > 0 else ""
    return " · ".join(filter(None, (held, ago)))


def near_text(days: int) -> str:
    """Return how many days there are to go, e.g. ``i dag``, ``i morgen`` or ``om 5 dage``."""
    near = {0: "i dag", 1: "i morgen"}
    return near.get(days, f"om {days} dage")


def _answer_word(waiting: Waiting) -> str:
    label = formal_label(Formal(waiting.reason))
    if waiting.days < 0:
        return f"{label}, svar over tiden med {count_text(-waiting.days, 'dag', 'dage')}"
    return f"{label}, svar {near_text(waiting.days)}"


def _due_word(days: int) -> str:
    if days < 0:
        return f"Aftale over tiden med {count_text(-days, 'dag', 'dage')}"
    return f"Aftale {near_text(days)}"


def status_text(line: MeetingLine) -> str:
    """Return how far a meeting has come, in a word or two."""
    if line.state is MeetingState.PLANNED:
        return "Indkaldt" if line.invited else "Planlagt"
    if line.state is MeetingState.FINISHED and line.letters_left:
        return f"Ikke sendt til {line.letters_left}"
    return {
        MeetingState.CANCELLED: "Aflyst",
        MeetingState.RUNNING: "I gang",
        MeetingState.HELD: "Referat mangler",
        # True of letters that were mailed, laid in a folder or handed over alike.
        MeetingState.FINISHED: "Referat færdigt",
    }[line.state]


def people_reminders(people: Sequence[Person], bringing: Sequence[Person] = ()) -> tuple[str, ...]:
    """Return gentle reminders about whom a family may bring or need: bisidder and tolk.

    Args:
        bringing: who has written that they bring a bisidder.
    """
    roles = {person.role for person in people}
    found = []
    if PersonRole.SUPPORT_PERSON not in roles and bringing:
        names = joined([person.name.split(" ", 1)[0] for person in bringing])
        found.append(f"{names} har skrevet, at de tager en bisidder med.")
    elif PersonRole.SUPPORT_PERSON not in roles:
        found.append("Ingen bisidder valgt endnu. Familien har ret til en.")
    if PersonRole.INTERPRETER in roles:
        return tuple(found)
    asking = [p.name.split(" ", 1)[0] for p in people if "tolk" in p.needs.casefold()]
    if asking:
        found.append(f"{' og '.join(asking)} har brug for tolk. Ingen tolk er valgt.")
    else:
        found.append("Ingen tolk valgt. Ingen har bedt om en.")
    return tuple(found)


def role_text(person: Person) -> str:
    """Return what a person is to the child: ``Mor``, ``Bisidder · mormor``, ``Lærer``.

    A parent's or relative's relation says it all; a bisidder must be seen to be one.
    """
    role, relation = role_label(person.role), person.relation.strip()
    if relation and person.role in (PersonRole.PARENT, PersonRole.RELATIVE):
        return relation[:1].upper() + relation[1:]
    if not relation or relation.casefold() == role.casefold():
        return role
    if role.casefold() in relation.casefold():
        # ``mormor og bisidder`` says both already.
        return relation[:1].upper() + relation[1:]
    return f"{role} · {relation}"
