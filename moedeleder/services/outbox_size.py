"""How large a mail the server takes: remembered, so that a person is warned before sending."""

from __future__ import annotations

from moedeleder.domain.settings import MailSettings, MailWay
from moedeleder.models import queries
from moedeleder.models.store import Store
from moedeleder.models.tables import SettingRow
from moedeleder.services.settings import Settings

_NAME = "mail_size_limit"


class SizeLimit:
    """Remembers the largest mail the chosen server takes."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings

    def known(self) -> int:
        """Return the limit of the server letters leave by, in bytes; 0 where it never said."""
        mail = self._settings.mail()
        place, limit = self._kept()
        return limit if mail.way is MailWay.SMTP and place == _place(mail) else 0

    def remember(self, mail: MailSettings, limit: int) -> None:
        """Keep what a server said; 0 is not kept, and what is known is not written again."""
        if not limit or mail.way is not MailWay.SMTP or self._kept() == (_place(mail), limit):
            return
        with self._store.transaction() as session:
            row = queries.setting(session, _NAME) or SettingRow(name=_NAME)
            row.value = {"place": _place(mail), "bytes": limit}
            session.add(row)

    def _kept(self) -> tuple[str, int]:
        with self._store.reading() as session:
            row = queries.setting(session, _NAME)
            return (str(row.value["place"]), int(row.value["bytes"])) if row else ("", 0)


def _place(mail: MailSettings) -> str:
    return f"{mail.host}:{mail.port}"
