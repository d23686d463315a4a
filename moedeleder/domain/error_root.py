"""The root of everything that can go wrong; the whole tree stands in ``errors``."""

from __future__ import annotations


class MoedelederError(Exception):
    """The root: every fault the program knows and can explain."""
