"""Ids travel between databases and keep their order."""

from __future__ import annotations

import uuid

from moedeleder.domain.ids import new_id


def test_ids_are_uuids_of_version_7() -> None:
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_ids_are_never_the_same() -> None:
    assert len({new_id() for _ in range(20_000)}) == 20_000


def test_ids_sort_by_the_time_they_were_made() -> None:
    # Within a quarter of a microsecond the order is chance; between many there is none.
    first, *_others = [new_id() for _ in range(50)]
    assert first < new_id()
