"""The municipality's template as data for the typesetter."""

from __future__ import annotations

import json
from collections.abc import Iterable

from moedeleder.documents.template_frame import Count, Frame, Line, Picture, Piece, frame_of
from moedeleder.documents.template_page import filled
from moedeleder.documents.text_data import Data, TextData
from moedeleder.domain.record import Letterhead, MinutesRecord

Files = dict[str, bytes]


def frame_data(data: TextData, record: MinutesRecord, head: Letterhead) -> tuple[Data, Files]:
    """Return what the typesetter reads of a template, and the pictures; both empty without one.

    Raises:
        DocumentFailed: the template cannot be used any longer.
    """
    if not head.template:
        return {}, {}
    writer = _Writer(data)
    return {"frame": writer.frame(frame_of(filled(record, head)))}, writer.files


class _Writer:
    """Writes lines as data, and each picture as a file of its own."""

    def __init__(self, data: TextData) -> None:
        self._data = data
        self.files: Files = {}

    def frame(self, frame: Frame) -> Data:
        """Return everything that stands around the paper."""
        return {
            "header": self._lines(frame.header),
            "first_header": self._lines(frame.first_header),
            "before": self._lines(frame.before),
            "after": self._lines(frame.after),
            "footer": self._lines(frame.footer),
            "first_footer": self._lines(frame.first_footer),
        }

    def _lines(self, lines: Iterable[Line]) -> list[Data]:
        return [
            {
                "cells": [[self._piece(piece) for piece in cell] for cell in line.cells],
                "side": line.side,
                "is_heading": line.is_heading,
            }
            for line in lines
        ]

    def _piece(self, piece: Piece) -> Data:
        if isinstance(piece, Count):
            return {"kind": "total" if piece.is_total else "page"}
        if isinstance(piece, Picture):
            return self._picture(piece)
        return {"kind": "text"} | self._data.line(piece)

    def _picture(self, picture: Picture) -> Data:
        packed = json.dumps(list(picture.data)).encode()
        known = next((name for name, data in self.files.items() if data == packed), "")
        name = known or f"picture-{len(self.files)}.json"
        self.files[name] = packed
        return {
            "kind": "picture",
            "file": name,
            "width": picture.width,
            "height": picture.height,
            "about": self._data.label(picture.about),
        }
