"""Agreement is never guessed: only words that everybody reads alike count, and nothing beside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain.agreement import only_agrees

YES = (
    "Jeg er enig",
    "Jeg er enig.",
    "jeg er enig i referatet",
    "Vi er enige i referatet.",
    "ENIG",
    "Enig!",
    "Ja, jeg er enig",
    "Jeg er helt enig i hele referatet",
    "Ingen rettelser",
    "Jeg har ingen rettelser.",
    "Vi har ikke nogen rettelser til referatet",
    "Ingen rettelser eller bemærkninger",
    "Jeg har ingen bemærkninger eller rettelser",
    "Ingen rettelser herfra",
    "Der er ingen rettelser fra os",
    "Jeg har intet at rette.",
    "Jeg godkender referatet",
    "Referatet er godkendt.",
    "Referatet er korrekt",
    "Tak for referatet. Jeg er enig.",
    "Tak for referatet, jeg har ingen rettelser",
    "Jeg er enig og har ingen rettelser",
    "Hej Mette\n\nJeg er enig.\n\nVenlig hilsen\nSofie Eksempel",
    "Hej Mette, jeg er enig. Hilsen Sofie",
    "Kære Mette Holm.\nTusind tak for et godt møde.\nJeg er enig.\nMvh Sofie\nTlf. 12 34 56 78",
    "Jeg er enig 🙂",
    "Jeg er enig :-)",
    "Jeg er enig\n\nSendt fra min iPhone",
    "Jeg er enig\n\nSendt fra min Samsung Galaxy-smartphone.",
    "Jeg er enig\n\nSendt fra Outlook til Android<https://aka.ms/AAb9ysg>",
    "Jeg er enig\n\nHent Outlook til iOS<https://aka.ms/o0ukef>",
    "Jeg er enig\n\nSendt fra Yahoo Mail på Android",
    "Jeg er enig\nSofie",
    "Jeg er enig\n\nSvarkode: ML-7K3F-9QXR-2MTD-VB4W",
    "Hej alle\nIngen ændringer.\nRigtig god weekend",
    "Enig\nDe bedste hilsner\nsofie eksempel\nsofie@mail.example",
)
NO = (
    "Jeg er enig\nSendt fra en mor, der ikke forstår konklusionen",
    "Jeg er enig\nsent from the father who disagrees",
    "Jeg er enig\nSendt fra min iPhone og jeg er ked af det",
    "~~Jeg er enig~~",
    "",
    " \n",
    "Ja",
    "Ok",
    "Tak",
    "Tak for referatet",
    "Modtaget",
    "Det ser fint ud",
    "Fint referat",
    "👍",
    "Jeg er ikke enig",
    "Jeg er uenig",
    "Jeg er næsten enig",
    "Jeg er enig i det meste",
    "Jeg er enig, men datoen er forkert",
    "Jeg er enig. Datoen er forkert.",
    "Jeg er enig hvis I retter datoen",
    "Jeg er enig med Jonas",
    "Jeg er enig i konklusionen",
    "Er jeg enig?",
    "Jeg er enig?",
    "Ingen rettelser. Jonas er ikke enig.",
    "Ingen bemærkninger",
    "Ingen kommentarer",
    "Ingen rettelser til side 1",
    "Jeg har rettelser",
    "Jeg har nogen rettelser",
    "Jeg har ikke læst det",
    "Vi er ikke enige",
    "Enig. Dog mangler skolens svar.",
    "Enig 👎",
    "Jeg er enig\n\nHilsen Sofie\nPS. Jonas hedder Eksempel til efternavn",
    "Jeg er enig\nHilsen Sofie, som aldrig sagde det om skolen",
    "Hej Mette jeg er ikke helt. Enig",
    "HEJ JEG ER UENIG. ENIG",
    "Hej Jeg Er Ikke Enig",
    "Jeg er enig i referatet. Ring til mig",
    'Skal jeg bare skrive "jeg er enig"',
    "Nej, jeg er enig",
    "Godkendt undtagen punkt 3",
    "Referatet er fint",
    "Referatet er rigtigt skrevet på nær datoen",
    "Jeg er enig " * 200,
    "Sofie",
    "Hilsen Sofie",
    "Vi er enige om, at referatet skal laves om",
    "Jonas er enig",
    "Enig i at det er noget rod",
    "Jeg er enig med referatet fra skolen",
)


@pytest.mark.parametrize("text", YES)
def test_words_that_say_nothing_but_yes_are_agreement(text: str) -> None:
    assert only_agrees(text, "Sofie Eksempel")


@pytest.mark.parametrize("text", NO)
def test_everything_else_waits_for_a_person(text: str) -> None:
    assert not only_agrees(text, "Sofie Eksempel")


@given(st.sampled_from(YES), st.text(alphabet="abcdefghijklmnoprstuvæøå ", max_size=40))
def test_any_further_sentence_makes_it_wait(agreement: str, more: str) -> None:
    assert not only_agrees(f"{more} kvist. {agreement}", "Sofie Eksempel")
    assert not only_agrees(f"{agreement}\n{more} kvist", "Sofie Eksempel")


@given(st.text())
def test_any_text_is_weighed_without_a_fault(text: str) -> None:
    only_agrees(text, text[:40])
