"""The answered mail folded away, in the manners of many programs, and never a word with it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.mail.quoted import split_quoted

OWN = "Hej Mette\n\nVi vil gerne tale om skolen.\n\nVenlig hilsen\nSofie"
MARKED = (
    "> Kære Sofie\n>\n> Hvad vil I gerne tale om?\n> Svar gerne inden mandag.\n> Hilsen\n> Mette"
)
BARE = "Kære Sofie\n\nHvad vil I gerne tale om?\n\nHilsen Mette"

LEADS = {
    "gmail da": "Den lør. 21. nov. 2026 kl. 10.15 skrev Børn og Familie <b@k.example>:",
    "gmail wrapped": "Den lør. 21. nov. 2026 kl. 10.15 skrev Børn og Familie <\nb@k.example>:",
    "apple da": "Den 21. nov. 2026 kl. 10.15 skrev Børn og Familie <b@k.example>:",
    "yahoo da": "   Den lørdag den 21. november 2026 kl. 10.15.00 CET skrev Børn <b@k.example>:",
    "thunderbird da": "Den 21.11.2026 kl. 10.15 skrev Børn og Familie:",
    "roundcube da": "Børn og Familie skrev den 2026-11-21 10:15:",
    "gmail en": "On Sat, Nov 21, 2026 at 10:15 AM Børn og Familie <b@k.example> wrote:",
    "apple de": "Am 21.11.2026 um 10:15 schrieb Børn og Familie <b@k.example>:",
    "none": "",
}
HEADS = {
    "outlook da": "Fra: Børn og Familie <b@k.example>\nSendt: 21. november 2026 10:15\n"
    "Til: Sofie <s@m.example>\nEmne: Dagsorden",
    "outlook bold": "*Fra:* Børn <b@k.example>\n*Sendt:* 21. november 2026 10:15\n*Til:* Sofie\n"
    "*Emne:* Dagsorden",
    "outlook en": "From: Børn <b@k.example>\nSent: 21 November 2026 10:15\nTo: Sofie\n"
    "Subject: Dagsorden",
    "outlook de": "Von: Børn <b@k.example>\nGesendet: Samstag, 21. November 2026\nAn: Sofie\n"
    "Betreff: Dagsorden",
    "outlook mobile": "________________________________\nFra: Børn <b@k.example>\n"
    "Sendt: 21. november 2026\nTil: Sofie\nEmne: Dagsorden",
    "outlook old": "-----Oprindelig meddelelse-----\nFra: Børn [mailto:b@k.example]\n"
    "Sendt: 21. november 2026\nTil: Sofie\nEmne: Dagsorden",
    "samsung": "-------- Oprindelig besked --------\nFra: Børn <b@k.example>\n"
    "Dato: 21.11.2026 10.15 (GMT+01:00)\nTil: Sofie\nEmne: Dagsorden",
    "apple forwarded": "Start på videresendt besked:\n\nFra: Børn <b@k.example>\nEmne: Dagsorden\n"
    "Dato: 21. november 2026\nTil: Sofie",
    "ios without marks": "Den 21. nov. 2026 kl. 10.15 skrev Børn og Familie <b@k.example>:",
}


@pytest.mark.parametrize("name", LEADS)
def test_a_marked_original_is_folded_away(name: str) -> None:
    split = split_quoted(f"{OWN}\n\n{LEADS[name]}\n\n{MARKED}\n")
    assert split.text == OWN
    assert split.quoted == f"{LEADS[name]}\n\n{MARKED}".strip("\n")


@pytest.mark.parametrize("name", HEADS)
def test_an_original_under_its_headers_is_folded_away(name: str) -> None:
    split = split_quoted(f"{OWN}\n\n{HEADS[name]}\n\n{BARE}\n")
    assert split.text == OWN
    assert split.quoted == f"{HEADS[name]}\n\n{BARE}"


def test_answers_between_the_lines_stay_where_they_are() -> None:
    text = f"Se mine svar\n\n{LEADS['gmail da']}\n> Passer mandag?\nJa\n> Kommer far?\nNej"
    assert split_quoted(text).text == text


def test_an_answer_below_a_long_original_is_the_answer() -> None:
    split = split_quoted(f"{LEADS['gmail da']}\n{MARKED}\n> mere\n\nJa tak, vi kommer")
    assert split.text == "Ja tak, vi kommer"
    assert split.quoted.startswith("Den lør.")


def test_an_answer_below_a_few_chosen_lines_keeps_them() -> None:
    text = "> Passer mandag?\n\nJa"
    assert split_quoted(text).text == text


@pytest.mark.parametrize("above", ["", "Sendt fra min iPhone", "Jeg har skrevet herunder med rødt"])
def test_words_that_may_stand_inside_a_bare_original_are_not_folded(above: str) -> None:
    text = f"{above}\n\n{HEADS['outlook da']}\n\n{BARE}\nJa, det passer os".strip("\n")
    assert split_quoted(text).text == text


def test_a_mail_that_only_brings_a_file_says_nothing() -> None:
    split = split_quoted(f"\n\n{HEADS['outlook da']}\n\n{BARE}", has_files=True)
    assert (split.text, split.quoted) == ("", f"{HEADS['outlook da']}\n\n{BARE}")


@pytest.mark.parametrize(
    "text",
    [
        "Den 3. december skrev læreren:\nAlma er glad.\n\nDet vil vi gerne tale om.",
        "Fra: kl. 9\nTil: kl. 10\nDet passer os bedst.",
        "Vi skrev:\n- at skolen er svær\n- at bussen er sen",
        "5 > 3, og det er fint\nHilsen",
    ],
)
def test_words_that_look_like_an_original_are_left(text: str) -> None:
    assert split_quoted(text).text == text


def test_a_signature_stays() -> None:
    text = f"Ja\n\nSendt fra min iPhone\n\n{LEADS['apple da']}\n\n{MARKED}"
    assert split_quoted(text).text == "Ja\n\nSendt fra min iPhone"


LINES = st.sampled_from(
    [*OWN.split("\n"), *MARKED.split("\n"), *BARE.split("\n"), "", ">", "> >x", "-- ", "____"]
    + [line for text in (*LEADS.values(), *HEADS.values()) for line in text.split("\n")]
) | st.text(alphabet="aæ >:-\t\n", max_size=20)


@given(st.lists(LINES, max_size=40), st.booleans())
def test_no_word_ever_disappears(lines: list[str], has_files: bool) -> None:
    text = "\n".join(lines)
    split = split_quoted(text, has_files)
    assert Counter(split.text.split()) + Counter(split.quoted.split()) == Counter(text.split())


@given(st.lists(LINES, max_size=40))
def test_every_line_stays_as_it_was_written(lines: list[str]) -> None:
    text = "\n".join(lines)
    split = split_quoted(text)
    written = Counter(line for line in text.split("\n") if line.strip())
    kept = (split.text + "\n" + split.quoted).split("\n")
    assert Counter(line for line in kept if line.strip()) == written
