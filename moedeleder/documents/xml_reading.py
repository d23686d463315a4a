"""A stranger's XML, heard element by element: no tree, no entity, no depth without a floor."""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat

from moedeleder.domain.errors import AnswerFileBroken, AnswerFileTooLarge, AnswerFileUnsafe

DEPTH_LIMIT = 400
ELEMENTS_LIMIT = 150_000
TEXT_LIMIT = 4_000_000


class Budget:
    """How much of one file was heard so far, all its parts together."""

    def __init__(self) -> None:
        self._elements = self._text = 0

    def element(self, depth: int) -> None:
        """Count an element at a depth."""
        self._elements += 1
        if depth > DEPTH_LIMIT or self._elements > ELEMENTS_LIMIT:
            raise AnswerFileTooLarge("elements")

    def letters(self, count: int) -> None:
        """Count the letters of a text."""
        self._text += count
        if self._text > TEXT_LIMIT:
            raise AnswerFileTooLarge("text")


class Listener(Protocol):
    """Whoever is told what stands in the XML; names come without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """The element begun last ends."""

    def text(self, text: str) -> None:
        """There is text."""


class _Reading:
    """One pass over one part."""

    def __init__(self, listener: Listener, budget: Budget) -> None:
        self._listener = listener
        self._budget = budget
        self._depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._budget.element(self._depth)
        self._listener.start(_local(name), {_local(key): attributes[key] for key in attributes})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._listener.end(_local(name))

    def _characters(self, text: str) -> None:
        self._budget.letters(len(text))
        self._listener.text(text)

    def _refuse(self, *_declared: object) -> None:
        raise AnswerFileUnsafe("doctype")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def listen(xml: bytes, listener: Listener, budget: Budget) -> None:
    """Tell ``listener`` what stands in ``xml``.

    Raises:
        AnswerFileTooLarge: it nests deeper or says more than any form.
        AnswerFileUnsafe: it declares a document type or an entity.
        AnswerFileBroken: it is not well-formed, or in an alphabet nobody uses.
    """
    reading = _Reading(listener, budget)
    try:
        reading.parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise AnswerFileBroken("xml") from None
