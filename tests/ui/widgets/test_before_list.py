"""The page before letters leave: who gets what which way, summed up and looked through."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from moedeleder.domain.before import BeforeLine, BeforeView, Concern
from moedeleder.domain.sending import LetterKind, LetterWay
from moedeleder.domain.settings import MailWay, UnitSender
from moedeleder.ui.widgets.before_list import BeforeList
from moedeleder.ui.widgets.before_words import paper_caption, safety_text, summary_text
from moedeleder.ui.widgets.choice import Choice

MAIL, PAPER, DIGITAL = LetterWay.MAIL, LetterWay.PAPER, LetterWay.DIGITAL_POST
BOTH = (MAIL, PAPER)
PPR = UnitSender("PPR", "PPR", "ppr@by.example")


def line(name: str, *concerns: Concern, shares: tuple[str, ...] = ()) -> BeforeLine:
    address = f"{name.lower()}@by.example"
    return BeforeLine(name, name, name, "mor", address, MAIL, "", concerns, shares, ways=BOTH)


SOFIE = line("Sofie", Concern.NEW_ADDRESS)
JONAS = line("Jonas", Concern.SHARED_ADDRESS, shares=("Sofie",))
KARIN = line("Karin", Concern.NEW_ADDRESS, Concern.PRIVATE_DOMAIN)
BENTE = BeforeLine(
    "Bente", "Bente", "Bente", "", "", PAPER, concerns=(Concern.NO_ADDRESS,), ways=(PAPER,)
)


def view(*lines: BeforeLine, kind: LetterKind = LetterKind.INVITATION) -> BeforeView:
    return BeforeView(kind, lines, MailWay.SMTP, child="Alma")


@pytest.fixture
def shown(qtbot: QtBot) -> BeforeList:
    found = BeforeList()
    qtbot.addWidget(found)
    found.show_view(view(SOFIE, JONAS, KARIN, BENTE))
    found.resize(700, 600)
    with qtbot.waitExposed(found):
        found.show()
    return found


def channel(of: BeforeList, key: str) -> Choice:
    field = of.findChild(Choice, f"channel-{key}")
    assert isinstance(field, Choice)
    return field


def choose(of: BeforeList, key: str, way: LetterWay) -> None:
    field = channel(of, key)
    field.set_value(way)
    field.activated.emit(field.currentIndex())


def row_words(of: BeforeList, key: str) -> str:
    return next(row.accessibleName() for row in of.rows if row.line.key == key)


def test_the_head_sums_up_and_gathers_what_to_look_at(shown: BeforeList) -> None:
    assert shown.head.text.splitlines() == [
        "3 får mail, 1 får papir",
        "2 adresser er nye for Alma. Læs dem igennem.",
        "1 fagperson har en privat mailadresse.",
        "Kommunens mailserver skal selv kræve kryptering hele vejen.",
    ]


def test_each_line_says_what_to_look_at_in_words(shown: BeforeList) -> None:
    assert row_words(shown, "Sofie") == (
        "Sofie · mor: Mail. sofie@by.example. Adressen er ny for Alma"
    )
    assert "Samme adresse som Sofie" in row_words(shown, "Jonas")
    assert row_words(shown, "Bente") == "Bente: Papir. Mangler adresse, får en kopi på papir"


def test_when_everything_is_new_it_is_said_once(qtbot: QtBot) -> None:
    found = BeforeList()
    qtbot.addWidget(found)
    found.show_view(replace(view(SOFIE, KARIN), is_first=True))
    assert "Det er de første breve om Alma. Læs adresserne igennem." in found.head.text
    assert "ny for" not in row_words(found, "Sofie")


def test_choosing_paper_is_counted_and_an_address_matters_no_more(
    qtbot: QtBot, shown: BeforeList
) -> None:
    with qtbot.waitSignal(shown.changed):
        choose(shown, "Sofie", PAPER)
    assert "2 får mail, 2 får papir" in shown.head.text
    assert "1 adresse er ny for Alma. Læs den igennem." in shown.head.text
    assert "ny for" not in row_words(shown, "Sofie")
    assert shown.choices.channels == {"Sofie": PAPER}


def test_whoever_has_no_address_has_nothing_chosen_for_them(shown: BeforeList) -> None:
    # An address that is found later shall still be used.
    assert shown.choices.channels == {}
    assert shown.choices.left_out == frozenset()


def test_a_tick_leaves_somebody_out_by_the_keyboard(qtbot: QtBot, shown: BeforeList) -> None:
    shown.begin()
    assert shown.current is not None
    assert shown.current.name == "Sofie"
    qtbot.keyClick(shown.rows[0].box, Qt.Key.Key_Down)
    assert shown.current is not None
    assert shown.current.name == "Jonas"
    with qtbot.waitSignal(shown.changed):
        qtbot.keyClick(shown.rows[1].box, Qt.Key.Key_Space)
    assert shown.choices.left_out == {"Jonas"}
    assert [each.name for each in shown.chosen] == ["Sofie", "Karin", "Bente"]
    assert not channel(shown, "Jonas").isEnabled()


def test_ticks_stay_when_the_list_is_shown_anew(qtbot: QtBot, shown: BeforeList) -> None:
    qtbot.keyClick(shown.rows[1].box, Qt.Key.Key_Space)
    shown.show_view(view(SOFIE, JONAS, KARIN))
    assert [each.name for each in shown.chosen] == ["Sofie", "Karin"]


def test_whoever_does_not_get_the_minutes_is_named_gently(qtbot: QtBot) -> None:
    found = BeforeList()
    qtbot.addWidget(found)
    found.show_view(view(SOFIE, JONAS, kind=LetterKind.MINUTES), ticked={"Sofie"})
    assert "Jonas får ikke referatet. Det er tænkt til alle, der var med." in found.head.text


def test_a_letter_that_was_made_before_needs_an_address(qtbot: QtBot) -> None:
    found = BeforeList()
    qtbot.addWidget(found)
    gone = replace(BENTE, delivery_id="b", ways=())
    found.show_view(view(replace(SOFIE, delivery_id="s", ways=(MAIL,)), gone))
    assert [each.key for each in found.chosen] == ["s"]
    qtbot.keyClick(found.rows[1].box, Qt.Key.Key_Space)
    assert [each.key for each in found.chosen] == ["s"]


def test_a_unit_is_chosen_as_sender(qtbot: QtBot, shown: BeforeList) -> None:
    office = UnitSender("Familie", "Familie", "familie@by.example")
    shown.show_view(replace(view(SOFIE), senders=(office, PPR)))
    field = shown.findChild(Choice, "beforeSender")
    assert isinstance(field, Choice)
    assert shown.choices.sender is None
    field.set_value(PPR)
    assert shown.choices.sender == PPR
    shown.show_view(replace(view(SOFIE), senders=(office, PPR)))
    assert shown.choices.sender == PPR


def test_the_sender_of_last_time_is_proposed(qtbot: QtBot) -> None:
    found = BeforeList()
    qtbot.addWidget(found)
    office = UnitSender("Familie", "Familie", "familie@by.example")
    found.show_view(replace(view(SOFIE), senders=(office, PPR), sender=PPR))
    assert found.choices.sender == PPR


def test_how_safe_the_way_is_can_be_read(qtbot: QtBot, shown: BeforeList) -> None:
    more = shown.findChild(QPushButton, "beforeSafetyMore")
    assert more is not None
    assert more.isVisible()
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert more.accessibleName() == "Læs mindre"
    shown.show_view(replace(view(SOFIE), relay_enforces_tls=True))
    assert "Kommunens mailserver sender kun krypteret videre." in shown.head.text
    assert not more.isVisible()


def test_a_folder_or_paper_says_nothing_of_safety() -> None:
    assert not safety_text(replace(view(SOFIE), way=MailWay.FOLDER), by_mail=True)
    assert not safety_text(view(SOFIE), by_mail=False)


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ((PAPER, PAPER, PAPER), "Gør 3 breve klar til print"),
        ((DIGITAL,), "Gør 1 brev klar til Digital Post"),
        ((PAPER, DIGITAL), "Gør 2 breve klar"),
    ],
    ids=["paper", "digital", "both"],
)
def test_the_button_says_so_where_nobody_gets_a_mail(
    ways: tuple[LetterWay, ...], said: str
) -> None:
    assert paper_caption([replace(SOFIE, channel=way) for way in ways]) == said


def test_who_is_called_instead_of_mailed_is_counted_so() -> None:
    assert summary_text([SOFIE, BENTE], LetterKind.CANCELLATION) == ("1 får mail, 1 ringer du til")
    assert summary_text([], LetterKind.MINUTES) == "Ingen får brevet"


def test_too_large_attachments_are_told_in_numbers(qtbot: QtBot) -> None:
    found = BeforeList()
    qtbot.addWidget(found)
    heavy = replace(SOFIE, concerns=(Concern.TOO_LARGE,), size=9_000_000)
    found.show_view(replace(view(heavy), size_limit=10_000_000))
    assert "Bilagene fylder 12,0 MB. Serveren tager højst 10,0 MB" in row_words(found, "Sofie")
    assert "1 brev er for stort til mailserveren." in found.head.text


def test_forty_with_long_names_wrap_and_stay_inside(qtbot: QtBot) -> None:
    found = BeforeList()
    qtbot.addWidget(found)
    people = [replace(line(f"P{n}", *Concern), name=f"P{n} " + "Lang " * 60) for n in range(40)]
    found.show_view(view(*people))
    found.resize(360, 4000)
    with qtbot.waitExposed(found):
        found.show()
    assert len(found.rows) == 40
    for row in found.rows:
        assert row.box.geometry().right() <= row.width()
        assert row.channel.geometry().right() <= row.width()
