"""What is said at the network meeting, and what of it belongs where."""

from __future__ import annotations

FACT = "Alma var i skole ni af femten dage i november"
ASSESSED = "Alma bliver overvældet af mange skift"
SOURCE = "PPR, udtalelse fra oktober"
CHILD = "Jeg vil gerne vide, hvem der henter mig"
FIRST = "I hører kun på skolen"
LATER = "Vi vil gerne høres lige så meget som skolen"
DISAGREED = "Forældrene og skolen ser forskelligt på skemaet"
GUIDED = "Familien kan have en bisidder med hver gang"
ASKED = "Vi søger om aflastning hver anden weekend"
PRIVATE = "Zenia i ledelsen vil kende prisen"
AT_HOME = "Wilmas gamle værelse står tomt nu"
NEW_POINT = "Kan skoledagen begynde senere?"
LIMITED = "Aflastning i weekenden"
LATER_POINT = "Status fra skolen og PPR"
FOLLOWED = "Buskort og ferie"
DISPUTE = "Skemaet er årsagen, ikke søvnen"
SCALE = "Hvor godt har Alma det i skolen?"
PRIVATE_WORDS = ("Zen",)
"""The first letters: not even while it is being typed does it stand where others see it."""
LIMITED_WORDS = (LIMITED, "Wil")
TO_BE_WRITTEN = (
    "Hun sover dårligt",
    "Tegnedag hos mormor",
    "Én fast voksen om morgenen",
    SCALE,
    "Ondt i maven hver søndag",
    DISPUTE,
    ASKED,
    LATER_POINT,
    FOLLOWED,
    "15.42",
)
