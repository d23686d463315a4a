"""A giver of access tokens on this machine, by HTTPS, that remembers what it was asked."""

from __future__ import annotations

import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs

import trustme


class TokenServer:
    """``with TokenServer(folder) as server:`` gives ``url``, ``ca_file`` and ``asked``."""

    def __init__(self, folder: Path, *, certificate_for: str = "127.0.0.1") -> None:
        self.asked: list[dict[str, str]] = []
        self.status = 200
        self.answer: dict[str, Any] | bytes = {"access_token": "token-1", "expires_in": 3600}
        self.location = ""
        self.hangs_up = False
        authority = trustme.CA()
        self.ca_file = folder / "token-authority.pem"
        authority.cert_pem.write_to_path(self.ca_file)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(certificate_for).configure_cert(context)
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self._server.server_address[1]}/token"

    def kept(self, **changes: Any) -> str:
        """What the keyring holds."""
        fields = {"refresh_token": "hemmelig-1", "token_url": self.url, "client_id": "moedeleder"}
        return json.dumps(fields | changes)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    owner: TokenServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that leave in the middle are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        owner = self.server.owner
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        owner.asked.append({name: "".join(values) for name, values in parse_qs(body).items()})
        if owner.hangs_up:
            self.connection.close()
            return
        answer = owner.answer
        data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(owner.status)
        if owner.location:
            self.send_header("Location", owner.location)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        self.server.owner.asked.append({"method": "GET"})
        self.send_error(405)

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing to the screen."""
