"""Every widget on a few pages, beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from moedeleder.domain.rich_text import Block, BlockKind, RichText, Run
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.item_models.row_model import Column
from moedeleder.ui.shell import Shell
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.avatar import Avatar
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import danger, icon_button, primary, quiet, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.checklist import CheckItem, Checklist
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.data_table import DataTable
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label, muted, section_title
from moedeleder.ui.widgets.moment_fields import DateField, TimeField, danish_calendar
from moedeleder.ui.widgets.number_field import NumberField
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.reorder_list import ReorderList, RowSpec
from moedeleder.ui.widgets.rich_text_edit import RichTextBox, RichTextEdit
from moedeleder.ui.widgets.saved_mark import SavedMark, SavedState
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.search_field import SearchField
from moedeleder.ui.widgets.step_bar import StepBar
from moedeleder.ui.widgets.time_ring import TimeRing
from moedeleder.ui.widgets.two_lines import TwoLines
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.screenshots.registry import scene

TODAY = date(2026, 12, 3)
STEPS = ("Dagsorden", "Mødet", "Referat", "Opfølgning")
MONSTER = "<script>alert(1)</script> Rødgrød 👩‍👧‍👦 مرحبا " + "Overgangsmøde" * 800


def in_shell(page: QWidget, place: str = "meetings") -> Shell:
    shell = Shell()
    shell.add_page(place, page)
    shell.show_page(place)
    shell.sidebar.set_badge("today", 3)
    shell.sidebar.set_user("Mette Holm", "Sagsbehandler")
    return shell


def two_columns(left: QWidget, right: QWidget, right_width: int = 336) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(24)
    row.addWidget(left, 1)
    right.setFixedWidth(right_width)
    row.addWidget(right)
    return row


def stacked(*widgets: QWidget, spacing: int = 12) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder


def beside(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def today_row(when: str, title: str, below: str, pill: Pill, button: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(16, 12, 16, 12)
    row.setSpacing(12)
    clock = Label(when, TextRole.STRONG)
    clock.setMinimumWidth(52)
    row.addWidget(clock)
    row.addWidget(TwoLines(title, below), 1)
    row.addWidget(pill)
    row.addWidget(secondary(button, compact=True))
    return holder


def waiting_row(icon: IconName, tone: Tone, title: str, below: str, button: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(16, 10, 16, 10)
    row.setSpacing(12)
    row.addWidget(IconLabel(icon, tone))
    row.addWidget(TwoLines(title, below), 1)
    row.addWidget(secondary(button, compact=True))
    return holder


@scene("gallery-today")
def today() -> QWidget:
    page = ScrollPage()
    page.set_header(
        PageHeader(
            "God formiddag, Mette",
            "Torsdag 3. december · 2 møder i dag, 3 ting venter på dig",
            (primary("Nyt møde", "newMeeting", "plus"),),
        )
    )
    left, right = Card("I dag"), Card("Venter på dig")
    ready, lacking = Pill("klar", Tone.OK, "check"), Pill("2 mangler", Tone.WARN, "warning")
    left.add_row(
        today_row("10.00", "Forældresamtale om Villads", "60 min · Lokale 1.03", ready, "Start")
    )
    left.add_row(today_row("15.30", "Netværksmøde om Alma", "90 min · 6 deltagere", lacking, "Åbn"))
    right.add_row(
        waiting_row("warning", Tone.WARN, "Referat ikke sendt: Statusmøde", "For 2 dage", "Skriv")
    )
    right.add_row(waiting_row("mail", Tone.BAD, "1 mail kom ikke frem", "Karin Dam", "Ret"))
    right.add_row(waiting_row("clock", Tone.NEUTRAL, MONSTER, MONSTER, "Se"))
    page.add(two_columns(stacked(left), stacked(right), 450))
    return in_shell(page, "today")


def agenda_row(number: int, title: str, below: str, minutes: int, family: bool) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 9, 0, 9)
    row.setSpacing(12)
    place = Label(str(number), TextRole.STRONG)
    place.setMinimumWidth(18)
    row.addWidget(place)
    row.addWidget(TwoLines(title, below), 1)
    if family:
        row.addWidget(Pill("familien", Tone.FAMILY))
    row.addWidget(muted(f"{minutes} min"))
    return holder


def agenda(count: int = 6) -> ReorderList:
    rows = ReorderList("Dagsordenens punkter")
    titles = ("Velkomst, roller og tid", "Almas egne ord", "Morgener uden skole", MONSTER)
    rows.set_rows(
        [
            RowSpec(
                str(at),
                agenda_row(at + 1, titles[at % 4], "Drøftelse · Sofie, mor", 10, at in (1, 2)),
                titles[at % 4],
                family=at in (1, 2),
            )
            for at in range(count)
        ]
    )
    rows.select("2")
    return rows


@scene("gallery-agenda")
def meeting() -> QWidget:
    page = ScrollPage()
    steps = StepBar(STEPS)
    steps.set_state(1, frozenset({0}))
    case = Pill("Sagsnr. 34.45.00-G01-118-26")
    title = PageHeader("Netværksmøde om Alma", "Torsdag 3. december 2026 kl. 15.30–17.00", (case,))
    page.set_header(stacked(title, steps, spacing=8), bar=True)
    ticks = Checklist(
        [
            CheckItem("a", "Forældrene ringet op 19. nov.", True),
            CheckItem("b", "Bisidder tilbudt, også til Alma, og svaret skrevet ned", True),
            CheckItem("c", "Almas far har ikke svaret på tiden"),
        ]
    )
    before = Card("Før mødet", muted(ticks.count_text))
    before.add(ticks)
    ring, late, over = TimeRing(), TimeRing(), TimeRing()
    ring.set_time(920, 1500)
    late.set_time(1300, 1500)
    over.set_time(1630, 1500)
    clocks = Card("Tid")
    clocks.add(beside(ring, late, over))
    heading = beside(
        section_title("Dagsorden"),
        Pill("90 af 90 min"),
        Pill("Familien: 50 min · 56 %", Tone.FAMILY),
    )
    page.add(two_columns(stacked(heading, agenda()), stacked(before, clocks)))
    page.set_footer(
        secondary("Del kladde"),
        primary("Indkald 6 deltagere", icon="mail", show_shortcut=True),
        note="2 ting mangler før mødet",
    )
    page.offer_undo("Punktet “Status fra skolen” er fjernet.", lambda: None)
    return in_shell(page)


@scene("gallery-controls")
def controls() -> QWidget:
    page = ScrollPage()
    page.set_header(PageHeader("Alle dele", "Til at se på"))
    disabled = primary("Send referat")
    disabled.setEnabled(False)
    focused = primary("Gem")
    buttons = stacked(
        beside(primary("Næste punkt", show_shortcut=True), secondary("Parkér punkt"), focused),
        beside(quiet("Ret", icon="edit"), danger("Slet"), disabled, icon_button("x", "Luk")),
        beside(*(Pill(tone.value, tone) for tone in Tone)),
        beside(Avatar("Mette Holm"), Avatar("Sofie Lund", Tone.FAMILY), *marks()),
        banner("Mailen kom ikke af sted.", Tone.BAD, "Teksten er gemt.", "Prøv igen"),
        banner("Referatet er sendt til 6 deltagere.", Tone.OK),
        banner("2 ting mangler før mødet.", Tone.WARN),
        SearchField("Find et barn eller en familie"),
        editor(),
    )
    page.add(two_columns(buttons, form(), 480))
    shell = in_shell(page)
    # The scene is drawn after it is shown, so the ring is seen.
    focused.setFocus()
    return shell


def marks() -> list[SavedMark]:
    result = []
    for state in (SavedState.SAVING, SavedState.SAVED, SavedState.FAILED):
        mark = SavedMark()
        mark.set_state(state)
        result.append(mark)
    return result


def banner(text: str, tone: Tone, detail: str = "", action: str = "") -> Banner:
    result = Banner()
    result.show_message(text, tone, detail, action)
    return result


def editor() -> QWidget:
    edit = RichTextEdit("Konklusion", object_name="conclusion")
    edit.set_rich_text(
        RichText(
            (
                Block(
                    (Run("Vi er enige om, at "), Run("Almas morgener", True), Run(" kommer først."))
                ),
                Block((Run("Skolen ringer hjem før kl. 9"),), BlockKind.BULLET),
                Block((Run("Forældrene prøver den nye morgen i to uger"),), BlockKind.BULLET),
            )
        )
    )
    box = RichTextBox(edit)
    mark = SavedMark()
    mark.set_state(SavedState.SAVED)
    box.tools.addWidget(mark)
    return box


def form() -> Card:
    card = Card("Nyt møde")
    fields = Form()
    purpose = QLineEdit("Almas morgener")
    fields.add("purpose", "Formål i én sætning", purpose, "Hvad skal være anderledes bagefter?")
    day, clock = DateField(lambda: TODAY), TimeField()
    day.set_value(TODAY)
    clock.set_value(time(15, 30))
    minutes = NumberField(5, 480, " min")
    minutes.setValue(90)
    fields.add_beside(
        ("date", "Dag", day, 2), ("time", "Klokken", clock, 1), ("length", "Længde", minutes, 1)
    )
    kind = Choice((("Netværksmøde", 1), ("Forældresamtale", 2)))
    fields.add("kind", "Mødetype", kind)
    fields.add("mail", "Mail", QLineEdit("sofie@"))
    fields.row("mail").set_error("Mailadressen kan ikke bruges. Den skal se ud som navn@x.dk.")
    locked = QLineEdit("kan ikke ændres")
    locked.setReadOnly(True)
    fields.add("locked", "Sagsnummer", locked)
    card.add(fields)
    card.add(WrapLabel("Bisidderen må altid være med. <b>Sig det ved indkaldelsen.</b>"))
    return card


@dataclass(frozen=True)
class Row:
    id: str
    day: str
    title: str
    place: str
    state: str


@scene("gallery-table")
def table() -> QWidget:
    page = ScrollPage(scrolls=False)
    page.set_header(PageHeader("Møder", "40 møder", (primary("Nyt møde", icon="plus"),)))
    columns = (
        Column[Row]("Dag", lambda row: row.day, 16),
        Column[Row]("Møde", lambda row: row.title, strong=True),
        Column[Row]("Sted", lambda row: row.place, 20),
        Column[Row]("Mangler", lambda row: row.state, 14, lambda row: Tone.WARN, pill=True),
    )
    meetings: DataTable[Row] = DataTable(columns, lambda row: row.id, accessible_name="Møder")
    titles = ("Netværksmøde om Alma", "Forældresamtale om Villads", MONSTER)
    meetings.set_rows(
        [
            Row(str(at), f"{at % 28 + 1}. dec. 2026", titles[at % 3], "Lokale 2.14", "2 mangler")
            for at in range(40)
        ]
    )
    page.add(SearchField("Find et møde"))
    page.add(meetings, 1)
    return in_shell(page)


@scene("gallery-empty")
def empty() -> QWidget:
    page = ScrollPage()
    page.set_header(PageHeader("Børn og familier"))
    state = EmptyState(
        "people",
        "Her kommer børn og familier",
        "Begynd med et barn og dem, der er om barnet. Så er de klar, når du indkalder til møde.",
        "Opret et barn",
        button_icon="plus",
    )
    page.add(state, 1)
    return in_shell(page, "families")


@scene("gallery-dialog", sizes=((1280, 720),))
def dialog() -> QWidget:
    result = Dialog("Nyt punkt", "Sæt på dagsordenen", text="Punktet kommer nederst.")
    fields = result.use_form(Form())
    fields.add("title", "Titel", QLineEdit())
    fields.add("why", "Hvorfor", RichTextEdit(object_name="why"))
    fields.set_error("title", "Titlen mangler. Skriv noget her.")
    return result


@scene("gallery-calendar", sizes=((400, 320),))
def calendar() -> QWidget:
    return danish_calendar(TODAY)


SCENES: tuple[Callable[[], QWidget], ...] = (today, meeting, controls, table, empty, dialog)
