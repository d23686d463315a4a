"""What the settings say about the way mail takes, and about a try of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from moedeleder.domain import errors as e
from moedeleder.domain.settings import MailSettings, Security
from moedeleder.mail.transport import MailReport
from moedeleder.ui.texts import error_text

USUAL_PORTS = {Security.STARTTLS: 587, Security.TLS: 465}
"""The port that goes with a kind of protection."""

_ADVICE: dict[type[BaseException], str] = {
    e.MailServerUnreachable: "Se, om serverens navn og port er rigtige, og om du er på nettet.",
    e.MailServerNotSecure: "Prøv den anden slags kryptering. Ellers spørg jeres it.",
    e.MailLoginRefused: "Skriv brugernavn og kodeord igen.",
    e.MailLoginNotOffered: "Spørg jeres it, hvordan man logger ind på serveren.",
    e.MailboxFolderMissing: "Ret mappens navn, og prøv igen.",
    e.KeyringUnusable: "Skriv kodeordet i feltet, og prøv igen.",
    e.FolderNotWritable: "Vælg en anden mappe.",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsMail", text)


def security_choices() -> tuple[tuple[str, Security], ...]:
    """Return the two kinds of protection; there is no third."""
    return (
        (_tr("STARTTLS (ofte port 587)"), Security.STARTTLS),
        (_tr("TLS fra første tegn (ofte port 465)"), Security.TLS),
    )


def report_text(report: MailReport, mail: MailSettings) -> str:
    """Return what a good try found, e.g. ``Krypteret med TLS 1.3, logget ind som post.``"""
    version = report.encryption.replace("TLSv", "TLS ")
    parts = [_tr("Krypteret med {0}").format(version)] if version else []
    if report.logged_in:
        parts.append(_tr("logget ind som {0}").format(mail.user))
    else:
        parts.append(_tr("uden login"))
    return ", ".join(parts) + ". " + _tr("Der er ikke sendt noget.")


def failure_text(error: e.MoedelederError) -> tuple[str, str]:
    """Return what stood in the way of a try, and what to do about it."""
    text = error_text(error)
    for kind in type(error).__mro__:
        if kind in _ADVICE:
            return text.what, _tr(_ADVICE[kind])
    return text.what, text.do
