import pytest

from moedeleder.domain.errors import KeyringUnusable
from moedeleder.services.secrets import KeyringSecrets, MemorySecrets, best_secrets
from tests.rings import desktop_ring


def test_a_password_is_kept_in_a_safe_keyring() -> None:
    with desktop_ring() as held:
        secrets = best_secrets()
        assert isinstance(secrets, KeyringSecrets)
        assert secrets.read("mail:mette@post.example:587") is None
        secrets.write("mail:mette@post.example:587", "rødgrød")
        assert secrets.read("mail:mette@post.example:587") == "rødgrød"
        assert held == {("moedeleder", "mail:mette@post.example:587"): "rødgrød"}


def test_without_a_safe_keyring_a_password_lasts_for_the_session() -> None:
    secrets = best_secrets()
    assert isinstance(secrets, MemorySecrets)
    secrets.write("mail:", "rødgrød")
    assert secrets.read("mail:") == "rødgrød"
    assert best_secrets().read("mail:") is None


def test_an_unsafe_keyring_is_told() -> None:
    with pytest.raises(KeyringUnusable):
        KeyringSecrets().read("mail:")
    with pytest.raises(KeyringUnusable):
        KeyringSecrets().write("mail:", "x")
