"""Mail domains where anybody can have an address, as data a municipality may change."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from moedeleder.domain.errors import ResourceFault
from moedeleder.services.resource_files import FaultReason, read_resource

DOMAINS_FILE = "mail_domains.toml"
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


def load_private_domains(folders: Sequence[Path]) -> frozenset[str]:
    """Return the domains of private people's mail; the last folder that has the file decides.

    Raises:
        ResourceFault: the file has a mistake, or there is none; names file, line, field.
    """
    paths = [folder / DOMAINS_FILE for folder in folders]
    found = [path for path in paths if path.is_file()]
    if not found:
        raise ResourceFault(DOMAINS_FILE, 0, "", FaultReason.MISSING_FILE)
    return _read(found[-1])


def is_private(address: str, domains: Collection[str]) -> bool:
    """Return whether an address lies at one of the domains, or below it."""
    domain = address.strip().casefold().rpartition("@")[2]
    parts = domain.split(".")
    return any(".".join(parts[at:]) in domains for at in range(len(parts)))


def _read(path: Path) -> frozenset[str]:
    table = read_resource(path)
    table.allow("private")
    found: list[str] = []
    for index, line in enumerate(table.lines("private")):
        domain = line.casefold()
        if not _DOMAIN.fullmatch(domain):
            raise table.fault("private", FaultReason.UNKNOWN_VALUE, index)
        if domain in found:
            raise table.fault("private", FaultReason.DUPLICATE_KEY, index)
        found.append(domain)
    return frozenset(found)
