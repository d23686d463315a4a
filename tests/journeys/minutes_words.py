"""What is said at the meeting of the journey about minutes, and what becomes of it."""

from __future__ import annotations

OWN_WORDS = "Vi er alene med det om natten"
WORRY = "Alma sover dårligt"
TO_MOVE = "Familien kan tage en bisidder med"
TO_LEAVE = "Der var kaffe på kanden"
SAID, WRITTEN = "Hun kom i ni dage", "Alma kom i skole ni af femten dage"
HARSH, SOURCE = "Alma nægter at gå ind, når der er støj", "PPR, udtalelse fra oktober"
OFFENDING, GENTLE = "nægter", "ønsker ikke"
MISSPELT, MENDED = "mørgen", "morgen"
OWN_WORD = "zorbik"
PRIVATE = "Zenia i ledelsen vil kende prisen"
PROMISED = "Læse højt for Alma"

NEED, GOAL, SIGN = "Rolige aftener", "I seng kl. 20", "Fem gode nætter om ugen"
PROBLEM = f"Hver {MISSPELT} er svær. Alma bruger {OWN_WORD}."
ENDED, SHALL_END = "Vi ses igen i maj.", "Vi ses igen i januar."
WHY_NO_CHILD = "Alma var syg den dag"
DOCUMENT, DOCUMENT_FROM = "Udtalelse om Alma", "PPR Eksempelby"
WHY_NOT_FOLLOWED = "Familien ønsker ro først"

JONAS_WANTS = "Skolen ringede aldrig til os"
WHY_NOT = "Skolens telefon viser fire opkald"
WHY_SECOND = "Måneden var forkert"
WHY_RETIRED = "Tallet var fra oktober"

HIDDEN_FROM_KARIN = (OWN_WORDS, WORRY, NEED)
FOR_EVERYBODY = (WRITTEN, TO_MOVE, GENTLE, ENDED, GOAL, SIGN, WHY_NOT_FOLLOWED)
IN_NO_LETTER = (TO_LEAVE, SAID, OFFENDING, MISSPELT, PRIVATE)
