"""The one way of encrypting a connection: TLS 1.2 or better, certificate and name checked."""

from __future__ import annotations

import ssl
from pathlib import Path

from moedeleder.domain.errors import FileUnreadable


def secure_context(ca_file: Path | None = None) -> ssl.SSLContext:
    """Return TLS 1.2 or better with the server's certificate and name checked.

    Raises:
        FileUnreadable: ``ca_file`` is missing or holds no certificate.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=ca_file)
        except (OSError, ValueError):
            raise FileUnreadable from None
    return context
