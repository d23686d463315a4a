"""What is said when answers were fetched, or could not be; free of Qt."""

from __future__ import annotations

from datetime import datetime

from moedeleder.domain import errors as e
from moedeleder.domain.danish import clock
from moedeleder.services.context import wall_time
from moedeleder.services.mailbox import Fetched
from moedeleder.ui.texts import ErrorText, error_text
from moedeleder.ui.wording import count_text, moment_text

_AGAIN = "Mødeleder prøver igen om lidt."
_ASK = "Spørg den, der står for jeres computere."
_ADVICE: dict[type[BaseException], str] = {
    e.MailServerUnreachable: f"Mailserveren svarer ikke. {_AGAIN}",
    e.MailServerNotSecure: f"Vejen til mailserveren er ikke sikker. {_ASK}",
    e.MailLoginRefused: "Ret brugernavn og kodeord under Indstillinger.",
    e.MailLoginNotOffered: f"Mailserveren tager ikke imod kodeordet. {_ASK}",
    e.MailboxFolderMissing: "Ret mappens navn under Indstillinger.",
    e.MailNotSetUp: "Se på postkassen under Indstillinger.",
    e.OnlyAnExample: "Du prøver med en eksempelfamilie. Begynd for alvor, når du vil hente svar.",
    e.MailError: _AGAIN,
    e.KeyringUnusable: "Skriv kodeordet igen under Indstillinger.",
}


def arrived_text(fetched: Fetched) -> tuple[str, str]:
    """Return what a fetch brought, as a line and a detail; the detail may be empty."""
    new, back = fetched.taken + fetched.unknown, _bounced(fetched.bounced)
    found, left = _found(fetched.found), _left(fetched.left)
    if not new and back:
        # Whose letter it is stands with the meeting: others may see the screen.
        return back, _joined("Se under mødets breve, hvad du kan gøre.", found, left)
    if not new:
        return "Der er ingen nye svar.", _joined(found, left)
    line = count_text(new, "nyt svar er hentet.", "nye svar er hentet.")
    return line, _joined(_unknown(fetched.unknown, new), back, found, left)


def fetch_failed_text(error: e.MoedelederError) -> ErrorText:
    """Return what to say when answers could not be fetched; nothing of it is lost."""
    advice = next((_ADVICE[kind] for kind in type(error).__mro__ if kind in _ADVICE), None)
    return ErrorText(
        "Svar kunne ikke hentes.",
        "De ligger stadig i postkassen.",
        error_text(error).do if advice is None else advice,
    )


def fetched_text(last: datetime | None, now: datetime) -> str:
    """Return when answers were last fetched, e.g. ``Hentet kl. 10.12``.

    Args:
        last: an aware moment, or None for never.
        now: the wall clock's time.
    """
    if last is None:
        return "Ikke hentet endnu"
    local = wall_time(last)
    when = f"kl. {clock(local)}" if local.date() == now.date() else moment_text(last)
    return f"Hentet {when}"


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _bounced(count: int) -> str:
    return count_text(count, "brev kom retur.", "breve kom retur.") if count else ""


def _found(count: int) -> str:
    return "Post, der var uvis, viste sig at være sendt." if count else ""


def _unknown(count: int, new: int) -> str:
    if not count:
        return ""
    if count == new:
        return "Vi ved ikke, hvem det er fra." if new == 1 else "Vi ved ikke, hvem de er fra."
    return f"{count} er uden kendt afsender."


def _left(count: int) -> str:
    if not count:
        return ""
    mails = count_text(count, "mail kunne", "mails kunne")
    it = "Den ligger" if count == 1 else "De ligger"
    return f"{mails} ikke tages ind. {it} stadig i postkassen."
