"""What somebody may not read leaves no way: mail, paper, folder, Digital Post or the screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from moedeleder.domain.agenda import ItemDraft, ItemKind
from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.domain.meetings import PromiseDraft
from moedeleder.domain.readers import Access, Paper, hidden_by
from moedeleder.domain.record import PartKey
from moedeleder.domain.reminders import ReminderKind
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.sending import Delivery, LetterKind
from moedeleder.domain.settings import DigitalPostSettings
from moedeleder.domain.statements import StatementKind
from tests.documents.memo_schema import files_of
from tests.test_private_notes import SECRET, everything_in, private, said
from tests.ui.held_meeting import complete, hold
from tests.ui.office_fixture import Example, TestDesk, desk, example
from tests.ui.round_desk import hear_child

__all__ = ["desk", "example"]
FOR_SOME, OWN_WORDS = "blåhejre", "sølvmåge"
"""Words of a point that only the parents may hear, and of a part that Lise may not read."""
HEARS = ("Sofie", "Jonas", "Mette")
MAY_NOT_ALL = ("Sofie", "Karin", "Lise")
NUMBER = "010180-1234"


def letters(desk: TestDesk, meeting_id: str) -> tuple[Delivery, ...]:
    return desk.office.sending.deliveries(meeting_id)


def first_name(letter: Delivery) -> str:
    return letter.name.split()[0]


def mail_words(data: bytes) -> Iterator[str]:
    """Give all that can be read in a mail, its files too."""
    mail = message_from_bytes(data, policy=policy.default)
    yield from (f"{name}: {value}" for name, value in mail.items())
    for part in mail.walk():
        payload = part.get_payload(decode=True)
        yield said(payload) if isinstance(payload, bytes) else ""


def as_mailed(desk: TestDesk, letter: Delivery, folder: Path) -> Iterator[str]:
    """Give a letter as it is kept, shown and saved after it left."""
    office = desk.office
    for kept in office.outbox.letters(letter.id):
        yield from mail_words(office.outbox.letter(kept.id))
        shown = office.post.letter(kept.id)
        yield repr(shown)
        for number in range(len(shown.files)):
            yield said(office.post.save_file(kept.id, number, folder).read_bytes())


def as_handed_over(desk: TestDesk, meeting_id: str, ids: list[str], folder: Path) -> str:
    """Return somebody's letters as they are printed, saved and laid ready for Digital Post."""
    without_mail = desk.office.without_mail
    printed = without_mail.print_all(meeting_id, ids, folder / "papir")
    without_mail.save_all(meeting_id, ids, folder / "mappe")
    words = [said(printed.read_bytes()), everything_in(folder / "mappe")]
    for memo in without_mail.digital_post(meeting_id, dict.fromkeys(ids, NUMBER), folder / "post"):
        data = memo.read_bytes()
        words += [data.decode(), *(said(each) for _name, each in files_of(data))]
    return "\n".join(words)


def ways_out(
    desk: TestDesk, meeting_id: str, folder: Path, kinds: tuple[LetterKind, ...]
) -> dict[str, str]:
    """Return all that each receiver gets to see, by name and kind, or by name and "by hand"."""
    found: dict[str, str] = {}
    ids = defaultdict(list)
    for letter in letters(desk, meeting_id):
        if letter.kind in kinds:
            place = folder / letter.id
            place.mkdir(parents=True)
            key = f"{first_name(letter)} {letter.kind.value}"
            found[key] = found.get(key, "") + "\n".join(as_mailed(desk, letter, place))
            ids[first_name(letter)].append(letter.id)
    for name in MAY_NOT_ALL:
        place = folder / name
        place.mkdir()
        found[f"{name} by hand"] = as_handed_over(desk, meeting_id, ids[name], place)
    return found


@pytest.fixture(autouse=True)
def digital_post(desk: TestDesk) -> None:
    desk.office.settings.save_digital_post(DigitalPostSettings("12 34 56 78", "Eksempel Kommune"))


def limit(desk: TestDesk, example: Example, meeting_id: str) -> str:
    """Add a point that only the parents and Mette may hear; return its id."""
    office = desk.office
    title, words = f"Fars {FOR_SOME}", f"Om {FOR_SOME} derhjemme"
    sofie = example.person("Sofie").id
    meeting = office.agenda.add(
        meeting_id, ItemDraft(title, ItemKind.DISCUSSION, 5, sofie, words=words)
    )
    item = meeting.items[-1]
    office.points.limit(item.id, item.version, [example.person(name).id for name in HEARS])
    return item.id


def assert_kept(found: dict[str, str], word: str, may: tuple[str, ...]) -> None:
    """Nobody else is told the word, nor by more than the letters that are about it."""
    told = {key for key, text in found.items() if word in text}
    assert {key.split()[0] for key in told} <= set(may), sorted(told)


def test_before_the_meeting_nothing_kept_back_leaves_with_any_letter(
    desk: TestDesk, example: Example, tmp_path: Path
) -> None:
    office, meeting_id = desk.office, example.meeting.id
    item_id = limit(desk, example, meeting_id)
    private(desk, meeting_id, f"{SECRET} ved punktet", item_id)
    private(desk, meeting_id, f"{SECRET} ved intet", None)
    plan, version = office.sharing.plan(meeting_id), office.meetings.get(meeting_id).version
    everybody = tuple(each.id for each in office.meetings.get(meeting_id).attendees)
    office.sharing.share(meeting_id, version, everybody, plan.answer_by)
    office.sending.send(meeting_id, LetterKind.DRAFT)
    for name in ("Sofie", "Karin"):
        brought = [ContributionDraft(ContributionKind.POINT, f"Et punkt fra {name}")]
        person = example.person(name).id
        meeting = office.contributions.type_in(meeting_id, person, Channel.PHONE, brought)
        added = meeting.contributions[-1]
        office.contributions.merge(added.id, added.version, item_id)
    office.receipts.announce(meeting_id)
    office.sending.send(meeting_id, LetterKind.RECEIPT)
    meeting = hear_child(desk, meeting_id)
    office.sending.announce_meeting(meeting_id, meeting.version)
    office.sending.send(meeting_id, LetterKind.INVITATION)
    office.reminders.turn_on(meeting_id, ReminderKind.MEETING, 2)
    desk.clock.set(datetime(2026, 12, 1, 9, 0, 0, 123456, tzinfo=UTC))
    assert office.reminders.make_due()
    office.outbox.work()
    first = (LetterKind.DRAFT, LetterKind.RECEIPT, LetterKind.INVITATION, LetterKind.REMINDER)
    found = ways_out(desk, meeting_id, tmp_path / "før", first)
    lise = next(each for each in meeting.attendees if each.person.name.startswith("Lise"))
    office.meetings.remove_attendee(lise.id, lise.version)
    office.withdrawals.announce(meeting_id)
    meeting = office.meetings.get(meeting_id)
    office.sending.cancel_meeting(meeting_id, meeting.version, "Karin er syg")
    office.outbox.work()
    last = (LetterKind.WITHDRAWAL, LetterKind.CANCELLATION)
    found |= {
        f"{key} last": text
        for key, text in ways_out(desk, meeting_id, tmp_path / "efter", last).items()
    }
    told = {key.split()[1] for key, text in found.items() if "Mette Holm" in text}
    assert told == {each.value for each in (*first, *last)} | {"by"}
    assert_kept(found, SECRET, ())
    # The agenda is the same for everybody: a point for some has no title on it.
    assert_kept(found, FOR_SOME, ("Sofie",))


def test_after_the_meeting_each_reads_what_is_theirs_whichever_way_it_comes(
    desk: TestDesk, example: Example, tmp_path: Path
) -> None:
    office, meeting_id = desk.office, example.meeting.id
    item_id = limit(desk, example, meeting_id)
    meeting = hold(desk, example)
    private(desk, meeting_id, f"{SECRET} ved punktet", item_id)
    private(desk, meeting_id, f"{SECRET} ved intet", None)
    office.statements.say(
        meeting_id, StatementKind.PARENT_WORDS, f"Det om {FOR_SOME} er svært", item_id=item_id
    )
    karin = example.person("Karin").id
    promise = PromiseDraft(f"Se til {FOR_SOME}", karin, due=date(2026, 12, 9), item_id=item_id)
    office.promises.add(meeting_id, promise)
    complete(desk, office.meetings.get(meeting_id))
    part = office.minutes.open(meeting_id).parts[PartKey.PARENT_PERSPECTIVE]
    words = from_plain(f"De er alene med {OWN_WORDS}")
    office.minutes.write(meeting_id, part.key, part.version, words)
    for reader in office.readers.view(meeting_id).readers:
        is_lise = reader.attendee.person.name.startswith("Lise")
        office.readers.set(
            meeting_id,
            reader.attendee.id,
            reader.choice.version,
            hidden=hidden_by(Access.WITHOUT_OWN_WORDS) if is_lise else (),
            papers=tuple(Paper),
            shares_contact=True,
        )
    office.finishing.finish(meeting_id, office.meetings.get(meeting_id).version)
    office.sending.send(meeting_id, LetterKind.MINUTES)
    for kind in (ReminderKind.CORRECTIONS, ReminderKind.PROMISES):
        office.reminders.turn_on(meeting_id, kind, 2)
    everybody = tuple(each.id for each in meeting.attendees)
    office.feedback.ask_by_mail(meeting_id, everybody)
    office.sending.send(meeting_id, LetterKind.FEEDBACK)
    desk.clock.set(datetime(2026, 12, 9, 8, 0, 0, 123456, tzinfo=UTC))
    assert office.reminders.make_due()
    office.outbox.work()
    kinds = (LetterKind.MINUTES, LetterKind.REMINDER, LetterKind.FEEDBACK)
    found = ways_out(desk, meeting_id, tmp_path / "ud", kinds)
    told = {key.split()[1] for key, text in found.items() if "Mette Holm" in text}
    assert told >= {each.value for each in kinds} | {"by"}
    assert_kept(found, SECRET, ())
    assert_kept(found, FOR_SOME, HEARS)
    assert_kept(found, OWN_WORDS, tuple({key.split()[0] for key in found} - {"Lise"}))
    for word in (FOR_SOME, OWN_WORDS):
        assert word in found["Sofie minutes"]
        assert word in found["Sofie by hand"]
