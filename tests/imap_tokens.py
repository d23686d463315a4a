"""Access tokens as Dovecot checks them without asking anybody: signed with a key of its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from pathlib import Path

from tests.imap_server import USER

_KEY = b"kun-til-tests-og-ingen-hemmelighed"


def token_settings(folder: Path) -> str:
    """Write the key to a folder, and return what Dovecot is to be told."""
    keys = folder / "keys" / "default" / "HS256"
    keys.mkdir(parents=True)
    (keys / "default").write_text(base64.b64encode(_KEY).decode())
    told = folder / "oauth2.conf"
    told.write_text(
        "introspection_mode = local\n"
        f"local_validation_key_dict = fs:posix:prefix={folder}/keys/\n"
        "username_attribute = sub\n"
    )
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o755)
    return f"""
auth_mechanisms = plain xoauth2
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {told}
}}
"""


def token(user: str = USER, lasts: float = 600.0, key: bytes = _KEY) -> str:
    """Return a token for a user.

    Args:
        lasts: seconds from now; negative, it has ended.
    """
    now = int(time.time())
    head = _part({"alg": "HS256", "typ": "JWT"})
    body = _part({"sub": user, "iat": now - 900, "exp": now + int(lasts)})
    signed = hmac.new(key, f"{head}.{body}".encode(), hashlib.sha256).digest()
    return f"{head}.{body}.{_coded(signed)}"


def _part(values: dict[str, object]) -> str:
    return _coded(json.dumps(values).encode())


def _coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
