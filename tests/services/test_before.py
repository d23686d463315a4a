"""Before letters leave: who gets what which way, and what is to be looked at first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.domain.attendees import Duty
from moedeleder.domain.before import AS_USUAL, BeforeLine, BeforeView, Choices, Concern
from moedeleder.domain.errors import NobodyToSendTo, NotFound, ResourceFault
from moedeleder.domain.meetings import Meeting, MeetingDraft
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.domain.sending import DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import MailSettings, MailWay, UnitSender
from moedeleder.services.before import Before
from moedeleder.services.before_concerns import size_in_mail
from moedeleder.services.before_domains import DOMAINS_FILE, is_private, load_private_domains
from moedeleder.services.catalogue import load_catalogue
from moedeleder.services.context import Context
from moedeleder.services.deadlines import load_deadlines
from moedeleder.services.resource_files import FaultReason
from tests.offices import STARTS, Bench
from tests.services.test_starter import PDF, a_file

INVITATION, MINUTES = LetterKind.INVITATION, LetterKind.MINUTES
MAIL, PAPER, DIGITAL = LetterWay.MAIL, LetterWay.PAPER, LetterWay.DIGITAL_POST
SMTP = MailSettings(MailWay.SMTP, host="mail.example", sender_address="breve@kommune.example")


def line(view: BeforeView, name: str) -> BeforeLine:
    return next(each for each in view.lines if each.name.startswith(name))


def view(bench: Bench, meeting: Meeting, kind: LetterKind = INVITATION) -> BeforeView:
    return bench.office.before.view(meeting.id, kind)


def move(bench: Bench, who: str, mail: str) -> None:
    person = bench.people[who]
    fresh = next(
        each for each in bench.office.families.get(bench.family.id).people if each.id == person.id
    )
    bench.office.families.update_person(fresh.id, fresh.version, replace(fresh.draft, mail=mail))


def invite(bench: Bench, meeting: Meeting, choices: Choices = AS_USUAL) -> Meeting:
    version = bench.office.meetings.get(meeting.id).version
    announced = bench.office.sending.announce_meeting(meeting.id, version, choices=choices)
    bench.office.sending.send(meeting.id, INVITATION)
    return announced


@pytest.fixture
def make_before(bench: Bench) -> Callable[[int], Before]:
    """A page of the same office whose mail server takes so many bytes."""

    def made(limit: int) -> Before:
        folders = [paths.resources()]
        context = Context(
            bench.store,
            bench.office.clock,
            load_catalogue(folders),
            load_deadlines(folders),
            bench.typing,
        )
        return Before(context, bench.office.settings, folders, lambda: limit)

    return made


def test_everybody_is_there_with_address_way_and_role(bench: Bench) -> None:
    found = view(bench, bench.meeting())
    assert [each.name for each in found.lines] == [
        "Mette Holm",
        "Sofie Eksempel",
        "Jonas Eksempel",
        "Karin Dam",
    ]
    sofie, jonas = line(found, "Sofie"), line(found, "Jonas")
    assert (sofie.address, sofie.role, sofie.channel) == ("sofie@mail.example", "mor", MAIL)
    assert (jonas.channel, jonas.concerns, jonas.ways) == (
        PAPER,
        (Concern.NO_ADDRESS,),
        (PAPER,),
    )
    assert sofie.ways == (MAIL, PAPER)
    assert found.child == "Alma"


def test_only_those_asked_for_are_shown(bench: Bench) -> None:
    meeting = bench.meeting()
    karin = meeting.attendees[3].id
    found = bench.office.before.view(meeting.id, INVITATION, attendee_ids=[karin])
    assert [each.attendee_id for each in found.lines] == [karin]


def test_an_unknown_meeting_is_not_found(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.office.before.view("nothing", INVITATION)


def test_the_first_letter_about_a_child_is_not_forty_warnings(bench: Bench) -> None:
    found = view(bench, bench.meeting())
    assert found.is_first
    assert Concern.NEW_ADDRESS in line(found, "Sofie").concerns
    # Whoever sits at the desk knows their own address.
    assert line(found, "Mette").concerns == ()


def test_an_address_is_new_until_a_letter_about_the_child_was_taken(bench: Bench) -> None:
    meeting = bench.meeting()
    invite(bench, meeting)
    move(bench, "karin", "karin.ny@skole.example")
    # A second meeting about the same child: what was used for the first is known.
    found = view(bench, bench.meeting())
    assert not found.is_first
    assert line(found, "Sofie").concerns == ()
    assert line(found, "Karin").concerns == (Concern.NEW_ADDRESS,)


def test_an_address_used_for_another_child_is_new_for_this_one(bench: Bench) -> None:
    invite(bench, bench.meeting())
    other = bench.office.families.create(FamilyDraft("Noor Prøve"))
    karin = bench.office.families.add_person(
        other.id, PersonDraft("Karin Dam", PersonRole.TEACHER, mail="karin@skole.example")
    )
    meeting = bench.office.meetings.create(
        other.id, "network", MeetingDraft(STARTS, 60), [(karin.id, Duty.NONE)]
    )
    assert line(view(bench, meeting), "Karin").concerns == (Concern.NEW_ADDRESS,)


def test_an_address_that_only_failed_is_still_new(bench: Bench) -> None:
    meeting = bench.meeting()
    bench.letters.write_text("ikke en mappe")
    invite(bench, meeting)
    letters = bench.office.sending.deliveries(meeting.id)
    assert not [each for each in letters if each.state is DeliveryState.SENT]
    assert view(bench, meeting).is_first


def test_two_on_one_address_are_both_told(bench: Bench) -> None:
    meeting = bench.meeting()
    move(bench, "jonas", "SOFIE@mail.example")
    found = view(bench, meeting)
    assert line(found, "Sofie").shares == ("Jonas Eksempel",)
    assert line(found, "Jonas").shares == ("Sofie Eksempel",)
    assert Concern.SHARED_ADDRESS in line(found, "Jonas").concerns


def test_a_professional_with_a_private_mail_is_pointed_out_a_parent_is_not(bench: Bench) -> None:
    meeting = bench.meeting()
    move(bench, "karin", "karin.dam@GMAIL.com")
    move(bench, "sofie", "sofie@gmail.com")
    found = view(bench, meeting)
    assert Concern.PRIVATE_DOMAIN in line(found, "Karin").concerns
    assert Concern.PRIVATE_DOMAIN not in line(found, "Sofie").concerns


def test_a_draft_with_a_pack_over_the_servers_limit_is_told(
    bench: Bench, make_before: Callable[[int], Before], tmp_path: Path
) -> None:
    meeting = bench.meeting()
    bench.office.settings.save_mail(SMTP)
    bench.office.starter.add(a_file(tmp_path))
    size = len(PDF)
    fits, over = make_before(size_in_mail(size)), make_before(size_in_mail(size) - 1)
    draft = LetterKind.DRAFT
    assert line(fits.view(meeting.id, draft), "Sofie").size == size
    assert Concern.TOO_LARGE not in line(fits.view(meeting.id, draft), "Sofie").concerns
    assert Concern.TOO_LARGE in line(over.view(meeting.id, draft), "Sofie").concerns
    # An invitation carries no pack.
    assert Concern.TOO_LARGE not in line(over.view(meeting.id, INVITATION), "Sofie").concerns


def test_a_folder_has_no_limit(
    bench: Bench, make_before: Callable[[int], Before], tmp_path: Path
) -> None:
    meeting = bench.meeting()
    bench.office.starter.add(a_file(tmp_path))
    found = make_before(1).view(meeting.id, LetterKind.DRAFT)
    assert Concern.TOO_LARGE not in line(found, "Sofie").concerns


def test_minutes_weigh_what_each_persons_kept_papers_do(bench: Bench) -> None:
    done = bench.complete().meeting
    assert {each.size for each in view(bench, done, MINUTES).lines} == {0}
    bench.office.finishing.finish(done.id, done.version)
    copies = {each.name: each for each in bench.office.copies.newest(done.id)}
    for found in view(bench, done, MINUTES).lines:
        copy = copies[found.name]
        papers = [bench.office.copies.paper(copy.id, name) for name in copy.papers]
        assert found.size == sum(map(len, papers)) > 0


# --- what a person chooses ------------------------------------------------------------------


def test_the_way_chosen_last_is_proposed_while_it_is_possible(bench: Bench) -> None:
    meeting = bench.meeting()
    sofie = line(view(bench, meeting), "Sofie").attendee_id
    invite(bench, meeting, Choices({sofie: PAPER}))
    assert line(view(bench, bench.meeting()), "Sofie").channel is PAPER
    choices = Choices({sofie: MAIL})
    found = bench.office.before.view(meeting.id, INVITATION, choices=choices)
    assert line(found, "Sofie").channel is MAIL


def test_whoever_is_left_out_gets_no_letter(bench: Bench) -> None:
    meeting = bench.meeting()
    karin = line(view(bench, meeting), "Karin").attendee_id
    invite(bench, meeting, Choices(left_out=frozenset({karin})))
    names = [each.name for each in bench.office.sending.deliveries(meeting.id)]
    assert names == ["Mette Holm", "Sofie Eksempel", "Jonas Eksempel"]


def test_with_everybody_left_out_nothing_is_announced(bench: Bench) -> None:
    meeting = bench.meeting()
    everybody = frozenset(each.id for each in meeting.attendees)
    with pytest.raises(NobodyToSendTo):
        invite(bench, meeting, Choices(left_out=everybody))
    assert bench.office.meetings.get(meeting.id).invited_at is None


def test_whoever_is_left_out_of_minutes_has_no_copy_either(bench: Bench) -> None:
    done = bench.complete().meeting
    karin = line(view(bench, done, MINUTES), "Karin").attendee_id
    out = Choices(left_out=frozenset({karin}))
    bench.office.finishing.finish(done.id, done.version, choices=out)
    assert "Karin Dam" not in [each.name for each in bench.office.copies.newest(done.id)]
    letters = bench.office.sending.deliveries(done.id)
    assert "Karin Dam" not in [each.name for each in letters]


def test_a_unit_is_chosen_once_and_proposed_the_next_time(bench: Bench) -> None:
    unit = UnitSender("PPR", "PPR Eksempelby", "ppr@kommune.example")
    meeting, before = bench.meeting(), bench.office.before
    assert view(bench, meeting).senders == ()
    bench.office.settings.save_mail(replace(SMTP, senders=(unit,)))
    found = view(bench, meeting)
    assert [each.address for each in found.senders] == ["breve@kommune.example", unit.address]
    assert found.sender is None
    before.remember(Choices(sender=unit))
    assert view(bench, meeting).sender == unit
    invite_only = bench.office.sending.announce_meeting(
        meeting.id, meeting.version, choices=Choices(sender=unit)
    )
    letters = bench.office.sending.deliveries(invite_only.id)
    assert {each.sender_address for each in letters} == {unit.address}
    bench.office.settings.save_mail(SMTP)
    assert view(bench, meeting).sender is None
    before.remember(AS_USUAL)


def test_the_page_for_letters_made_before_shows_the_addresses_of_now(bench: Bench) -> None:
    meeting = bench.meeting()
    invite(bench, meeting)
    move(bench, "jonas", "jonas@mail.example")
    letters = {each.name: each for each in bench.office.sending.deliveries(meeting.id)}
    chosen = [letters["Jonas Eksempel"].id, letters["Karin Dam"].id]
    found = bench.office.before.view_again(meeting.id, chosen)
    assert [each.key for each in found.lines] == [
        letters[each].id for each in ("Jonas Eksempel", "Karin Dam")
    ]
    jonas = line(found, "Jonas")
    assert (jonas.address, jonas.channel) == ("jonas@mail.example", MAIL)
    assert jonas.concerns == (Concern.NEW_ADDRESS,)
    assert line(found, "Karin").concerns == ()


# --- the list of domains --------------------------------------------------------------------


def test_domains_below_one_count_and_lookalikes_do_not() -> None:
    domains = load_private_domains([paths.resources()])
    assert is_private("a@gmail.com", domains)
    assert is_private(" A@Post.Gmail.COM ", domains)
    for other in ("a@notgmail.com", "a@gmail.com.example", "a@com", "gmail.com@skole.example", ""):
        assert not is_private(other, domains), other


def test_a_municipalitys_own_list_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / DOMAINS_FILE).write_text('private = ["Privat.example"]')
    assert load_private_domains([paths.resources(), tmp_path]) == {"privat.example"}


@pytest.mark.parametrize(
    ("text", "line_number", "field", "reason"),
    [
        ('private = [\n  "gmail.com",\n  "ikke et domæne",\n]', 3, "private.2", "UNKNOWN_VALUE"),
        ('private = ["a.example", "A.example"]', 1, "private.2", "DUPLICATE_KEY"),
        ("\npublic = []", 2, "public", "UNKNOWN_FIELD"),
        ("private = 3", 1, "private", "WRONG_TYPE"),
    ],
    ids=["not-a-domain", "twice", "unknown", "number"],
)
def test_a_mistake_in_the_list_is_placed(
    tmp_path: Path, text: str, line_number: int, field: str, reason: str
) -> None:
    (tmp_path / DOMAINS_FILE).write_text(text)
    with pytest.raises(ResourceFault) as caught:
        load_private_domains([tmp_path])
    fault = caught.value
    found = (fault.file_name, fault.line, fault.field, fault.reason)
    assert found == (DOMAINS_FILE, line_number, field, FaultReason[reason])


def test_without_a_list_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(ResourceFault):
        load_private_domains([tmp_path])
