"""Sharing, times, versions, receipts and calling off, and the letters they send."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from moedeleder.domain.agenda import ItemDraft, ItemKind
from moedeleder.domain.child_voice import ChildVoice
from moedeleder.domain.meetings import MeetingDraft
from moedeleder.domain.people import FamilyDraft
from moedeleder.domain.sending import LetterKind
from moedeleder.ui.dialogs.cancel_meeting import CancelMeetingDialog
from moedeleder.ui.dialogs.receipts import ReceiptsDialog
from moedeleder.ui.dialogs.see_mail import SeeMailDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dialogs.share import ShareDialog
from moedeleder.ui.dialogs.times import TimesDialog
from moedeleder.ui.dialogs.versions import VersionsDialog
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import scene
from tests.screenshots.scenes_meeting import ONE_SIZE, meeting_page, overfull
from tests.ui.office_fixture import STARTS, add_example
from tests.ui.round_desk import contribute, invite, propose, share


@scene("runde-del", sizes=ONE_SIZE)
def share_normal() -> QDialog:
    desk = scene_desk()
    return ShareDialog(desk, add_example(desk).meeting)


@scene("runde-del-tom", sizes=ONE_SIZE)
def share_empty() -> QDialog:
    desk = scene_desk()
    family = desk.office.families.create(FamilyDraft("Noor Prøve"))
    meeting = desk.office.meetings.create(family.id, "network", MeetingDraft(STARTS, 90))
    return ShareDialog(desk, meeting)


@scene("runde-del-fuld", sizes=ONE_SIZE)
def share_full() -> QDialog:
    desk = scene_desk()
    meeting = overfull(desk).meeting
    return ShareDialog(desk, desk.office.meetings.get(meeting.id))


@scene("runde-delt", sizes=ONE_SIZE)
def share_sent() -> QDialog:
    desk = scene_desk()
    meeting = share(desk, add_example(desk).meeting.id)
    return SendDialog(desk, meeting, LetterKind.DRAFT, results=True)


@scene("runde-delt-side")
def page_shared() -> QWidget:
    desk = scene_desk()
    example = add_example(desk)
    share(desk, example.meeting.id)
    return meeting_page(desk, example.meeting.id)


@scene("runde-tider", sizes=ONE_SIZE)
def times_normal() -> QDialog:
    desk = scene_desk()
    return TimesDialog(desk, propose(desk, add_example(desk)))


@scene("runde-tider-tom", sizes=ONE_SIZE)
def times_empty() -> QDialog:
    desk = scene_desk()
    return TimesDialog(desk, add_example(desk).meeting)


@scene("runde-tider-fuld", sizes=ONE_SIZE)
def times_full() -> QDialog:
    desk = scene_desk()
    return TimesDialog(desk, propose(desk, overfull(desk), 12))


@scene("runde-tid-aaben")
def page_time_open() -> QWidget:
    desk = scene_desk()
    example = add_example(desk)
    propose(desk, example)
    share(desk, example.meeting.id)
    return meeting_page(desk, example.meeting.id)


@scene("runde-udgaver", sizes=ONE_SIZE)
def versions_normal() -> QDialog:
    desk = scene_desk()
    example = add_example(desk)
    share(desk, example.meeting.id)
    point = ItemDraft("Fast voksen om morgenen", ItemKind.DISCUSSION, 10)
    desk.office.agenda.add(example.meeting.id, point)
    invite(desk, example.meeting.id)
    item = desk.office.meetings.get(example.meeting.id).items[-1]
    desk.office.agenda.remove(item.id, item.version)
    return VersionsDialog(desk, desk.office.meetings.get(example.meeting.id))


@scene("runde-udgaver-tom", sizes=ONE_SIZE)
def versions_empty() -> QDialog:
    desk = scene_desk()
    return VersionsDialog(desk, add_example(desk).meeting)


@scene("runde-udgaver-fuld", sizes=ONE_SIZE)
def versions_full() -> QDialog:
    desk = scene_desk()
    meeting_id = overfull(desk).meeting.id
    people = [each.id for each in desk.office.meetings.get(meeting_id).attendees]
    share(desk, meeting_id, people)
    return VersionsDialog(desk, desk.office.meetings.get(meeting_id))


@scene("runde-kvittering", sizes=ONE_SIZE)
def receipts_normal() -> QDialog:
    desk = scene_desk()
    return ReceiptsDialog(desk, contribute(desk, add_example(desk)))


@scene("runde-kvittering-tom", sizes=ONE_SIZE)
def receipts_empty() -> QDialog:
    desk = scene_desk()
    return ReceiptsDialog(desk, add_example(desk).meeting)


@scene("runde-kvittering-sendt", sizes=ONE_SIZE)
def receipts_sent() -> QDialog:
    desk = scene_desk()
    meeting = contribute(desk, add_example(desk))
    desk.office.receipts.announce(meeting.id)
    return SendDialog(desk, meeting, LetterKind.RECEIPT, begin=True)


@scene("runde-aflys", sizes=ONE_SIZE)
def cancel_normal() -> QDialog:
    desk = scene_desk()
    return CancelMeetingDialog(desk, share(desk, add_example(desk).meeting.id))


@scene("runde-aflys-ingen", sizes=ONE_SIZE)
def cancel_nobody() -> QDialog:
    desk = scene_desk()
    return CancelMeetingDialog(desk, add_example(desk).meeting)


@scene("runde-aflys-fuld", sizes=ONE_SIZE)
def cancel_full() -> QDialog:
    desk = scene_desk()
    meeting_id = overfull(desk).meeting.id
    people = [each.id for each in desk.office.meetings.get(meeting_id).attendees]
    return CancelMeetingDialog(desk, share(desk, meeting_id, people))


@scene("runde-aflyst")
def page_cancelled() -> QWidget:
    desk = scene_desk()
    meeting = invite(desk, add_example(desk).meeting.id)
    sending = desk.office.sending
    sending.cancel_meeting(meeting.id, meeting.version, "Sofie er blevet syg.")
    return meeting_page(desk, meeting.id)


@scene("runde-aflyst-sendt", sizes=ONE_SIZE)
def cancelled_sent() -> QDialog:
    desk = scene_desk()
    meeting = invite(desk, add_example(desk).meeting.id)
    sending = desk.office.sending
    meeting = sending.cancel_meeting(meeting.id, meeting.version, "Sofie er blevet syg.")
    return SendDialog(desk, meeting, LetterKind.CANCELLATION, begin=True)


@scene("runde-opdatering", sizes=ONE_SIZE)
def update_before() -> QDialog:
    desk = scene_desk()
    meeting = invite(desk, add_example(desk).meeting.id)
    moved = MeetingDraft(STARTS.replace(hour=14), 90, "Bakkeskolen", "", meeting.purpose)
    meeting = desk.office.meetings.update(meeting.id, meeting.version, moved)
    return SendDialog(desk, meeting, LetterKind.INVITATION)


@scene("runde-stemme-mangler", sizes=ONE_SIZE)
def voice_missing() -> QDialog:
    desk = scene_desk()
    meeting = add_example(desk).meeting
    meeting = desk.office.meetings.set_child_voice(meeting.id, meeting.version, ChildVoice())
    dialog = SendDialog(desk, meeting, LetterKind.INVITATION)
    dialog.confirm_button.click()
    return dialog


@scene("runde-opdatering-side")
def page_changed() -> QWidget:
    desk = scene_desk()
    example = add_example(desk)
    invite(desk, example.meeting.id)
    desk.office.agenda.add(example.meeting.id, ItemDraft("Fast voksen om morgenen", minutes=10))
    return meeting_page(desk, example.meeting.id)


@scene("runde-se-mailen", sizes=ONE_SIZE)
def see_mail() -> QDialog:
    desk = scene_desk()
    meeting = add_example(desk).meeting
    receivers = desk.office.sending.receivers(meeting.id)
    return SeeMailDialog(desk, meeting, LetterKind.INVITATION, receivers)
