"""What is not done before a meeting, in as few words as a row has room for; free of Qt."""

from __future__ import annotations

from moedeleder.domain.meetings import CheckState
from moedeleder.services.overview import PlannedMeeting
from moedeleder.ui.wording import near_text

_NAMED = 2
# As they follow "mangler:". A check of the municipality's own says it in its own words.
_SHORT = {
    "purpose": "formålet",
    "parents_called": "forældrenes punkter",
    "time_suits": "et ja til tiden",
    "custody": "svar fra alle med forældremyndighed",
    "support_person": "tilbud om bisidder",
    "child_view": "barnets syn",
    "interpreter_access": "tolk og adgang",
    "who_hears_what": "hvem der må høre hvad",
    "only_needed": "et kig på deltagerne",
    "starter_pack": "startpakken",
    "enclosures": "bilag",
    "earlier_promises": "et kig på tidligere aftaler",
    "deadlines": "et kig på fristerne",
    "formal_decision": "om noget er en afgørelse",
    "minutes_taker": "en referent",
}


def undone_text(planned: PlannedMeeting, with_day: bool = True) -> str:
    """Return what is not done so near the meeting; empty when all is done.

    For example ``Om 5 dage · mangler: tilbud om bisidder, startpakken og 2 mere``.

    Args:
        with_day: whether to begin with how near it is.
    """
    if not planned.undone:
        return ""
    missing = f"mangler: {_listed([_short(check) for check in planned.undone])}"
    text = f"{near_text(planned.days)} · {missing}" if with_day else missing
    return f"{text[:1].upper()}{text[1:]}"


def _short(check: CheckState) -> str:
    return _SHORT.get(check.key) or f"{check.text[:1].lower()}{check.text[1:]}"


def _listed(words: list[str]) -> str:
    more = len(words) - _NAMED
    if more > 1:
        return f"{', '.join(words[:_NAMED])} og {more} mere"
    *first, last = words
    return f"{', '.join(first)} og {last}" if first else last
