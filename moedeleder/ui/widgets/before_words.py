"""What the page before letters leave says: who gets what which way, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.before import BeforeLine, BeforeView, Concern
from moedeleder.domain.completeness import joined
from moedeleder.domain.sending import LetterKind, LetterWay
from moedeleder.domain.settings import MailWay
from moedeleder.domain.text import shorten
from moedeleder.ui.icons import IconName
from moedeleder.ui.tokens import Tone
from moedeleder.ui.wording import count_text

_NAME = 60
_NAMED = 3
_MEGA = 1_000_000
BY_WORD = frozenset({LetterKind.CANCELLATION, LetterKind.WITHDRAWAL})
"""Who gets no mail of these is called: nobody needs a paper that says not to come."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("BeforeList", text)


def line_name(line: BeforeLine) -> str:
    """Return e.g. ``Sofie Eksempel · mor``."""
    role = line.role
    return " · ".join(filter(None, (line.name, role[:1].lower() + role[1:])))


def channel_text(way: LetterWay, kind: LetterKind) -> str:
    """Return the name of a way for a letter to go."""
    if way is LetterWay.DIGITAL_POST:
        return _tr("Digital Post")
    if way is LetterWay.PAPER:
        return _tr("Ring selv") if kind in BY_WORD else _tr("Papir")
    return _tr("Mail")


def concern_text(concern: Concern, line: BeforeLine, view: BeforeView) -> str:
    """Return what to look at about one receiver."""
    if concern is Concern.NO_ADDRESS:
        return no_address_text(view.kind)
    if concern is Concern.BAD_ADDRESS:
        return _tr("Adressen kan ikke bruges. Ret den, eller giv en kopi på papir")
    if concern is Concern.NEW_ADDRESS:
        return _tr("Adressen er ny for {0}").format(shorten(view.child, _NAME))
    if concern is Concern.SHARED_ADDRESS:
        others = joined([shorten(name, _NAME) for name in line.shares])
        return _tr("Samme adresse som {0}. De får hver deres mail").format(others)
    if concern is Concern.PRIVATE_DOMAIN:
        return _tr("En privat mailadresse. Brug hellere den fra arbejdet")
    size, most = _megabytes(-(-line.size // 3) * 4), _megabytes(view.size_limit)
    return _tr("Bilagene fylder {0}. Serveren tager højst {1}").format(size, most)


def no_address_text(kind: LetterKind) -> str:
    """Return what happens to somebody without a mail address."""
    if kind in BY_WORD:
        return _tr("Mangler adresse. Ring selv")
    return _tr("Mangler adresse, får en kopi på papir")


def concern_look(concern: Concern, view: BeforeView) -> tuple[IconName, Tone]:
    """Return the icon and tone of something to look at."""
    if concern is Concern.NO_ADDRESS:
        return ("phone" if view.kind in BY_WORD else "printer"), Tone.WARN
    if concern is Concern.BAD_ADDRESS:
        return "warning", Tone.BAD
    if concern is Concern.SHARED_ADDRESS:
        return "people", Tone.NEUTRAL
    return "warning", Tone.WARN


def shown_concerns(line: BeforeLine, view: BeforeView) -> tuple[Concern, ...]:
    """Return what is said at a line: that all addresses are new is said once, above."""
    hidden = {Concern.NEW_ADDRESS} if view.is_first else set()
    if line.channel is not LetterWay.MAIL:
        # Nothing of an address matters to somebody who gets paper.
        hidden = set(Concern) - {Concern.NO_ADDRESS, Concern.BAD_ADDRESS}
    return tuple(each for each in line.concerns if each not in hidden)


def summary_text(lines: Sequence[BeforeLine], kind: LetterKind) -> str:
    """Return e.g. ``6 får mail, 1 får papir``."""
    paper = _tr("{0} ringer du til") if kind in BY_WORD else _tr("{0} får papir")
    said = {
        LetterWay.MAIL: _tr("{0} får mail"),
        LetterWay.PAPER: paper,
        LetterWay.DIGITAL_POST: _tr("{0} får Digital Post"),
    }
    counts = {way: sum(each.channel is way for each in lines) for way in said}
    parts = [said[way].format(count) for way, count in counts.items() if count]
    return ", ".join(parts) if parts else _tr("Ingen får brevet")


def gathered_texts(
    view: BeforeView, lines: Sequence[BeforeLine], left_out: Sequence[BeforeLine]
) -> tuple[tuple[Tone, str], ...]:
    """Return what there is to look at among all who get the letter, one sentence each."""
    by_mail = [each for each in lines if each.channel is LetterWay.MAIL]
    found = [_new_text(view, by_mail)]
    for concern, one, many in (
        (
            Concern.PRIVATE_DOMAIN,
            _tr("1 fagperson har en privat mailadresse."),
            _tr("{0} fagpersoner har en privat mailadresse."),
        ),
        (
            Concern.TOO_LARGE,
            _tr("1 brev er for stort til mailserveren. Vælg papir, eller tag bilag ud."),
            _tr("{0} breve er for store til mailserveren. Vælg papir, eller tag bilag ud."),
        ),
    ):
        count = sum(concern in each.concerns for each in by_mail)
        if count:
            found.append((Tone.WARN, one if count == 1 else many.format(count)))
    found.append(_left_out_text(view, left_out))
    return tuple(each for each in found if each is not None)


def _new_text(view: BeforeView, by_mail: Sequence[BeforeLine]) -> tuple[Tone, str] | None:
    count = sum(Concern.NEW_ADDRESS in each.concerns for each in by_mail)
    child = shorten(view.child, _NAME)
    if not count:
        return None
    if view.is_first:
        first = _tr("Det er de første breve om {0}. Læs adresserne igennem.")
        return Tone.INFO, first.format(child)
    one = _tr("1 adresse er ny for {0}. Læs den igennem.")
    many = _tr("{1} adresser er nye for {0}. Læs dem igennem.")
    return Tone.WARN, (one if count == 1 else many).format(child, count)


def _left_out_text(view: BeforeView, left_out: Sequence[BeforeLine]) -> tuple[Tone, str] | None:
    """Return gently who is not to have the minutes, which are meant for everybody who met."""
    if view.kind is not LetterKind.MINUTES or not left_out:
        return None
    names = [shorten(each.name, _NAME) for each in left_out[:_NAMED]]
    if len(left_out) > _NAMED:
        names.append(_tr("{0} til").format(len(left_out) - _NAMED))
    says = _tr("{0} får ikke referatet. Det er tænkt til alle, der var med.")
    return Tone.INFO, says.format(joined(names))


def safety_text(view: BeforeView, *, by_mail: bool) -> str:
    """Return what is said about the safety of mail; empty where no mail leaves."""
    if view.way is MailWay.FOLDER or not by_mail:
        return ""
    if view.relay_enforces_tls:
        return _tr("Kommunens mailserver sender kun krypteret videre.")
    return _tr("Kommunens mailserver skal selv kræve kryptering hele vejen.")


def safety_more_text() -> str:
    """Return what a person may want to know about mail with sensitive words."""
    return " ".join(
        (
            _tr("Mødeleder sender altid krypteret til jeres egen mailserver."),
            _tr("Derfra går mailen videre til modtagerens server."),
            _tr("Den del af vejen er kun krypteret, når jeres server kræver det."),
            _tr("Datatilsynet siger, at følsomme oplysninger skal sendes med TLS 1.2 eller nyere."),
            _tr("Spørg jeres it, om serveren kræver det."),
            _tr("Gør den det, så sæt kryds i Indstillinger under Sådan sendes mails."),
            _tr("Er du i tvivl, så vælg papir eller Digital Post."),
        )
    )


def paper_caption(lines: Sequence[BeforeLine]) -> str:
    """Return what is done where nobody gets a mail, e.g. ``Gør 3 breve klar til print``."""
    letters = count_text(len(lines), _tr("brev"), _tr("breve"))
    ways = {each.channel for each in lines}
    if ways == {LetterWay.PAPER}:
        return _tr("Gør {0} klar til print").format(letters)
    if ways == {LetterWay.DIGITAL_POST}:
        return _tr("Gør {0} klar til Digital Post").format(letters)
    return _tr("Gør {0} klar").format(letters)


def mail_count(lines: Sequence[BeforeLine]) -> int:
    """Return how many get a mail."""
    return sum(each.channel is LetterWay.MAIL for each in lines)


def _megabytes(size: int) -> str:
    return f"{size / _MEGA:.1f} MB".replace(".", ",")
