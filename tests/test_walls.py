"""The walls around the tests stand: no network, no real folders, no real keys."""

import socket
from pathlib import Path

import keyring
import platformdirs
import pytest
from keyring.errors import NoKeyringError


def test_names_and_numbers_outside_are_refused_and_remembered(no_network: list[str]) -> None:
    with pytest.raises(RuntimeError, match="getaddrinfo"):
        socket.create_connection(("example.org", 25), timeout=1)
    with socket.socket() as outside, pytest.raises(RuntimeError, match="connect"):
        outside.connect(("192.0.2.1", 25))
    assert len(no_network) == 2
    no_network.clear()


def test_loopback_is_open(no_network: list[str]) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5),
    ):
        pass
    assert no_network == []


def test_user_folders_lie_in_the_tests_own_home(home: Path) -> None:
    assert Path.home() == home
    assert platformdirs.user_data_path("moedeleder").is_relative_to(home)
    assert platformdirs.user_config_path("moedeleder").is_relative_to(home)


def test_no_real_keyring_is_reached() -> None:
    with pytest.raises(NoKeyringError):
        keyring.get_password("moedeleder", "nobody")
