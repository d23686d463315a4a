"""Children, families and the people around them: create, edit, find."""

from __future__ import annotations

from dataclasses import replace

from moedeleder.domain.danish import checked_day
from moedeleder.domain.people import Family, FamilyDraft, FamilyLine, Person, PersonDraft
from moedeleder.domain.text import clean_line, optional_line, optional_text, required_line
from moedeleder.mail.addresses import check_address
from moedeleder.models import mapping, queries
from moedeleder.models.tables import FamilyRow, PersonRow
from moedeleder.services.context import Context
from moedeleder.services.outbox_addresses import follow_address

ADDRESS_LIMIT = 300
"""Characters of a postal address: more than any envelope's window shows."""


class Families:
    """What a person does with families."""

    def __init__(self, context: Context) -> None:
        self._store = context.store

    def find(self, words: str = "") -> list[FamilyLine]:
        """Return families where child, case number or a person's name hold every word."""
        with self._store.reading() as session:
            return queries.family_lines(session, words)

    def get(self, family_id: str) -> Family:
        """Return a family with its people.

        Raises:
            NotFound: there is none with that id.
        """
        with self._store.reading() as session:
            return mapping.family(queries.get(session, FamilyRow, family_id))

    def colleagues(self) -> tuple[Person, ...]:
        """Return the people who belong to no family: the user and their colleagues."""
        with self._store.reading() as session:
            return tuple(mapping.person(row) for row in queries.colleagues(session))

    def person(self, person_id: str) -> Person:
        """Return a person, also one who was taken off the list.

        Raises:
            NotFound: there is none with that id.
        """
        with self._store.reading() as session:
            return mapping.person(queries.get(session, PersonRow, person_id))

    def create(self, draft: FamilyDraft) -> Family:
        """Save a new family.

        Raises:
            FieldMissing: the child has no name.
            FieldTooLong: a field is beyond reason.
        """
        checked = checked_family(draft)
        with self._store.transaction() as session:
            row = FamilyRow()
            _write_family(row, checked)
            session.add(row)
            session.flush()
            return mapping.family(row)

    def update(self, family_id: str, version: int, draft: FamilyDraft) -> Family:
        """Save changes to a family as last seen at ``version``.

        Raises:
            ChangedElsewhere: somebody saved it since; nothing is overwritten.
            FieldMissing, FieldTooLong, NotFound: as named.
        """
        checked = checked_family(draft)
        with self._store.transaction() as session:
            row = queries.get_at(session, FamilyRow, family_id, version)
            _write_family(row, checked)
            session.flush()
            return mapping.family(row)

    def add_person(self, family_id: str | None, draft: PersonDraft) -> Person:
        """Save a new person around a child, or a colleague when ``family_id`` is None.

        Raises:
            FieldMissing, FieldTooLong, InvalidAddress, NotFound: as named.
        """
        checked = checked_person(draft)
        with self._store.transaction() as session:
            row = PersonRow(family_id=family_id)
            _write_person(row, checked)
            if family_id is not None:
                family = queries.get(session, FamilyRow, family_id)
                row.position = max((p.position for p in family.people), default=0) + 1
                family.people.append(row)
                family.search_text = _search_text(family)
            session.add(row)
            session.flush()
            return mapping.person(row)

    def update_person(self, person_id: str, version: int, draft: PersonDraft) -> Person:
        """Save changes to a person as last seen at ``version``.

        Raises:
            ChangedElsewhere: somebody saved it since; nothing is overwritten.
            FieldMissing, FieldTooLong, InvalidAddress, NotFound: as named.
        """
        checked = checked_person(draft)
        with self._store.transaction() as session:
            row = queries.get_at(session, PersonRow, person_id, version)
            _write_person(row, checked)
            follow_address(session, row)
            if row.family is not None:
                row.family.search_text = _search_text(row.family)
            session.flush()
            return mapping.person(row)

    def put_away(self, person_id: str, away: bool = True) -> Person:
        """Take a person off the family's list, or put them back; meetings keep them.

        Raises:
            NotFound: there is none with that id.
        """
        with self._store.transaction() as session:
            row = queries.get(session, PersonRow, person_id)
            row.put_away = away
            if row.family is not None:
                row.family.search_text = _search_text(row.family)
            session.flush()
            return mapping.person(row)


def checked_family(draft: FamilyDraft) -> FamilyDraft:
    """Return the draft cleaned.

    Raises:
        FieldMissing, FieldTooLong, InvalidDate: as named.
    """
    if draft.birth_date is not None:
        checked_day(draft.birth_date, "birth_date")
    return FamilyDraft(
        required_line(draft.child_name, "child_name"),
        optional_line(draft.case_number, "case_number"),
        draft.birth_date,
        optional_text(draft.note, "note"),
    )


def checked_person(draft: PersonDraft) -> PersonDraft:
    """Return the draft cleaned, its mail address checked when there is one.

    Raises:
        FieldMissing, FieldTooLong, InvalidAddress: as named.
    """
    mail = optional_line(draft.mail, "mail")
    return replace(
        draft,
        name=required_line(draft.name, "name"),
        relation=optional_line(draft.relation, "relation"),
        organisation=optional_line(draft.organisation, "organisation"),
        mail=check_address(mail) if mail else "",
        phone=optional_line(draft.phone, "phone"),
        needs=optional_line(draft.needs, "needs"),
        postal_address=_checked_address(draft.postal_address),
    )


def _checked_address(typed: str) -> str:
    """Return an address line by line, without empty lines: an envelope's window has few."""
    text = optional_text(typed, "postal_address", ADDRESS_LIMIT)
    return "\n".join(filter(None, map(clean_line, text.split("\n"))))


def _write_family(row: FamilyRow, draft: FamilyDraft) -> None:
    row.child_name, row.case_number = draft.child_name, draft.case_number
    row.birth_date, row.note = draft.birth_date, draft.note
    row.search_text = _search_text(row)


def _search_text(row: FamilyRow) -> str:
    names = (person.name for person in row.people if not person.put_away)
    return queries.folded(row.child_name, row.case_number, *names)


def _write_person(row: PersonRow, draft: PersonDraft) -> None:
    row.name, row.role = draft.name, draft.role.value
    row.relation, row.organisation = draft.relation, draft.organisation
    row.mail, row.phone, row.needs = draft.mail, draft.phone, draft.needs
    row.has_custody, row.postal_address = draft.has_custody, draft.postal_address
