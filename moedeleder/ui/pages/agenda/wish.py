"""What a person can want done with a contribution."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication


class Wish(Enum):
    """One way on for a contribution, and its words in the menu."""

    PUT_ON = "Sæt på dagsordenen…"
    MERGE = "Læg til et punkt…"
    ELSEWHERE = "Tag op et andet sted…"
    NOT_NOW = "Ikke denne gang…"
    NOTE = "Notér, uden at det bliver et punkt"
    SPLIT = "Del op i flere…"
    SHOW_ANSWER = "Vis hele svaret"
    WITHDRAW = "Fejl eller trukket tilbage…"
    REOPEN = "Lad det vente på svar igen"
    SUPPORT_PERSON = "Sæt bisidderen på listen…"

    @property
    def words(self) -> str:
        """The words in Danish."""
        return QCoreApplication.translate("Wish", self.value)
