"""Contributions for page tests and pictures: what Sofie and Jonas Eksempel bring to the agenda."""

from __future__ import annotations

from collections.abc import Sequence

from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionDraft,
    ContributionKind,
    Importance,
)
from moedeleder.domain.meetings import Meeting
from tests.ui.office_fixture import Example, TestDesk

LONG_MAIL = (
    "Kære Mette\n\nTak for kladden. Vi har læst den sammen herhjemme, og der er flere ting.\n"
    "Morgenerne er de sværeste. 🙂 שלום עולם مرحبا\n\n"
    + "Alma vågner tidligt og siger, at hun har ondt i maven, og så går der en time. " * 120
    + "\n\nVenlig hilsen\nSofie"
)


def point(words: str, wanted: str = "", how: Importance = Importance.UNSAID) -> ContributionDraft:
    return ContributionDraft(ContributionKind.POINT, words, wanted, how)


def bring(
    desk: TestDesk,
    example: Example,
    name: str,
    drafts: Sequence[ContributionDraft],
    channel: Channel = Channel.PHONE,
) -> Meeting:
    """Keep what somebody says, as the dialog does."""
    person_id = example.person(name).id
    return desk.office.contributions.type_in(example.meeting.id, person_id, channel, drafts)


def with_some(desk: TestDesk, example: Example) -> Meeting:
    """Bring five things: four are decided, Jonas' question waits."""
    service = desk.office.contributions
    meeting = bring(
        desk,
        example,
        "Sofie",
        [
            point("Vi vil gerne tale om weekenderne.", "At vi får en plan", Importance.IMPORTANT),
            point("Taxaen kommer for sent."),
            ContributionDraft(ContributionKind.STRENGTHS, "Alma læser højt for sin lillebror."),
            ContributionDraft(ContributionKind.CHILD_WORDS, "Jeg vil gerne sidde ved vinduet."),
        ],
        Channel.PAPER,
    )
    words = {each.words.split()[0]: each for each in meeting.contributions}
    item = meeting.items[3].id
    service.merge(words["Vi"].id, words["Vi"].version, item)
    service.elsewhere(words["Taxaen"].id, words["Taxaen"].version, "hos skolen", "de bestiller den")
    service.note(words["Alma"].id, words["Alma"].version)
    service.merge(words["Jeg"].id, words["Jeg"].version, meeting.items[1].id)
    ask = "Kan vi få sagsbehandleren til at sende referatet til min nye adresse?"
    return bring(desk, example, "Jonas", [point(ask)])


def with_many(desk: TestDesk, example: Example) -> Meeting:
    """Bring 25 things, one of them a mail of ten thousand letters."""
    kinds = list(ContributionKind)
    meeting = bring(desk, example, "Sofie", [point(LONG_MAIL, "Ro 🙂 שלום", Importance.CAN_WAIT)])
    for number in range(24):
        words = f"{number} <b>{'Etmegetlangtordudenmellemrum' * (number % 4 + 1)}</b> مرحبا 👩‍👧"
        draft = ContributionDraft(kinds[number % len(kinds)], words)
        meeting = bring(desk, example, "Jonas" if number % 2 else "Bente", [draft])
    return meeting


def waiting(meeting: Meeting) -> list[Contribution]:
    return [each for each in meeting.contributions if each.is_open]
