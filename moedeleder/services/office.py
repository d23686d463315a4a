"""All use cases together, as the window and the command line are given them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from moedeleder.services.agenda import Agenda
from moedeleder.services.answers import Answers
from moedeleder.services.before import Before
from moedeleder.services.changed_files import ChangedFiles
from moedeleder.services.conduct import Conduct
from moedeleder.services.context import Clock, Context
from moedeleder.services.contributions import Contributions
from moedeleder.services.copies import Copies
from moedeleder.services.corrections import Corrections
from moedeleder.services.envelopes import Envelopes
from moedeleder.services.exchange import Exchange
from moedeleder.services.families import Families
from moedeleder.services.feedback import FeedbackAnswers
from moedeleder.services.finding_letters import FindingLetters, UncertainLetters
from moedeleder.services.finishing import Finishing
from moedeleder.services.gap_reasons import GapReasons
from moedeleder.services.gathering import GatheringStatements
from moedeleder.services.journal import Journal
from moedeleder.services.language import Language
from moedeleder.services.letters import Letters
from moedeleder.services.mailbox import MailboxFetching, MailboxMaker
from moedeleder.services.meetings import Meetings
from moedeleder.services.minutes import Minutes
from moedeleder.services.notepad import Notepad
from moedeleder.services.outbox import Outbox, TransportMaker
from moedeleder.services.overview import Overview
from moedeleder.services.paper_template import PaperTemplates
from moedeleder.services.papers import PapersOnHand
from moedeleder.services.points import Points
from moedeleder.services.post import Post
from moedeleder.services.preparation import Preparation
from moedeleder.services.presence import Presence
from moedeleder.services.promises import Promises
from moedeleder.services.read_back import ReadBack
from moedeleder.services.readers import Readers
from moedeleder.services.receipts import Receipts
from moedeleder.services.reminders import Reminders
from moedeleder.services.retiring import Retiring
from moedeleder.services.safety import Safety
from moedeleder.services.scales import Scales
from moedeleder.services.scratch import Scratch
from moedeleder.services.search import Search
from moedeleder.services.sending import Sending
from moedeleder.services.settings import Secrets, Settings
from moedeleder.services.sharing import Sharing
from moedeleder.services.speaking import Speaking
from moedeleder.services.starter import StarterPacks
from moedeleder.services.statements import Statements
from moedeleder.services.times import Times
from moedeleder.services.used_documents import UsedDocuments
from moedeleder.services.verifying import Verifying
from moedeleder.services.withdrawals import Withdrawals
from moedeleder.services.without_mail import WithoutMail


@dataclass(frozen=True)
class Office:
    """Every service, built on one store."""

    clock: Clock
    families: Families
    meetings: Meetings
    agenda: Agenda
    contributions: Contributions
    receipts: Receipts
    answers: Answers
    mailbox: MailboxFetching
    finding: FindingLetters
    times: Times
    conduct: Conduct
    points: Points
    presence: Presence
    speaking: Speaking
    statements: Statements
    scales: Scales
    read_back: ReadBack
    notepad: Notepad
    scratch: Scratch
    promises: Promises
    minutes: Minutes
    used_documents: UsedDocuments
    gap_reasons: GapReasons
    readers: Readers
    copies: Copies
    finishing: Finishing
    retiring: Retiring
    verifying: Verifying
    corrections: Corrections
    before: Before
    withdrawals: Withdrawals
    reminders: Reminders
    sending: Sending
    outbox: Outbox
    post: Post
    sharing: Sharing
    papers: PapersOnHand
    settings: Settings
    overview: Overview
    search: Search
    exchange: Exchange
    safety: Safety
    starter: StarterPacks
    preparation: Preparation
    feedback: FeedbackAnswers
    language: Language
    journal: Journal
    gathering: GatheringStatements
    paper_template: PaperTemplates
    changed_files: ChangedFiles
    without_mail: WithoutMail


def build_office(
    context: Context,
    secrets: Secrets,
    transport: TransportMaker,
    mailbox: MailboxMaker,
    resources: Sequence[Path],
) -> Office:
    """Return the services on one store.

    Args:
        resources: folders of data files; a later one's files win.
    """
    settings = Settings(context, secrets)
    answers = Answers(context)
    uncertain = UncertainLetters(context)
    fetching = MailboxFetching(context, secrets, answers, mailbox, uncertain)
    minutes = Minutes(context, settings)
    envelopes = Envelopes(context, settings, Letters(resources))
    outbox = Outbox(context, settings, envelopes, transport)
    readers = Readers(context)
    copies = Copies(context, settings, minutes, readers)
    return Office(
        clock=context.clock,
        families=Families(context),
        meetings=Meetings(context),
        agenda=Agenda(context),
        contributions=Contributions(context),
        answers=answers,
        mailbox=fetching,
        finding=FindingLetters(context, fetching, uncertain),
        receipts=Receipts(context),
        times=Times(context),
        conduct=Conduct(context),
        points=Points(context),
        presence=Presence(context),
        speaking=Speaking(context),
        statements=Statements(context),
        scales=Scales(context),
        read_back=ReadBack(context, minutes),
        notepad=Notepad(context),
        scratch=Scratch(context),
        promises=Promises(context),
        minutes=minutes,
        used_documents=UsedDocuments(context),
        gap_reasons=GapReasons(context),
        corrections=Corrections(context),
        readers=readers,
        copies=copies,
        finishing=Finishing(minutes, copies),
        retiring=Retiring(context),
        verifying=Verifying(context),
        before=Before(context, settings, resources, outbox.size_limit),
        withdrawals=Withdrawals(context),
        reminders=Reminders(context, envelopes),
        sending=Sending(context, settings, envelopes, outbox, transport),
        outbox=outbox,
        post=Post(context),
        sharing=Sharing(context, settings, envelopes),
        papers=PapersOnHand(minutes, settings, envelopes),
        settings=settings,
        overview=Overview(context),
        search=Search(context),
        exchange=Exchange(context, settings),
        safety=Safety(context),
        starter=StarterPacks(context),
        preparation=Preparation(context),
        feedback=FeedbackAnswers(context, settings),
        language=Language(context, resources),
        journal=Journal(context, settings, resources),
        gathering=GatheringStatements(context, minutes),
        paper_template=PaperTemplates(context, settings),
        changed_files=ChangedFiles(context, settings),
        without_mail=WithoutMail(context, settings, envelopes),
    )
