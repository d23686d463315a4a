"""One thing the doctor looked at."""

from __future__ import annotations

from dataclasses import dataclass

from moedeleder.domain.errors import ResourceFault

OK, WARNING, BAD = "ok", "warning", "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found; ``key`` is for programs, name and value for people."""

    key: str
    name: str
    value: str
    state: str = OK
    fault: ResourceFault | None = None

    @property
    def is_bad(self) -> bool:
        """Whether the program cannot do its work like this."""
        return self.state == BAD
