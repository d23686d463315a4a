"""Mail addresses: one form for each, and a clear no to whatever is not one."""

from __future__ import annotations

import re
import unicodedata
from encodings import idna

from moedeleder.domain.errors import InvalidAddress

# RFC 5321 § 4.5.3.1, in bytes; 254 is what fits in a path with its brackets.
_LOCAL_LIMIT = 64
_DOMAIN_LIMIT = 253
_ADDRESS_LIMIT = 254

_ATOM_SIGNS = frozenset("!#$%&'*+-/=?^_`{|}~")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def check_address(text: str, field: str = "mail") -> str:
    """Return the one address in ``text`` in the form it is sent to.

    Outer blanks and invisible signs (they come along when copying) are removed, and the domain
    becomes lower case and punycode. ``field`` is the field's code name, for the error.

    Raises:
        InvalidAddress: it is not exactly one plain address; ``problem`` is ``empty``,
            ``control``, ``several``, ``space``, ``missing_at``, ``too_long``, ``local`` or
            ``domain``.
    """
    address = unicodedata.normalize("NFC", _without_invisible_ends(text))
    problem = _problem_at_sight(address)
    if problem:
        raise InvalidAddress(field, problem)
    local, _, domain = address.partition("@")
    if not _good_local(local):
        raise InvalidAddress(field, "local")
    wire_domain = _wire_domain(domain)
    if not wire_domain:
        raise InvalidAddress(field, "domain")
    if _too_long(local, wire_domain):
        raise InvalidAddress(field, "too_long")
    return f"{local}@{wire_domain}"


def needs_smtputf8(address: str) -> bool:
    """Whether a checked address can only travel by servers with SMTPUTF8 (RFC 6531)."""
    return not address.isascii()


def _without_invisible_ends(text: str) -> str:
    start, end = 0, len(text)
    while start < end and _invisible(text[start]):
        start += 1
    while end > start and _invisible(text[end - 1]):
        end -= 1
    return text[start:end]


def _invisible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Cf"


def _problem_at_sight(address: str) -> str:
    """Return why the text cannot be one address, or an empty string."""
    if not address:
        return "empty"
    if len(address) > _ADDRESS_LIMIT:
        return "too_long"
    if any(unicodedata.category(char).startswith(("C", "Zl", "Zp")) for char in address):
        return "control"
    if any(char in address for char in ",;") or address.count("@") > 1:
        return "several"
    if any(char.isspace() for char in address):
        return "space"
    return "" if "@" in address else "missing_at"


def _good_local(local: str) -> bool:
    atoms = local.split(".")
    return all(atom and all(_good_sign(char) for char in atom) for atom in atoms)


def _good_sign(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in _ATOM_SIGNS
    return unicodedata.category(char)[0] in "LMN"


def _wire_domain(domain: str) -> str:
    """Return the domain in lower case and punycode, or an empty string."""
    labels = [_wire_label(label) for label in domain.split(".")]
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return ""
    # A last label of digits is an IP address, not a place for mail.
    return "" if labels[-1].isdigit() else ".".join(labels)


def _wire_label(label: str) -> str:
    lower = label.lower()
    if lower.isascii():
        return lower
    try:
        # The older rules that Python knows rewrite some letters (ß becomes ss) into another
        # domain than today's rules do: where they would, we refuse rather than mail a stranger.
        same = idna.nameprep(lower) == lower
        return idna.ToASCII(lower).decode("ascii") if same else ""
    except UnicodeError:
        return ""


def _too_long(local: str, domain: str) -> bool:
    local_bytes = len(local.encode())
    whole = local_bytes + 1 + len(domain)
    return local_bytes > _LOCAL_LIMIT or len(domain) > _DOMAIN_LIMIT or whole > _ADDRESS_LIMIT
