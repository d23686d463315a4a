"""What the settings say about a try of the mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from moedeleder.ui.wording import count_text

# The protocol's library costs time, and many offices have no mailbox.
if TYPE_CHECKING:
    from moedeleder.mail.mailbox import MailboxReport


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsMailbox", text)


def report_text(report: MailboxReport) -> str:
    """Return what a good try found, e.g. ``Krypteret med TLS 1.3. Der er 12 mails i INBOX.``"""
    version = report.encryption.replace("TLSv", "TLS ")
    mails = count_text(report.mails, _tr("mail"), _tr("mails"))
    parts = [
        _tr("Krypteret med {0}.").format(version),
        _tr("Der er {0} i mappen {1}.").format(mails, report.folder),
        _tr("Intet er hentet eller ændret."),
    ]
    if not report.can_mark:
        parts.append(_tr("Serveren kan ikke sætte et mærke. Mailen bliver, som den er."))
    return " ".join(parts)
