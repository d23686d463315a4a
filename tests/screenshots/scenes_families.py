"""Børn og familier: nothing yet, an ordinary day, far too much, and the two dialogs."""

from __future__ import annotations

import atexit
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.ui.dialogs.family import FamilyDialog
from moedeleder.ui.dialogs.person import PersonDialog
from moedeleder.ui.pages.families.page import FamiliesPage
from tests.screenshots.registry import scene
from tests.screenshots.scenes_gallery import MONSTER, in_shell
from tests.ui.office_fixture import TestDesk, add_example, opened_desk

_OPEN = ExitStack()
atexit.register(_OPEN.close)
_OTHERS = ("Bo Eksempel", "Carla Prøve", "Emil Mønster", "Freja Tænkt", "Noah Opdigtet")


def new_desk() -> TestDesk:
    folder = _OPEN.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
    return _OPEN.enter_context(opened_desk(Path(folder)))


@scene("families-empty")
def empty() -> QWidget:
    return in_shell(FamiliesPage(new_desk()), "families")


@scene("families-normal")
def normal() -> QWidget:
    desk = new_desk()
    families = desk.office.families
    for at, name in enumerate(_OTHERS):
        born = date(2010 + at, 3, 4 + at)
        families.create(FamilyDraft(name, f"34.45.00-G01-{200 + at}-26", born))
    family = add_example(desk).family
    families.add_person(
        family.id,
        PersonDraft(
            "Amira Haddad",
            PersonRole.PARENT,
            "plejemor",
            phone="44 55 66 77",
            needs="Tolk: arabisk",
            has_custody=True,
        ),
    )
    note = "Alma er rolig om formiddagen. Ring helst til Sofie efter kl. 15."
    now = families.get(family.id)
    families.update(family.id, now.version, replace(now.draft, note=note))
    page = FamiliesPage(desk)
    shell = in_shell(page, "families")
    page.show_family(family.id)
    return shell


@scene("families-overfull")
def overfull() -> QWidget:
    desk = new_desk()
    families = desk.office.families
    for at in range(60):
        families.create(FamilyDraft(f"{MONSTER[: 40 + at]} {at}", f"{at} {MONSTER[:300]}"))
    family = families.create(
        FamilyDraft("Aa " + MONSTER[:9000], MONSTER[:500], note=MONSTER[:4000])
    )
    for at in range(40):
        role = list(PersonRole)[at % len(PersonRole)]
        draft = PersonDraft(
            f"{MONSTER[: 30 + 20 * at]} {at}", role, MONSTER[:80], MONSTER[:90], needs=MONSTER[:70]
        )
        families.add_person(family.id, draft)
    page = FamiliesPage(desk)
    shell = in_shell(page, "families")
    page.show_family(family.id)
    return shell


@scene("family-dialog", sizes=((1280, 720),))
def family_dialog() -> QWidget:
    return FamilyDialog(new_desk())


@scene("person-dialog", sizes=((1280, 720),))
def person_dialog() -> QWidget:
    desk = new_desk()
    family = add_example(desk).family
    dialog = PersonDialog(desk, None, family.id)
    dialog.findChildren(QLineEdit, "name")[0].setText("Amira Haddad")
    dialog.findChildren(QLineEdit, "mail")[0].setText("amira@")
    dialog.save()
    return dialog
