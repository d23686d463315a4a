"""What a person gives to sign in with: a password as it is, a token only when it can be one."""

from __future__ import annotations

from moedeleder.domain.errors import MailLoginRefused, TokenUnreadable
from moedeleder.domain.settings import SignIn


def checked_secret(sign_in: SignIn, secret: str) -> str:
    """Return what the keyring is to hold.

    Args:
        secret: a password; a bare access token; or the JSON that a token is fetched with.

    Raises:
        TokenUnreadable: it is to be a token, and is neither of the two.
    """
    if sign_in is not SignIn.XOAUTH2:
        return secret
    # Few offices sign in so, and what asks for tokens takes its time to load.
    from moedeleder.mail.oauth import read_grant

    given = secret.strip()
    try:
        is_grant = read_grant(given) is not None
    except MailLoginRefused:
        raise TokenUnreadable("password") from None
    if not is_grant and (not given.isascii() or " " in given or not given.isprintable()):
        raise TokenUnreadable("password")
    return given
