"""Lists by keyboard and mouse: ordering, ticking, stepping, finding."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from moedeleder.ui.item_models.row_model import ID_ROLE, TONE_ROLE, Column
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.checklist import CheckItem, Checklist
from moedeleder.ui.widgets.data_table import DataTable
from moedeleder.ui.widgets.reorder_list import ReorderList, RowSpec
from moedeleder.ui.widgets.reorder_row import MIME_TYPE
from moedeleder.ui.widgets.search_field import SearchField
from moedeleder.ui.widgets.step_bar import StepBar, StepButton
from tests.ui.windows import opened

ALT = Qt.KeyboardModifier.AltModifier


def specs(names: str) -> list[RowSpec]:
    return [RowSpec(name, QLabel(name), f"Punkt {name}") for name in names]


@pytest.fixture
def rows(qtbot: QtBot) -> ReorderList:
    rows = ReorderList("Punkter")
    qtbot.addWidget(rows)
    rows.set_rows(specs("abcd"))
    rows.resize(400, 300)
    opened(qtbot, rows)
    rows.setFocus()
    return rows


def press(qtbot: QtBot, rows: ReorderList, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    row = rows.row(rows.current_id)
    qtbot.keyClick(row, key, *(modifiers or (Qt.KeyboardModifier.NoModifier,)))


def test_arrows_choose_and_stop_at_the_ends(rows: ReorderList, qtbot: QtBot) -> None:
    assert rows.current_id == "a"
    press(qtbot, rows, Qt.Key.Key_Up)
    assert rows.current_id == "a"
    press(qtbot, rows, Qt.Key.Key_Down)
    press(qtbot, rows, Qt.Key.Key_Down)
    assert rows.current_id == "c"
    assert rows.row("c").is_selected
    assert rows.row("c").hasFocus()
    assert not rows.row("a").is_selected
    press(qtbot, rows, Qt.Key.Key_End)
    assert rows.current_id == "d"
    press(qtbot, rows, Qt.Key.Key_Home)
    assert rows.current_id == "a"


def test_alt_and_arrows_ask_to_move(rows: ReorderList, qtbot: QtBot) -> None:
    asked: list[tuple[str, int]] = []
    rows.move_requested.connect(lambda row_id, index: asked.append((row_id, index)))
    press(qtbot, rows, Qt.Key.Key_Up, ALT)
    assert asked == []
    press(qtbot, rows, Qt.Key.Key_Down, ALT)
    assert asked == [("a", 1)]
    assert rows.ids == list("abcd")


def test_a_moved_row_keeps_choice_and_focus(rows: ReorderList, qtbot: QtBot) -> None:
    rows.move_requested.connect(lambda _id, _index: rows.set_rows(specs("bacd")))
    press(qtbot, rows, Qt.Key.Key_Down, ALT)
    assert rows.ids == list("bacd")
    assert rows.current_id == "a"
    assert rows.row("a").hasFocus()


def test_a_removed_row_hands_over_to_its_neighbour(rows: ReorderList, qtbot: QtBot) -> None:
    rows.select("d")
    with qtbot.waitSignal(rows.remove_requested) as caught:
        press(qtbot, rows, Qt.Key.Key_Delete)
    assert caught.args == ["d"]
    rows.set_rows(specs("abc"))
    assert rows.current_id == "c"
    rows.set_rows([])
    assert rows.current_id == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_enter_and_f2_ask_to_edit(key: Qt.Key, rows: ReorderList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.edit_requested) as caught:
        press(qtbot, rows, key)
    assert caught.args == ["a"]


def test_a_double_click_asks_to_edit(rows: ReorderList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.edit_requested) as caught:
        qtbot.mouseDClick(rows.row("b"), Qt.MouseButton.LeftButton)
    assert caught.args == ["b"]


@pytest.mark.parametrize(
    ("dragged", "below", "asked"),
    [("a", "d", [("a", 3)]), ("d", "", [("d", 0)]), ("b", "a", []), ("b", "c", [("b", 2)])],
)
def test_a_dropped_row_asks_for_its_new_place(
    dragged: str, below: str, asked: list[tuple[str, int]], rows: ReorderList
) -> None:
    heard: list[tuple[str, int]] = []
    rows.move_requested.connect(lambda row_id, index: heard.append((row_id, index)))
    y = rows.row(below).geometry().bottom() if below else 0
    data = QMimeData()
    data.setData(MIME_TYPE, dragged.encode())
    event = DropOf(rows, dragged, QPointF(20, y), data)
    rows.dropEvent(event)
    assert heard == asked


class DropOf(QDropEvent):
    """A drop that comes from one of the list's own rows."""

    def __init__(self, rows: ReorderList, dragged: str, at: QPointF, data: QMimeData) -> None:
        super().__init__(
            at,
            Qt.DropAction.MoveAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self._row = rows.row(dragged)
        self._data = data

    def source(self):  # type: ignore[no-untyped-def]
        return self._row


def test_sixty_rows_are_shown_without_a_wait(rows: ReorderList) -> None:
    many = [RowSpec(str(at), QLabel(str(at)), str(at)) for at in range(60)]
    begun = time.perf_counter()
    rows.set_rows(many)
    assert time.perf_counter() - begun < 0.5
    assert len(rows.ids) == 60


def test_ticks_by_mouse_and_space(qtbot: QtBot) -> None:
    ticks = Checklist([CheckItem("a", "Ringet op", True), CheckItem("b", "Bisidder & <b>tolk</b>")])
    qtbot.addWidget(ticks)
    opened(qtbot, ticks)
    counts: list[str] = []
    ticks.count_changed.connect(counts.append)
    assert ticks.count_text == "1 af 2"
    first, second = ticks._rows
    with qtbot.waitSignal(ticks.tick_requested) as caught:
        qtbot.keyClick(second, Qt.Key.Key_Space)
    assert caught.args == ["b", True]
    assert counts == ["2 af 2"]
    assert second.accessibleName() == "Bisidder & <b>tolk</b>"
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    # The store said no: the same rows again, as they really are.
    ticks.set_items([CheckItem("a", "Ringet op", True), CheckItem("b", "Bisidder")])
    assert ticks.count_text == "1 af 2"
    assert second.hasFocus()


def test_long_things_to_tick_wrap(qtbot: QtBot) -> None:
    ticks = Checklist([CheckItem("a", "Forældrene er ringet op og spurgt " * 5)])
    qtbot.addWidget(ticks)
    row = ticks._rows[0]
    assert row.heightForWidth(200) > 2 * row.heightForWidth(4_000)


def test_steps_ask_and_do_not_go_by_themselves(qtbot: QtBot) -> None:
    bar = StepBar(("Dagsorden", "Mødet", "Referat", "Opfølgning"))
    qtbot.addWidget(bar)
    bar.set_state(1, frozenset({0}))
    steps = bar.findChildren(StepButton)
    assert [step.accessibleName() for step in steps] == [
        "Trin 1: Dagsorden, klaret",
        "Trin 2: Mødet, du er her",
        "Trin 3: Referat",
        "Trin 4: Opfølgning",
    ]
    assert steps[2].toolTip() == "Referat (Ctrl+3)"
    with qtbot.waitSignal(bar.step_requested) as caught:
        qtbot.mouseClick(steps[2], Qt.MouseButton.LeftButton)
    assert caught.args == [2]
    assert bar.current == 1
    assert steps[1].isChecked()
    assert not steps[2].isChecked()


def test_steps_by_keyboard(qtbot: QtBot) -> None:
    bar = StepBar(("Dagsorden", "Mødet"))
    qtbot.addWidget(bar)
    opened(qtbot, bar)
    first, second = bar.findChildren(StepButton)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    with qtbot.waitSignal(bar.step_requested) as caught:
        qtbot.keyClick(second, Qt.Key.Key_Return)
    assert caught.args == [1]


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    place: str


ROWS = [Row("1", "Alma", "Stuen"), Row("2", "Emil", "Lokale 2"), Row("3", "Åse\n<b>", "Salen")]


@pytest.fixture
def table(qtbot: QtBot) -> DataTable[Row]:
    table: DataTable[Row] = DataTable(
        (
            Column("Navn", lambda row: row.name, strong=True),
            Column("Sted", lambda row: row.place, 12, lambda row: Tone.WARN, pill=True),
        ),
        lambda row: row.id,
        accessible_name="Møder",
    )
    qtbot.addWidget(table)
    table.set_rows(ROWS)
    table.resize(500, 300)
    table.show()
    table.grab()
    return table


def test_typing_finds_a_row(table: DataTable[Row], qtbot: QtBot) -> None:
    assert table.current_id == "1"
    qtbot.keyClicks(table, "em")
    assert table.current_id == "2"
    table._typed_at = 0.0
    qtbot.keyClicks(table, "sal")
    assert table.current_id == "3"


def test_enter_and_double_click_open_a_row(table: DataTable[Row], qtbot: QtBot) -> None:
    table.select_id("2")
    with qtbot.waitSignal(table.activated_id) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == ["2"]
    index = table.model().index(2, 0)
    place = table.visualRect(index).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.activated_id) as caught:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == ["3"]


def test_new_rows_keep_the_chosen_one(table: DataTable[Row]) -> None:
    table.select_id("3")
    table.set_rows(ROWS[1:])
    assert table.current_id == "3"
    table.set_rows(ROWS[:1])
    assert table.current_id == "1"
    table.set_rows([])
    assert table.current_id == ""
    assert not table.select_id("1")


def test_cells_are_one_line_named_and_toned(table: DataTable[Row]) -> None:
    model = table.model()
    assert model.index(2, 0).data() == "Åse <b>"
    spoken = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Sted: Stuen"
    assert Tone(model.index(0, 1).data(TONE_ROLE)) is Tone.WARN
    assert model.index(1, 0).data(ID_ROLE) == "2"
    assert len({table.rowHeight(at) for at in range(3)}) == 1


def test_a_search_field_asks_empties_and_hands_over(qtbot: QtBot) -> None:
    field = SearchField("Find et barn")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.search_requested, check_params_cb=lambda text: text == "alma"):
        qtbot.keyClicks(field, " alma ")
    with qtbot.waitSignal(field.list_requested):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.search_requested) as caught:
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert caught.args == [""]
    assert field.text() == ""
