"""What people read for the program's code names: one Danish word for each, used everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from moedeleder.domain.agenda import ItemKind, Parked
from moedeleder.domain.attendees import Attendance, Duty, InvitationReply
from moedeleder.domain.child_voice import VoiceWay
from moedeleder.domain.contributions import Channel, ContributionKind, Decision, Importance
from moedeleder.domain.corrections import ResponseState
from moedeleder.domain.meeting_types import Stretch
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.read_back import Verdict
from moedeleder.domain.readers import Hidden, Paper, Section
from moedeleder.domain.record import PartKey
from moedeleder.domain.statements import Formal, StatementKind
from moedeleder.domain.times import Fit
from moedeleder.domain.used_documents import DocumentKind, Followed

_ROLES = {
    PersonRole.CHILD: "Barn",
    PersonRole.PARENT: "Forælder",
    PersonRole.RELATIVE: "Pårørende",
    PersonRole.SUPPORT_PERSON: "Bisidder",
    PersonRole.INTERPRETER: "Tolk",
    PersonRole.CASEWORKER: "Sagsbehandler",
    PersonRole.COORDINATOR: "Tovholder",
    PersonRole.TEACHER: "Lærer",
    PersonRole.EDUCATOR: "Pædagog",
    PersonRole.PSYCHOLOGIST: "Psykolog",
    PersonRole.DOCTOR: "Læge",
    PersonRole.SUPPLIER: "Leverandør",
    PersonRole.MANAGER: "Leder",
    PersonRole.ADVISER: "Borgerrådgiver",
    PersonRole.OTHER: "Anden deltager",
}
_KINDS = {
    ItemKind.INFORMATION: "Orientering",
    ItemKind.DISCUSSION: "Drøftelse",
    ItemKind.DECISION: "Beslutning",
    ItemKind.CHILD_VOICE: "Barnets stemme",
}
_ATTENDANCES = {
    Attendance.EXPECTED: "Ikke noteret",
    Attendance.PRESENT: "Til stede",
    Attendance.APOLOGY: "Afbud",
    Attendance.LATE: "Kom senere",
    Attendance.LEFT_EARLY: "Gik før",
}
_DUTIES = {
    Duty.NONE: "",
    Duty.CHAIR: "Mødeleder",
    Duty.MINUTES_TAKER: "Referent",
    Duty.CHAIR_AND_MINUTES: "Mødeleder og referent",
}
_STATEMENTS = {
    StatementKind.FACT: "Fakta",
    StatementKind.ASSESSMENT: "Faglig vurdering",
    StatementKind.PARENT_WORDS: "Forældrenes ord",
    StatementKind.CHILD_WORDS: "Barnets ord",
    StatementKind.DISAGREEMENT: "Uenighed",
    StatementKind.GUIDANCE: "Vejledning",
    StatementKind.PRIVATE: "Privat",
    StatementKind.WORRY: "Hvad bekymrer",
    StatementKind.WORKS: "Hvad virker",
    StatementKind.TO_HAPPEN: "Hvad skal ske",
}
_FORMAL = {
    Formal.NONE: "",
    Formal.APPLICATION: "Ansøgning",
    Formal.DECISION: "Kræver afgørelse",
}
_VERDICTS = {
    Verdict.AGREE: "Enig",
    Verdict.NOT_QUITE: "Ikke helt enig",
    Verdict.DISAGREE: "Uenig",
}
_PARKED = {
    Parked.NONE: "",
    Parked.FOLLOW_UP: "Opfølgning",
    Parked.NEXT_AGENDA: "Næste møde",
}
_STRETCHES = {
    Stretch.OPENING: "Begyndelsen",
    Stretch.DURING: "Undervejs",
    Stretch.CLOSING: "Afslutningen",
}
_HEADINGS = {
    PartKey.PROBLEM: "Problemformulering",
    PartKey.FACTS: "Oplysninger",
    PartKey.CHILD_PERSPECTIVE: "Barnets perspektiv",
    PartKey.PARENT_PERSPECTIVE: "Forældrenes perspektiv",
    PartKey.ASSESSMENTS: "Faglige vurderinger",
    PartKey.GUIDANCE: "Vejledning givet",
    PartKey.CONCLUSION: "Konklusion",
    PartKey.DISAGREEMENTS: "Uenigheder",
    PartKey.ACTION_PLAN: "Handleplan",
    PartKey.FOLLOW_UP: "Opfølgning",
    PartKey.DOCUMENTS: "Dokumenter og udtalelser",
    PartKey.ATTENDEES: "Deltagere",
    PartKey.PLAIN_SUMMARY: "Kort og klart",
    PartKey.CHILD_PAGE: "Til barnet",
}
_CHANNELS = {
    Channel.MAIL: "Mail",
    Channel.FORM: "Skema",
    Channel.PHONE: "Telefon",
    Channel.PAPER: "Papir",
    Channel.CALENDAR: "Kalender",
}
_CONTRIBUTIONS = {
    ContributionKind.POINT: "Punkt til mødet",
    ContributionKind.STRENGTHS: "Det går godt",
    ContributionKind.WORRIES: "Det bekymrer",
    ContributionKind.WISHES: "Ønsker",
    ContributionKind.CHILD_WORDS: "Barnets egne ord",
    ContributionKind.SUPPORT_PERSON: "Bisidder",
    ContributionKind.NEEDS: "Behov på mødet",
    ContributionKind.FREE: "Andet",
}
_IMPORTANCES = {
    Importance.UNSAID: "",
    Importance.CAN_WAIT: "Kan vente",
    Importance.IMPORTANT: "Vigtigt",
    Importance.VERY_IMPORTANT: "Meget vigtigt",
}
_DECISIONS = {
    Decision.OPEN: "Venter på svar",
    Decision.ON_AGENDA: "På dagsordenen",
    Decision.MERGED: "Tages med et andet punkt",
    Decision.ELSEWHERE: "Tages op et andet sted",
    Decision.NOT_NOW: "Ikke på dette møde",
    Decision.NOTED: "Noteret",
    Decision.WITHDRAWN: "Trukket tilbage",
}
_REPLIES = {
    InvitationReply.NONE: "Har ikke svaret",
    InvitationReply.ACCEPTED: "Kommer",
    InvitationReply.TENTATIVE: "Kommer måske",
    InvitationReply.DECLINED: "Kan ikke komme",
}
_VOICE_WAYS = {
    VoiceWay.UNSAID: "Ikke valgt endnu",
    VoiceWay.ATTENDS: "Barnet er med til mødet",
    VoiceWay.TOLD_BEFORE: "Barnet har fortalt om det før mødet",
    VoiceWay.PICTURE: "Barnet viser det med en tegning eller et billede",
    VoiceWay.SPOKEN_FOR: "En voksen taler for barnet",
    VoiceWay.NOT_HEARD: "Barnet bliver ikke hørt denne gang",
}
_PAPERS = {
    Paper.FULL: "Referatet",
    Paper.SUMMARY: "Kort og klart",
    Paper.CHILD: "Til barnet",
}
_SECTIONS = {
    Section.PLACE: "Stedet",
    Section.CASE_NUMBER: "Sagsnummeret",
    Section.BOARD: "Tre søjler",
    Section.SCALES: "Skalaer fra 0 til 10",
    Section.READ_BACK: "Oplæsning",
    Section.FORMAL: "Ansøgninger og afgørelser",
    Section.PARKED: "Parkerede punkter",
    Section.REMARKS: "Bemærkninger og svar",
    Section.PLAN_WHY: "Bekymring og behov i handleplanen",
}
_DOCUMENTS = {DocumentKind.CASE: "Sagsakt", DocumentKind.STATEMENT: "Udtalelse"}
_FOLLOWED = {
    Followed.UNSAID: "",
    Followed.FOLLOWED: "Følges",
    Followed.PARTLY: "Følges delvist",
    Followed.NOT: "Følges ikke",
}
_RESPONSES = {
    ResponseState.NOT_SENT: "Har ikke fået det endnu",
    ResponseState.SILENT: "Har ikke svaret",
    ResponseState.AGREES: "Enig",
    ResponseState.CORRECTED: "Har bedt om en rettelse",
    ResponseState.REMARKED: "Har skrevet en bemærkning",
}
_FITS = {Fit.YES: "Passer", Fit.NO: "Passer ikke"}


def role_label(role: PersonRole) -> str:
    """Return the Danish word for a person's role."""
    return _ROLES[role]


def person_role(person: Person) -> str:
    """Return what a person is to the child, e.g. ``mor``, ``lærer`` or ``bisidder, mormor``.

    A relation or title says it all; but a bisidder or tolk must be seen to be one.
    """
    role, relation = role_label(person.role).lower(), person.relation.strip()
    if not relation:
        return role
    relation = relation[0].lower() + relation[1:]
    shown_always = person.role in (PersonRole.SUPPORT_PERSON, PersonRole.INTERPRETER)
    return f"{role}, {relation}" if shown_always and role not in relation.lower() else relation


def people_text(people: Iterable[Person], *, first_names: bool = False) -> str:
    """Return e.g. ``Sofie Eksempel, mor``; of several ``Sofie (mor) og Jonas (far)``.

    ``first_names`` leaves out the rest of each name.
    """
    each = [(p.name.split(" ", 1)[0] if first_names else p.name, person_role(p)) for p in people]
    if len(each) < 2:
        return "".join(f"{name}, {role}" for name, role in each)
    names = [f"{name} ({role})" for name, role in each]
    return " og ".join((", ".join(names[:-1]), names[-1]))


def kind_label(kind: ItemKind) -> str:
    """Return the Danish word for what happens with a point."""
    return _KINDS[kind]


def attendance_label(attendance: Attendance) -> str:
    """Return the Danish words for whether somebody was there."""
    return _ATTENDANCES[attendance]


def duty_label(duty: Duty) -> str:
    """Return the Danish words for a duty at the meeting; empty for none."""
    return _DUTIES[duty]


def formal_label(formal: Formal) -> str:
    """Return what a formal matter is called; empty for none."""
    return _FORMAL[formal]


def verdict_label(verdict: Verdict, people: int = 1) -> str:
    """Return the Danish words for what was said to the read-back, by so many ``people``."""
    return "Enige" if verdict is Verdict.AGREE and people > 1 else _VERDICTS[verdict]


def parked_label(parked: Parked) -> str:
    """Return where a point that was put off goes; empty when it was not."""
    return _PARKED[parked]


def stretch_label(stretch: Stretch) -> str:
    """Return the Danish words for a stretch of the meeting."""
    return _STRETCHES[stretch]


def statement_label(kind: StatementKind) -> str:
    """Return the Danish words for a sort of statement."""
    return _STATEMENTS[kind]


def part_heading(part: PartKey, child_first_name: str = "") -> str:
    """Return the heading of a part of the minutes, with the child's name where it belongs."""
    if part is PartKey.CHILD_PERSPECTIVE and child_first_name.strip():
        return f"{possessive(child_first_name.strip())} perspektiv"
    return _HEADINGS[part]


def paper_label(paper: Paper) -> str:
    """Return what one of the papers made from the minutes is called."""
    return _PAPERS[paper]


def section_label(section: Hidden, child_first_name: str = "") -> str:
    """Return what a part of the minutes is called that can be kept from a reader."""
    if isinstance(section, Section):
        return _SECTIONS[section]
    return part_heading(section, child_first_name)


def channel_label(channel: Channel) -> str:
    """Return the Danish word for the way an answer came."""
    return _CHANNELS[channel]


def contribution_label(kind: ContributionKind) -> str:
    """Return the Danish words for a sort of contribution."""
    return _CONTRIBUTIONS[kind]


def importance_label(importance: Importance) -> str:
    """Return the Danish words for how much a point matters; empty when nobody said."""
    return _IMPORTANCES[importance]


def decision_label(decision: Decision) -> str:
    """Return the Danish words for what became of a contribution."""
    return _DECISIONS[decision]


def reply_label(reply: InvitationReply) -> str:
    """Return the Danish words for an answer to the invitation."""
    return _REPLIES[reply]


def voice_label(way: VoiceWay) -> str:
    """Return the Danish words for how the child is heard."""
    return _VOICE_WAYS[way]


def document_label(kind: DocumentKind) -> str:
    """Return the Danish word for a sort of used document."""
    return _DOCUMENTS[kind]


def followed_label(followed: Followed) -> str:
    """Return whether an expert is followed; empty when nobody said."""
    return _FOLLOWED[followed]


def response_label(state: ResponseState) -> str:
    """Return how one receiver stands to the minutes; silence is no agreement."""
    return _RESPONSES[state]


def fit_label(fit: Fit) -> str:
    """Return the Danish words for whether a time suits somebody."""
    return _FITS[fit]


def possessive(name: str) -> str:
    """Return the Danish genitive of a name: ``Almas``, but ``Jonas'``, ``Max'`` and ``Fritz'``."""
    return name + ("'" if name[-1:].lower() in {"s", "x", "z"} else "s")
