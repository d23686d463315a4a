"""Small reusable widgets. Each says what a person wants by a signal, and never does it itself.

naming           named(widget, object_name, accessible_name)
label            Label, section_title(), muted()
wrap_label       WrapLabel: running text, at most 72 characters wide
two_lines        TwoLines: a title with a quiet line below, for rows
elided_label     ElidedLabel, plain_tooltip()
icon_label       IconLabel
focus_ring       FocusRing: shows focus for the keyboard, not for the mouse
button           Button, primary(), secondary(), quiet(), danger(), icon_button()
pill             Pill: a word in a tone
card             Surface, Card (title, trailing, body, add_row), Line
page_header      PageHeader
scroll_page      ScrollPage: header, banner, body, undo bar, foot with the primary button
empty_state      EmptyState
step_bar         StepBar
banner           Banner: what happened, inside the page
undo_bar         UndoBar: "Punktet er fjernet. Fortryd"
saved_mark       SavedMark, SavedState
field            FieldRow, Form: label above, help and error below
search_field     SearchField
moment_fields    DateField, TimeField, danish_calendar()
number_field     NumberField: a number with its unit
choice           Choice: one of a few things
checklist        Checklist, CheckItem
time_ring        TimeRing
reorder_list     ReorderList, RowSpec (rows: reorder_row.ReorderRow)
data_table       DataTable (columns: item_models.row_model.Column)
rich_text_edit   RichTextEdit, RichTextBox (conversion: rich_text_document)
dialog           Dialog
avatar           Avatar

Conventions: plain text everywhere; colours from ``ui.tokens`` (``Tone``), sizes from
``ui.fonts`` (``TextRole``), drawings from ``ui.icons``; the object name is for tests, the
accessible name (Danish) for a screen reader.
"""
