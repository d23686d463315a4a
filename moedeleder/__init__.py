"""Mødeleder: prepare, hold and document meetings with families."""

__version__ = "0.1.0"
