"""Letters as mail servers send them back, all made up, in the forms that different servers use."""

from __future__ import annotations

from collections.abc import Sequence

OURS = "<0190a5b7-1111-7222-8333-444455556666@kommune.example>"
SOFIE = "sofie@mail.example"
REFUSED = "550 5.1.1 <sofie@mail.example>: Recipient address rejected: User unknown"
DATE = "Tue, 24 Nov 2026 09:00:00 +0000"


def returned_head(message_id: str = OURS, to: str = SOFIE, date: str = DATE) -> str:
    """Return the head of a letter of ours."""
    return (
        "Received: from kontor.kommune.example by ud.kommune.example; " + date + "\n"
        "From: Familieafdelingen <born@kommune.example>\n"
        f'To: "Sofie Eksempel" <{to}>\n'
        "Subject: Dagsorden\n"
        f"Date: {date}\n"
        f"Message-ID: {message_id}\n"
        "References: <andet@kommune.example>\n"
    )


def group(
    action: str = "failed", status: str = "5.1.1", recipient: str = SOFIE, words: str = REFUSED
) -> str:
    """Return what a report says about one address."""
    lines = [f"Final-Recipient: rfc822;{recipient}", f"Action: {action}", f"Status: {status}"]
    return "\n".join([*lines, *([f"Diagnostic-Code: smtp; {words}"] if words else [])]) + "\n"


def report(
    *groups: str,
    head: str | None = None,
    kind: str = "text/rfc822-headers",
    extra: str = "",
    message_id: str = "<retur-1@mail.example>",
) -> bytes:
    """Return a delivery status notification as RFC 3464 has it."""
    returned = returned_head() if head is None else head
    parts = [
        "Content-Type: text/plain; charset=us-ascii\n\nThe letter could not be delivered.\n",
        "Content-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; post.mail.example\nArrival-Date: "
        + DATE
        + "\n\n"
        # One ends with a line, and an empty line is between two.
        + "\n".join(groups or (group(),)),
    ]
    if returned:
        parts.append(f"Content-Type: {kind}\n\n{returned}")
    top = (
        "Return-Path: <>\n"
        "From: Mail Delivery System <MAILER-DAEMON@post.mail.example>\n"
        "To: born@kommune.example\n"
        "Subject: Undelivered Mail Returned to Sender\n"
        f"Message-ID: {message_id}\n"
        "Auto-Submitted: auto-replied\n"
        f"{extra}"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="g1"\n\n'
    )
    return _joined(top, parts)


def in_words(text: str, headers: Sequence[str] = (), subject: str = "failure notice") -> bytes:
    """Return what a server writes that knows no report."""
    head = [
        "Return-Path: <>",
        "From: MAILER-DAEMON@post.mail.example",
        "To: born@kommune.example",
        f"Subject: {subject}",
        "Message-ID: <retur-2@mail.example>",
        *headers,
    ]
    return ("\n".join(head) + "\n\n" + text).replace("\n", "\r\n").encode()


def qmail(message_id: str = OURS) -> bytes:
    """Return a letter sent back in qmail's form."""
    return in_words(
        "Hi. This is the qmail-send program at post.mail.example.\n"
        "Nobody here could take your mail for these addresses.\n\n"
        f"<{SOFIE}>:\n"
        "192.0.2.7 does not like recipient.\n"
        "Remote host said: 550 5.1.1 no mailbox here by that name\n\n"
        "--- Below this line is a copy of the message.\n\n"
        f"Return-Path: <born@kommune.example>\n{returned_head(message_id)}\nKære Sofie\n"
    )


def exim(message_id: str = OURS) -> bytes:
    """Return a letter sent back in Exim's older form."""
    return in_words(
        "A machine wrote this.\n\nThe letter did not reach one or more addresses:\n\n"
        f"  {SOFIE}\n"
        "    SMTP error from remote mail server after RCPT TO:\n"
        "    550 5.7.1 relaying denied\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\n"
        f"{returned_head(message_id)}\nKære Sofie\n",
        [f"X-Failed-Recipients: {SOFIE}"],
        "Mail delivery failed: returning message to sender",
    )


def exchange(message_id: str = OURS) -> bytes:
    """Return a letter sent back by an Exchange whose report lost its machine-readable part."""
    return in_words(
        "Meddelelsen kunne ikke leveres til Sofie Eksempel\n\n"
        "Diagnostic information for administrators:\n\n"
        "Generating server: EX01.mail.example\n\n"
        f"{SOFIE}\n"
        "#550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found ##\n\n"
        "Original message headers:\n\n" + returned_head(message_id),
        subject="Kan ikke leveres: Dagsorden",
    )


def auto_reply(answers_to: str = OURS) -> bytes:
    """Return what says that somebody is away: it answers a letter, and nothing came back."""
    return in_words(
        "Jeg holder fri til mandag. Haster det, så ring 500 11 22.\n",
        [f"In-Reply-To: {answers_to}", f"References: {answers_to}", "Auto-Submitted: auto-replied"],
        "Automatisk svar: Dagsorden",
    )


def _joined(top: str, parts: Sequence[str]) -> bytes:
    body = "".join(f"--g1\n{part}\n" for part in parts) + "--g1--\n"
    return (top + body).replace("\n", "\r\n").encode()
