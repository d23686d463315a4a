"""Each reader's own copy: nothing that is hidden in any of it, and kept as it left the house."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from moedeleder.app import transport_maker
from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.errors import ChangedElsewhere, NotFound
from moedeleder.domain.meetings import FollowUp, Meeting, MeetingState, PromiseDraft
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.read_back import Verdict
from moedeleder.domain.readers import Access, Hidden, Paper, hidden_by
from moedeleder.domain.record import GapKind, PartKey, canonical
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.settings import MailSettings, MailWay, Security
from moedeleder.domain.statements import StatementKind
from moedeleder.models.minutes_tables import PaperRow
from moedeleder.services.copies import KeptCopy
from moedeleder.services.minutes import MinutesView
from tests.documents.papers import pdf_text, word_text
from tests.offices import STARTS, Bench, open_bench
from tests.services.exchange_desk import opened_office
from tests.services.letter_box import body as body_of
from tests.services.letter_box import letters_to
from tests.smtp_server import SmtpServer

FORM = "rettelsesskema.docx"
SECRETS = (
    "bange for trappen",
    "alene om natten",
    "kommer aldrig igen",
    "sover sammen",
    "gråd ved døren",
    "tallet er lavt",
    "sådan var det ikke",
    "pengene rækker ikke",
    "familien er træt",
    "tid til at hvile",
)
"""What the family said, one for each place in which it can stand."""
OPEN = "fast voksen om morgenen"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    folder = tmp_path / "smtp"
    folder.mkdir()
    with SmtpServer(folder) as running:
        yield running


@pytest.fixture
def mailing(tmp_path: Path, server: SmtpServer) -> Iterator[Bench]:
    """An office that sends by the real server."""
    folder = tmp_path / "office"
    folder.mkdir()
    with open_bench(folder, transport_maker(server.ca_file)) as bench:
        mail = MailSettings(
            MailWay.SMTP,
            "",
            server.host,
            server.port,
            Security.STARTTLS,
            server.user,
            "Børn og Familie",
            "born@kommune.example",
        )
        bench.office.settings.save_mail(mail, server.password)
        yield bench


def written(bench: Bench) -> MinutesView:
    """Hold a meeting where the family's words stand in every place they can, and write it up."""
    meeting = bench.office.conduct.start(bench.meeting().id)
    bench.office.presence.everybody_is_here(meeting.id)
    sofie = bench.people["sofie"].id
    say = bench.office.statements.say
    say(meeting.id, StatementKind.WORRY, f"Der er {SECRETS[4]}", person_id=sofie)
    scale = bench.office.scales.add(meeting.id, "Hvor trygt er det?").scales[0]
    bench.office.scales.mark(scale.id, sofie, 2, f"Nej, {SECRETS[5]}")
    _said_to_some(bench, meeting)
    bench.office.promises.add(
        meeting.id,
        PromiseDraft(
            "Ringe hjem",
            bench.people["karin"].id,
            due=STARTS.date(),
            worry=f"Sofie siger, at {SECRETS[8]}",
            need=f"De har brug for {SECRETS[9]}",
        ),
    )
    bench.office.conduct.end(meeting.id)
    view = _texts(bench, meeting.id)
    bench.office.read_back.answer(
        meeting.id, PartKey.CONCLUSION, sofie, Verdict.DISAGREE, f"Nej, {SECRETS[6]}"
    )
    fresh = bench.office.meetings.get(view.meeting.id)
    follow_up = FollowUp(none_reason="Vi ringes ved")
    return bench.office.minutes.set_follow_up(fresh.id, fresh.version, follow_up)


def _said_to_some(bench: Bench, meeting: Meeting) -> None:
    people = [bench.people[name].id for name in ("sofie", "jonas")]
    meeting = bench.office.points.add_now(meeting.id, ItemDraft("Økonomien", minutes=5))
    item = next(each for each in meeting.items if each.title == "Økonomien")
    bench.office.points.limit(item.id, item.version, [*people, bench.me.person_id])
    bench.office.statements.say(
        meeting.id,
        StatementKind.FACT,
        f"Vi siger: {SECRETS[7]}",
        item_id=item.id,
        person_id=people[0],
    )


def _texts(bench: Bench, meeting_id: str) -> MinutesView:
    office = bench.office
    view = office.minutes.open(meeting_id)
    texts = {
        PartKey.CHILD_PERSPECTIVE: f"Alma er {SECRETS[0]}",
        PartKey.PARENT_PERSPECTIVE: f"Sofie er {SECRETS[1]}",
        PartKey.DISAGREEMENTS: f"Jonas siger, at aflastningen {SECRETS[2]}. De {SECRETS[3]}",
        PartKey.CONCLUSION: f"Alma får en {OPEN}",
        PartKey.PLAIN_SUMMARY: f"Kort sagt: en {OPEN}",
    }
    for gap in view.gaps:
        if gap.kind is GapKind.PART_EMPTY:
            texts.setdefault(gap.part, f"Tekst under {gap.part.value}")
    for key, text in texts.items():
        version = view.parts[key].version
        view = office.minutes.write(meeting_id, key, version, from_plain(text))
    return view


def choose(
    bench: Bench,
    meeting_id: str,
    name: str,
    hidden: frozenset[Hidden] = frozenset(),
    papers: tuple[Paper, ...] = (Paper.FULL,),
    *,
    shares_contact: bool = False,
) -> str:
    readers = bench.office.readers
    view = readers.view(meeting_id)
    found = next(e for e in view.readers if e.attendee.person.name.startswith(name))
    readers.set(
        meeting_id,
        found.attendee.id,
        found.choice.version,
        hidden=hidden,
        papers=papers,
        shares_contact=shares_contact,
    )
    return found.attendee.id


def finish(bench: Bench, view: MinutesView) -> None:
    meeting = bench.office.meetings.get(view.meeting.id)
    bench.office.finishing.finish(meeting.id, meeting.version)


def cut_for_karin(bench: Bench) -> MinutesView:
    view = written(bench)
    choose(bench, view.meeting.id, "Karin", hidden_by(Access.WITHOUT_OWN_WORDS), tuple(Paper))
    return view


def copy_of(bench: Bench, meeting_id: str, name: str) -> KeptCopy:
    copies = bench.office.copies.kept(meeting_id, 1)
    return next(each for each in copies if each.name.startswith(name))


def mail_to(server: SmtpServer, address: str) -> EmailMessage:
    found = [each.message for each in server.messages if each.receivers == (address,)]
    assert len(found) == 1
    return found[0]


def parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def files_of(mail: EmailMessage) -> dict[str, bytes]:
    return {
        part.get_filename() or "": part.get_payload(decode=True)  # type: ignore[misc]
        for part in mail.iter_attachments()
    }


def everything_said(name: str, data: bytes) -> str:
    """All that a file holds: pages, attached data, every part of a Word file, a calendar entry."""
    if name.endswith(".docx"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [archive.read(each).decode("utf-8", "replace") for each in archive.namelist()]
        return "\n".join([word_text(data), *parts])
    if name.endswith(".ics"):
        return data.decode("utf-8")
    pdf = pypdf.PdfReader(BytesIO(data))
    attached = [
        each.decode("utf-8", "replace") for files in pdf.attachments.values() for each in files
    ]
    told = " ".join(str(value) for value in (pdf.metadata or {}).values())
    return "\n".join([pdf_text(data), told, *attached])


def told_in(text: str) -> list[str]:
    """Return the secrets a text tells, wherever its lines break."""
    joined = " ".join(text.split())
    return [secret for secret in SECRETS if secret in joined]


def test_a_teachers_cut_copy_holds_nothing_that_is_hidden(
    mailing: Bench, server: SmtpServer
) -> None:
    view = cut_for_karin(mailing)
    finish(mailing, view)
    mailing.office.sending.send(view.meeting.id, LetterKind.MINUTES)
    mail = mail_to(server, "karin@skole.example")
    files = files_of(mail)
    assert set(files) == {
        "referat.pdf",
        "referat.docx",
        "kort-og-klart.pdf",
        "kort-og-klart.docx",
        FORM,
    }
    for name, data in files.items():
        assert told_in(everything_said(name, data)) == [], name
    bodies = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    assert len(bodies) == 2
    for body in (*bodies, str(mail["Subject"])):
        assert told_in(body) == []
    attached = pypdf.PdfReader(BytesIO(files["referat.pdf"])).attachments
    held = [json.loads(each) for found in attached.values() for each in found]
    assert held == [json.loads(canonical(copy_of(mailing, view.meeting.id, "Karin").record))]
    assert OPEN in " ".join(pdf_text(files["referat.pdf"]).split())


def test_the_mother_reads_all_of_it_in_the_same_sending(mailing: Bench, server: SmtpServer) -> None:
    view = cut_for_karin(mailing)
    finish(mailing, view)
    mailing.office.sending.send(view.meeting.id, LetterKind.MINUTES)
    files = files_of(mail_to(server, "sofie@mail.example"))
    for name in ("referat.pdf", "referat.docx"):
        assert told_in(everything_said(name, files[name])) == list(SECRETS), name


def test_the_preview_is_cut_as_the_copy_will_be(bench: Bench) -> None:
    view = cut_for_karin(bench)
    meeting_id = view.meeting.id
    karin = next(
        e.attendee.id
        for e in bench.office.readers.view(meeting_id).readers
        if e.attendee.person.name == "Karin Dam"
    )
    preview = bench.office.copies.preview(meeting_id, karin)
    assert told_in(canonical(preview.record)) == []
    assert preview.papers == (Paper.FULL, Paper.SUMMARY)
    assert bench.office.copies.pages(preview, Paper.FULL)[0].startswith(b"\x89PNG")
    finish(bench, view)
    after = bench.office.copies.preview(meeting_id, karin)
    assert after.record == copy_of(bench, meeting_id, "Karin").record


def test_what_is_kept_is_byte_for_byte_what_was_attached(
    mailing: Bench, server: SmtpServer
) -> None:
    view = cut_for_karin(mailing)
    finish(mailing, view)
    # A letterhead that changes afterwards changes nothing of what is sent.
    office = mailing.office
    office.settings.save_organisation(replace(office.settings.organisation(), name="Nyt navn"))
    office.sending.send(view.meeting.id, LetterKind.MINUTES)
    copies = office.copies.kept(view.meeting.id, 1)
    assert [each.name for each in copies] == [a.person.name for a in view.meeting.attendees]
    addresses = {each.person.name: each.person.mail for each in view.meeting.attendees}
    sent = 0
    for copy in copies:
        if addresses[copy.name]:
            files = files_of(mail_to(server, addresses[copy.name]))
            assert tuple(name for name in files if name != FORM) == copy.papers
            for name in copy.papers:
                assert office.copies.paper(copy.id, name) == files[name]
            sent += 1
    assert sent == 3


def test_what_several_get_alike_is_made_and_kept_once(bench: Bench) -> None:
    view = bench.complete()
    finish(bench, view)
    copies = bench.office.copies.kept(view.meeting.id, 1)
    assert len(copies) == 4
    with bench.store.reading() as session:
        kept = session.query(PaperRow).count()
    # The minutes as PDF and Word, and the short paper of both parents.
    assert kept == 4


def test_contact_details_are_in_nobodys_copy_unless_chosen(bench: Bench) -> None:
    view = bench.complete()
    before = bench.office.minutes.preview(view.meeting.id)
    assert not any(each.contact for each in before.attendees)
    choose(bench, view.meeting.id, "Karin", shares_contact=True)
    finish(bench, view)
    jonas = copy_of(bench, view.meeting.id, "Jonas")
    assert [each.contact for each in jonas.record.attendees if each.contact] == [
        "karin@skole.example"
    ]
    said = everything_said("referat.pdf", bench.office.copies.paper(jonas.id, "referat.pdf"))
    assert "karin@skole.example" in said
    assert "sofie@mail.example" not in said


def test_a_choice_made_while_the_papers_are_drawn_stops_the_finishing(bench: Bench) -> None:
    view = bench.complete()
    minutes, copies = bench.office.minutes, bench.office.copies
    record = minutes.as_finished(view.meeting.id, view.meeting.version)
    prepared = copies.prepared(view.meeting.id, record)
    choose(bench, view.meeting.id, "Karin", hidden_by(Access.OUTCOME))
    with pytest.raises(ChangedElsewhere):
        minutes.finalise(view.meeting.id, view.meeting.version, record, prepared)
    assert bench.office.meetings.get(view.meeting.id).state is MeetingState.HELD
    assert bench.office.sending.deliveries(view.meeting.id) == ()


def test_the_child_gets_its_page_or_the_short_one(bench: Bench) -> None:
    alma = bench.office.families.add_person(
        bench.family.id,
        PersonDraft("Alma Eksempel", PersonRole.CHILD, mail="alma@mail.example"),
    )
    view = bench.complete()
    bench.office.meetings.add_attendee(view.meeting.id, alma.id)
    view = bench.office.minutes.open(view.meeting.id)
    for attendee in view.meeting.attendees:
        if attendee.person.id == alma.id:
            bench.office.presence.everybody_is_here(view.meeting.id)
    child = next(e.id for e in view.meeting.attendees if e.person.id == alma.id)
    assert bench.office.copies.preview(view.meeting.id, child).papers == (Paper.SUMMARY,)
    part = view.parts[PartKey.CHILD_PAGE]
    bench.office.minutes.write(
        view.meeting.id, PartKey.CHILD_PAGE, part.version, from_plain("Kære Alma. Tak for i dag.")
    )
    assert bench.office.copies.preview(view.meeting.id, child).papers == (Paper.CHILD,)
    finish(bench, view)
    copy = next(e for e in bench.office.copies.kept(view.meeting.id, 1) if e.attendee_id == child)
    assert copy.papers == ("til-barnet.pdf", "til-barnet.docx")
    for name in copy.papers:
        said = everything_said(name, bench.office.copies.paper(copy.id, name))
        assert "Kære Alma" in " ".join(said.split())
        assert "Tekst under" not in said
    bench.office.sending.send(view.meeting.id, LetterKind.MINUTES)
    (letter,) = letters_to(bench.letters, "alma@mail.example")
    assert tuple(files_of(letter)) == copy.papers
    assert "- Til dig: en side, der er skrevet til dig." in body_of(letter)
    assert "Jeg er enig" not in body_of(letter)


def test_copies_to_print_are_each_persons_own(bench: Bench, tmp_path: Path) -> None:
    view = cut_for_karin(bench)
    finish(bench, view)
    copies = {each.name: each for each in bench.office.copies.newest(view.meeting.id)}
    jonas, karin = copies["Jonas Eksempel"], copies["Karin Dam"]
    assert (jonas.mark, karin.mark) == ("", "deltager-4")
    files = bench.office.copies.save(view.meeting.id, [jonas.attendee_id], tmp_path)
    assert [each.name for each in files][:2] == [
        "referat-2026-11-24.pdf",
        "referat-2026-11-24.docx",
    ]
    assert files[0].read_bytes() == bench.office.copies.paper(jonas.id, "referat.pdf")
    files = bench.office.copies.save(view.meeting.id, [karin.attendee_id], tmp_path)
    assert files[0].name == "referat-2026-11-24-deltager-4.pdf"
    assert told_in(everything_said(files[0].name, files[0].read_bytes())) == []


def test_finished_at_a_colleagues_the_letter_is_cut_all_the_same(
    bench: Bench, tmp_path: Path
) -> None:
    view = cut_for_karin(bench)
    finish(bench, view)
    path = tmp_path / "moede.json"
    bench.office.exchange.export(view.meeting.id, path)
    with opened_office(tmp_path / "there") as (other, _):
        other.settings.save_mail(MailSettings(folder=str(tmp_path / "there" / "post")))
        other.exchange.bring_in(path)
        assert other.copies.kept(view.meeting.id, 1) == ()
        # What came in a file leaves only when a person chooses it.
        waiting = other.sending.deliveries(view.meeting.id)
        other.sending.send_letters([each.id for each in waiting])
    letters = [each.read_bytes() for each in (tmp_path / "there" / "post").rglob("*.eml")]
    mails = [parsed(each) for each in letters]
    karin = next(each for each in mails if "karin@skole.example" in str(each["To"]))
    files = files_of(karin)
    assert "referat.pdf" in files
    for name, data in files.items():
        assert told_in(everything_said(name, data)) == [], name


def test_a_paper_that_nobody_got_is_not_there(bench: Bench) -> None:
    view = bench.complete()
    finish(bench, view)
    karin = copy_of(bench, view.meeting.id, "Karin")
    with pytest.raises(NotFound):
        bench.office.copies.paper(karin.id, "til-barnet.pdf")
    with pytest.raises(NotFound):
        bench.office.copies.paper("00000000-0000-7000-8000-000000000001", "referat.pdf")
