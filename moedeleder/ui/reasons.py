"""Why a letter has not left, as it follows a colon; free of Qt."""

from __future__ import annotations

from moedeleder.domain import errors
from moedeleder.domain.sending import Delivery, DeliveryState
from moedeleder.ui.error_sentences import SENTENCES
from moedeleder.ui.reply_words import reply_of

_REASONS: dict[str, str] = {
    errors.InvalidAddress.__name__: "adressen kan ikke bruges",
    errors.ReceiverRefused.__name__: "serveren kender ikke adressen",
    errors.SenderRefused.__name__: "serveren tager ikke imod mail fra jer",
    errors.MailServerUnreachable.__name__: "mailserveren svarer ikke",
    errors.MailServerNotSecure.__name__: "forbindelsen er ikke sikker nok",
    errors.MailServerLacksUtf8.__name__: "serveren kan ikke læse adressen",
    errors.MailLoginRefused.__name__: "serveren afviser jeres login",
    errors.MailLoginNotOffered.__name__: "serveren tager ikke imod login på en sikker måde",
    errors.MailTooLarge.__name__: "mailen er for stor",
    errors.LetterBounced.__name__: "brevet kom retur",
    errors.MailSendingFailed.__name__: "serveren tog ikke imod mailen",
    errors.MailUncertain.__name__: "forbindelsen faldt ud",
    errors.MailNotSetUp.__name__: "mail er ikke sat op",
    errors.MailPasswordMissing.__name__: "Mødeleder mangler kodeordet til mailserveren",
    errors.LetterFaulty.__name__: "der gik noget galt i Mødeleder, og brevet er ikke sendt",
    errors.FolderNotWritable.__name__: "der kan ikke skrives i mappen",
    errors.DiskFull.__name__: "der er ikke plads på disken",
    DeliveryState.NO_ADDRESS.value: "adressen mangler",
    DeliveryState.INTERRUPTED.value: "den blev stoppet, før den gik",
    DeliveryState.UNCERTAIN.value: "forbindelsen faldt ud",
}
_REFUSALS = frozenset(
    kind.__name__
    for kind in (
        errors.ReceiverRefused,
        errors.SenderRefused,
        errors.LetterBounced,
        errors.MailLoginRefused,
        errors.MailTooLarge,
        errors.MailServerLacksUtf8,
        errors.MailSendingFailed,
    )
)


def reason_text(reason: str) -> str:
    """Return why a letter failed, as it follows a colon; ``reason`` is an error class name."""
    if reason in _REASONS:
        return _REASONS[reason]
    kind = getattr(errors, reason, None)
    what = SENTENCES[kind][0].rstrip(".") if kind in SENTENCES else ""
    # A sentence with gaps to fill in needs the error itself, which is long gone.
    usable = what and "{" not in what
    return what[:1].lower() + what[1:] if usable else "det lykkedes ikke"


def held_up_text(reason: str) -> str:
    """Return why letters wait that are not given up, as it follows a colon."""
    if reason in _REFUSALS and reason != errors.MailLoginRefused.__name__:
        # What a server puts off it has not refused for good.
        return "mailserveren tog ikke imod mailen lige nu"
    return reason_text(reason)


def why_text(delivery: Delivery) -> str:
    """Return why a letter has not left: by the server's answer where there is one."""
    reply = reply_of(delivery.reply_code, delivery.reply_words)
    return reply.reason if reply is not None else reason_text(delivery.reason)


def is_refusal(delivery: Delivery) -> bool:
    """Return whether a server said no; otherwise the letter never came that far."""
    return delivery.reply_code is not None or delivery.reason in _REFUSALS
