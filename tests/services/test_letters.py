"""The words of the mails: filled in, public subjects, templates checked, plain Danish."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.domain.agenda_record import AgendaLine, AgendaRecord, AgendaStage
from moedeleder.domain.contributions import ReceiptLine
from moedeleder.domain.errors import ResourceFault, TemplateMissing
from moedeleder.domain.people import Actor
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import MinutesRecord, RecordAttendee
from moedeleder.domain.record_after import RecordChange
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.settings import Organisation
from moedeleder.services.letter_words import LetterFacts
from moedeleder.services.letters import Letters
from moedeleder.services.minutes_letters import MinutesFacts
from tests.offices import Bench

OFFICE = Organisation("Eksempelby Kommune", "Børn og Familie", "", "12 34 56 78")
METTE = Actor("Mette Holm", "Sagsbehandler", "p")
STARTS = datetime(2026, 12, 3, 15, 30)
RECORD = AgendaRecord(
    meeting_id="m",
    title="Dagsorden for netværksmøde",
    type_name="Netværksmøde",
    child_name="Alma Eksempel",
    case_number="34.45.00",
    starts_at=STARTS,
    ends_at=STARTS + timedelta(minutes=90),
    place="Rådhuset, lokale 2.14",
    link="",
    purpose="At gøre det trygt",
    attendees=(
        RecordAttendee("Sofie Eksempel", "mor"),
        RecordAttendee(
            "Karin Dam", "lærer", "Skolen", why_here="kender Alma", can_decide="skemaet"
        ),
    ),
    items=(
        AgendaLine(1, "Velkomst", "Orientering", 10, "", False),
        AgendaLine(2, "Aflastning", "Drøftelse", 20, "Sofie Eksempel, mor", True, "”Hjælp os”"),
    ),
    contact="",
    organisation="",
    stage=AgendaStage.DRAFT,
    answer_by=date(2026, 11, 26),
    child_voice="En anden taler for Alma på mødet.",
)
FACTS = LetterFacts(
    record=RECORD,
    name="Sofie Eksempel",
    office=OFFICE,
    actor=METTE,
    changes=("Nyt punkt 2: Aflastning.",),
    lines=(ReceiptLine("c", "Hjælp os", "Den er på dagsordenen som punkt 2."),),
    code="ML-7K3F-9QXR-2MTD-VB4W",
    reason="Karin er syg",
)
ABOUT = [LetterKind.DRAFT, LetterKind.INVITATION, LetterKind.CANCELLATION, LetterKind.RECEIPT]


def letters() -> Letters:
    return Letters([paths.resources()])


def lix(text: str) -> float:
    words = re.findall(r"[\w-]+", text)
    sentences = max(1, len(re.findall(r"[.?:\n]+", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_the_draft_says_everything_a_guest_needs() -> None:
    text = letters().about_meeting(LetterKind.DRAFT, FACTS)
    assert text.subject == "Hvad skal vi tale om på mødet torsdag 3. december 2026"
    assert text.body == (
        "Kære Sofie\n\n"
        "Jeg hedder Mette Holm og er sagsbehandler i Børn og Familie.\n"
        "Jeg skriver til dig, fordi vi skal holde et møde om Alma. Dagsordenen vil jeg gerne lave"
        " sammen med dig. Her er en kladde. Du kan sætte dine egne punkter på.\n\n"
        "Det er nyt siden sidst\n- Nyt punkt 2: Aflastning.\n\n"
        "Det skal mødet bruges til\nAt gøre det trygt\n\n"
        "Tid og sted\nTorsdag 3. december 2026, kl. 15.30–17.00\nSted: Rådhuset, lokale 2.14\n\n"
        "Kladde til dagsorden\n1. Velkomst (10 min.)\n2. Aflastning (20 min.)\n"
        "   Fra Sofie Eksempel, mor\n   ”Hjælp os”\n\n"
        "Det her kan du gøre\n"
        "Fortæl os senest torsdag 26. november 2026, hvad du gerne vil tale om. Sig også, om tiden"
        " passer dig. Du vælger selv hvordan:\n\n"
        "- Svar på denne mail. Skriv med dine egne ord.\n"
        "- Udfyld det vedhæftede skema. Send det tilbage som svar på denne mail.\n"
        "- Ring til Mette Holm på 12 34 56 78. Så skriver vi det ned for dig.\n\n"
        "Du får svar på hvert af dine punkter.\n\n"
        "Du må tage en bisidder med\n"
        "Du har ret til at have en bisidder med. En bisidder er en, du er tryg ved. Det kan være"
        " en ven, en i familien eller en anden. Bisidderen kan lytte, spørge og støtte dig på"
        " mødet. Sig gerne til, hvem der kommer med.\n\n"
        "Har du brug for tolk, pauser, en bestemt plads eller andet? Skriv det. Så sørger vi for"
        " det.\n\n"
        "Hvem er med, og hvorfor\n- Sofie Eksempel (dig).\n"
        "- Karin Dam, lærer, Skolen. Hvorfor: kender Alma. Kan bestemme: skemaet.\n\n"
        "Sådan bliver Alma hørt\nEn anden taler for Alma på mødet.\n\n"
        "Venlig hilsen\nMette Holm\nSagsbehandler\nBørn og Familie\nEksempelby Kommune\n"
        "12 34 56 78\n\n"
        "Koden her viser, at svaret er fra dig. Lad den stå, når du svarer.\n"
        "Svarkode: ML-7K3F-9QXR-2MTD-VB4W\n"
    )


def test_the_young_person_is_spoken_to() -> None:
    facts = replace(FACTS, to_child=True, name="Alma", child_voice="Du er selv med på mødet.")
    for kind in (LetterKind.DRAFT, LetterKind.INVITATION):
        body = letters().about_meeting(kind, facts).body
        assert "dit møde" in body
        assert "Sådan bliver du hørt\nDu er selv med på mødet." in body
        assert "møde om Alma" not in body


def test_the_receivers_own_line_says_dig_and_nobody_elses_does() -> None:
    young = RecordAttendee("Alma Eksempel", "barn", "Solskolen")
    guests = (*RECORD.attendees, young)
    to_young = replace(
        FACTS, record=replace(RECORD, attendees=guests), to_child=True, name="Alma Eksempel"
    )
    body = letters().about_meeting(LetterKind.INVITATION, to_young).body
    assert "- Alma Eksempel (dig), Solskolen." in body
    assert "- Sofie Eksempel, mor." in body
    # Two of one name cannot be told apart.
    twice = replace(to_young, record=replace(RECORD, attendees=(*guests, young)))
    assert "(dig)" not in letters().about_meeting(LetterKind.INVITATION, twice).body


def test_proposed_times_stand_in_for_the_one() -> None:
    times = (STARTS, STARTS + timedelta(days=1))
    text = letters().about_meeting(
        LetterKind.DRAFT, replace(FACTS, record=replace(RECORD, proposed_times=times))
    )
    assert text.subject == "Hvad skal vi tale om på mødet"
    assert "Sig, hvilke af tiderne der passer dig:" in text.body
    assert "- Torsdag 3. december 2026, kl. 15.30–17.00\n- Fredag 4. december 2026" in text.body


def test_the_invitation_tells_when_where_why_and_from_whom() -> None:
    text = letters().about_meeting(LetterKind.INVITATION, FACTS)
    assert text.subject == "Indkaldelse til møde torsdag 3. december 2026"
    for words in (
        "Kære Sofie\n",
        "Du er inviteret til møde torsdag 3. december 2026, kl. 15.30–17.00.\nSted: Rådhuset",
        "Det skal mødet bruges til\nAt gøre det trygt",
        "Svar på dine punkter\nDine ord: ”Hjælp os”\nSvar: Den er på dagsordenen som punkt 2.",
        "bisidder",
        "Mette Holm\nSagsbehandler\nBørn og Familie\nEksempelby Kommune\n12 34 56 78",
    ):
        assert words in text.body
    assert "\n\n\n" not in text.body


def test_an_update_says_that_it_takes_the_place_of_the_first() -> None:
    text = letters().about_meeting(LetterKind.INVITATION, replace(FACTS, is_update=True))
    assert text.subject == "Nyt om mødet torsdag 3. december 2026"
    assert "Det her gælder nu: torsdag 3. december 2026, kl. 15.30–17.00." in text.body
    assert "Det er nyt siden sidst\n- Nyt punkt 2: Aflastning." in text.body


def test_a_cancellation_gives_its_reason() -> None:
    text = letters().about_meeting(LetterKind.CANCELLATION, FACTS)
    assert text.subject == "Mødet torsdag 3. december 2026 er aflyst"
    assert "Mødet torsdag 3. december 2026 er aflyst.\n\nDerfor\nKarin er syg." in text.body
    asked = replace(RECORD, proposed_times=(STARTS,))
    text = letters().about_meeting(LetterKind.CANCELLATION, replace(FACTS, record=asked))
    assert text.subject == "Mødet er aflyst"
    assert "Mødet er aflyst.\n" in text.body


def test_a_receipt_answers_each_thing_in_their_words() -> None:
    text = letters().about_meeting(LetterKind.RECEIPT, FACTS)
    assert "Dine ord: ”Hjælp os”\nSvar: Den er på dagsordenen som punkt 2." in text.body


def test_nothing_to_say_leaves_no_hole_and_no_bare_heading() -> None:
    bare = replace(RECORD, place="", purpose="", items=(), attendees=(), child_voice="")
    facts = LetterFacts(bare, "Sofie", Organisation(), None)
    for kind in ABOUT:
        text = letters().about_meeting(kind, facts)
        assert "\n\n\n" not in text.body
        for heading in ("Sted", "bruges til", "nyt siden", "Svar på dine", "Hvem er med", "bliver"):
            assert heading not in text.body


@pytest.mark.parametrize("kind", ABOUT)
@pytest.mark.parametrize("to_child", [False, True])
def test_letters_are_plain_danish(kind: LetterKind, to_child: bool) -> None:
    body = letters().about_meeting(kind, replace(FACTS, to_child=to_child)).body
    assert lix(body) < 30
    assert "!" not in body


def minutes_facts(record: MinutesRecord) -> MinutesFacts:
    """What a letter with the minutes is made of; from the second on with answers."""
    lines = (
        ("”Vi ses i maj”", "Vi har ikke rettet det, fordi skolen har lukket. Dine ord står der."),
        ("”Jonas var der”", "Vi har rettet det."),
    )
    return MinutesFacts(
        record=replace(record, reason="Jonas var på mødet" if record.number > 1 else ""),
        name="Sofie Eksempel",
        office=OFFICE,
        actor=METTE,
        until=date(2026, 12, 14),
        code="ML-7K3F-9QXR-2MTD-VB4W",
        lines=lines if record.number > 1 else (),
        papers=(Paper.FULL, Paper.SUMMARY),
    )


def to_alma(record: MinutesRecord, *papers: Paper) -> MinutesFacts:
    """What the child's own letter with the minutes is made of."""
    return replace(minutes_facts(record), name="Alma", papers=papers, to_child=True)


@pytest.mark.parametrize("number", [1, 2])
def test_the_letters_with_the_minutes_ask_by_a_day_in_plain_danish(
    bench: Bench, number: int
) -> None:
    record = replace(bench.office.minutes.draft_of(bench.complete()), number=number)
    change = RecordChange("conclusion", "Konklusion", "maj", "januar")
    record = replace(record, changes=(change, change) if number > 1 else ())
    body = letters().minutes(minutes_facts(record)).body
    assert lix(body) < 30
    assert "!" not in body
    assert "Sig til senest mandag 14. december 2026, om det er rigtigt." in body
    assert "Ring til Mette Holm på 12 34 56 78." in body
    assert "Svarkode: ML-7K3F-9QXR-2MTD-VB4W" in body
    assert ("Jonas var på mødet." in body) is (number > 1)
    assert ("Dine ord: ”Vi ses i maj”\nSvar: Vi har ikke rettet det" in body) is (number > 1)
    assert body.count("- Konklusion") == (number > 1)


def test_whoever_gets_several_papers_is_told_where_to_begin(bench: Bench) -> None:
    record = replace(bench.office.minutes.draft_of(bench.complete()), number=1)
    body = letters().minutes(minutes_facts(record)).body
    assert (
        "Det får du\n"
        "- Kort og klart: det vigtigste på én side. Begynd gerne her.\n"
        "- Referat: det, vi talte om, og det, vi aftalte.\n"
        "- Rettelsesskema: her kan du svare, hvis du vil.\n"
    ) in body
    alone = replace(minutes_facts(record), papers=(Paper.FULL,))
    assert "Begynd gerne her" not in letters().minutes(alone).body


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("papers", [(Paper.CHILD,), (Paper.CHILD, Paper.FULL)])
def test_the_young_persons_letter_speaks_to_them_and_asks_only_about_what_they_got(
    bench: Bench, number: int, papers: tuple[Paper, ...]
) -> None:
    record = replace(bench.office.minutes.draft_of(bench.complete()), number=number)
    change = RecordChange("conclusion", "Konklusion", "maj", "januar")
    record = replace(record, changes=(change,) if number > 1 else ())
    body = letters().minutes(to_alma(record, *papers)).body
    assert lix(body) < 25
    assert body.startswith("Kære Alma\n")
    assert "- Til dig: en side, der er skrevet til dig." in body
    assert "Ring til Mette Holm på 12 34 56 78." in body
    assert "Svarer du ikke, betyder det ikke, at du er enig." in body
    saw_it_all = Paper.FULL in papers
    for words in ("Jeg er enig", "vedhæftede skema", "- Referat"):
        assert (words in body) is saw_it_all
    for words in ("Jonas var på mødet", "- Konklusion", "Det nye er vist i referatet."):
        assert (words in body) is (saw_it_all and number > 1)
    assert ("Din side er den samme som før." in body) is (number > 1 and not saw_it_all)


def test_a_child_is_told_when_their_own_page_is_new(bench: Bench) -> None:
    record = replace(bench.office.minutes.draft_of(bench.complete()), number=2)
    page = RecordChange("child_page", "Til barnet", "", "Vi ses i maj.")
    body = letters().minutes(to_alma(replace(record, changes=(page,)), Paper.CHILD)).body
    assert "Der er også noget nyt på din side." in body


def test_without_a_day_or_a_number_to_call_no_hole_is_left(bench: Bench) -> None:
    record = replace(bench.office.minutes.draft_of(bench.complete()), number=1)
    facts = replace(minutes_facts(record), until=None, office=Organisation(), actor=None)
    body = letters().minutes(facts).body
    assert "Sig til, om det er rigtigt." in body
    assert "Ring til" not in body
    assert "- \n" not in body


def test_subjects_name_nobody(bench: Bench) -> None:
    view = bench.complete()
    record = bench.office.minutes.draft_of(view)
    texts = [letters().about_meeting(kind, FACTS) for kind in ABOUT]
    texts.append(letters().about_meeting(LetterKind.INVITATION, replace(FACTS, is_update=True)))
    for number in (1, 2):
        numbered = replace(record, number=number)
        texts.append(letters().minutes(minutes_facts(numbered)))
        texts.append(letters().minutes(to_alma(numbered, Paper.CHILD)))
    for text in texts:
        assert text.subject
        for word in "Alma Sofie Eksempel Mette netværk 34.45 trygt Rådhuset ML- syg".split():
            assert word.lower() not in text.subject.lower()


def test_what_people_typed_is_never_taken_as_a_template() -> None:
    odd = replace(RECORD, place="$afsender ${navn}", purpose="# $dato $$ 100 $\n- punkt")
    body = letters().about_meeting(LetterKind.DRAFT, replace(FACTS, record=odd, name="$sted")).body
    assert "Sted: $afsender ${navn}" in body
    assert "# $dato $$ 100 $\n- punkt" in body
    assert "Kære $sted" in body


def test_an_offices_own_letter_wins(tmp_path: Path) -> None:
    own = tmp_path / "letters"
    own.mkdir()
    (own / "invitation.txt").write_text("Emne: Møde $dato\nHej $navn", encoding="utf-8")
    text = Letters([paths.resources(), tmp_path]).about_meeting(LetterKind.INVITATION, FACTS)
    assert text.subject == "Møde torsdag 3. december 2026"
    assert text.body == "Hej Sofie\n"


@pytest.mark.parametrize(
    ("template", "line", "field"),
    [
        ("Hej $navn", 1, "Emne"),
        ("Emne: Møde om $navn\nHej", 1, "navn"),
        ("Emne: $formaal\nHej", 1, "formaal"),
        ("Emne: Møde $svarkode\nHej", 1, "svarkode"),
        ("Emne: Møde\nHej $navn\n$mor", 3, "mor"),
        ("Emne: Møde\n100 $ og mere", 2, "$"),
    ],
)
def test_a_mistake_in_a_letter_is_named_with_its_place(
    tmp_path: Path, template: str, line: int, field: str
) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "invitation.txt").write_text(template, encoding="utf-8")
    with pytest.raises(ResourceFault) as caught:
        Letters([tmp_path]).about_meeting(LetterKind.INVITATION, FACTS)
    fault = caught.value
    assert (fault.file_name, fault.line, fault.field) == ("invitation.txt", line, field)


def test_a_letter_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "invitation.txt").write_bytes("Emne: Møde".encode("latin-1"))
    with pytest.raises(ResourceFault):
        Letters([tmp_path]).about_meeting(LetterKind.INVITATION, FACTS)


def test_a_missing_letter_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateMissing):
        Letters([tmp_path]).about_meeting(LetterKind.INVITATION, FACTS)
    for kind in LetterKind:
        letters().check(kind)
        with pytest.raises(TemplateMissing):
            Letters([tmp_path]).check(kind)
