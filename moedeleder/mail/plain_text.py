"""HTML mail as text: nothing is fetched, run or hidden, and no word is lost.

Own code, because the parsers at hand are unsafe here: the standard library's takes quadratic
time over unclosed comments, and lxml drops what lies more than 256 elements deep.
"""

from __future__ import annotations

import html
import re
from typing import Final

HTML_LIMIT = 1_500_000
"""Characters; more than any person writes, and still read in a moment."""

_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title")}
_BLOCKS = frozenset(
    "address article aside body caption center dd div dl dt fieldset figure footer form header "
    "html li main nav ol section table tbody thead tr ul".split()
)
_APART = frozenset("blockquote h1 h2 h3 h4 h5 h6 hr p pre".split())
_CITED = re.compile(r"type\s*=\s*.?cite|gmail_quote|yahoo_quoted|protonmail_quote", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,500}")
_QUOTE_DEPTH = 8
_LIST_DEPTH = 20
_ENTITY_NUMBER = re.compile(r"&#(?=[xX]?[0-9a-fA-F]{8})")


def html_to_text(source: str) -> str:
    """Return what a person would read: lines, lists and quotation marked by ``>``.

    Links are shown as text, pictures by their alternative text. Takes any input, in time that
    grows with its length; at most ``HTML_LIMIT`` characters are read.
    """
    reader = _Reader(source[:HTML_LIMIT])
    reader.read()
    return reader.page.text()


class _Reader:
    """Walks through the source once, from sign to sign."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._known: dict[str, int] = {}
        self.page = _Page()

    def read(self) -> None:
        position, end = 0, len(self._source)
        while position < end:
            start = self._source.find("<", position)
            start = end if start < 0 else start
            self.page.say(self._source[position:start])
            position = self._markup(start) if start < end else end

    def _markup(self, start: int) -> int:
        """Take what begins with ``<`` and return where the text goes on."""
        if self._source.startswith("<!--", start):
            close = self._next("-->", start + 4)
            # Left open, a comment would swallow all that follows.
            return start + 4 if close < 0 else close + 3
        close = self._next(">", start)
        if close >= 0 and self._source[start + 1 : start + 2] in ("!", "?"):
            return close + 1
        name = _TAG_NAME.match(self._source, start)
        if name is None or close < 0:
            self.page.say("<")
            return start + 1
        is_end, tag = bool(name[1]), name[2].lower()
        if tag in _UNSEEN and not is_end:
            return self._past(tag, close + 1)
        self.page.tag(tag, is_end, self._source[name.end() : close])
        return close + 1

    def _past(self, tag: str, start: int) -> int:
        """Return where the unseen element ends, or ``start`` when nothing ends it."""
        known = self._known.get(tag, 0)
        if 0 <= known < start:
            found = _UNSEEN[tag].search(self._source, start)
            known = self._known[tag] = found.start() if found else -1
        return start if known < 0 else known

    def _next(self, sign: str, start: int) -> int:
        """Find a sign, each stretch of the source searched once only."""
        known = self._known.get(sign, 0)
        if 0 <= known < start or (known == 0 and sign not in self._known):
            known = self._known[sign] = self._source.find(sign, start)
        return known


class _Page:
    """The lines as they come, with what stands before each."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes: list[bool] = []
        self._depth = 0
        self._lists: list[int] = []
        self._verbatim = 0
        self._link = ""
        self._link_said: list[str] = []

    def say(self, source: str) -> None:
        text = _unescaped(source) if "&" in source else source.replace("\xa0", " ")
        if self._link:
            self._link_said.append(text)
        if self._verbatim:
            first, *rest = text.split("\n")
            self._line.append(first)
            for line in rest:
                self._end_line()
                self._line.append(line)
        elif text:
            self._line.append(_BLANKS.sub(" ", text))

    def tag(self, tag: str, is_end: bool, attributes: str) -> None:
        if tag in _APART:
            self._apart(tag, is_end, attributes)
        elif tag in _BLOCKS:
            self._end_line(only_if_begun=True)
            self._list(tag, is_end)
        elif tag == "br":
            self._end_line()
        elif tag in ("td", "th"):
            self._line.append(" ")
        elif tag == "a":
            self._show_link()
            self._link = "" if is_end else _web_address(attributes)
        elif tag == "img":
            self._line.append(_unescaped(_alternative(attributes)))

    def text(self) -> str:
        self._show_link()
        self._end_line(only_if_begun=True)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def _apart(self, tag: str, is_end: bool, attributes: str) -> None:
        self._end_line(only_if_begun=True)
        is_quote = tag == "blockquote"
        if is_quote and is_end:
            self._depth -= self._quotes.pop() if self._quotes else 0
        if self._lines and self._lines[-1].strip("> "):
            self._end_line()
        if is_quote and not is_end:
            self._quotes.append(bool(_CITED.search(attributes)))
            self._depth += self._quotes[-1]
        elif tag == "pre":
            self._verbatim = max(0, self._verbatim + (-1 if is_end else 1))

    def _list(self, tag: str, is_end: bool) -> None:
        if tag in ("ul", "ol"):
            if is_end:
                del self._lists[-1:]
            elif len(self._lists) < _LIST_DEPTH:
                # A list with numbers counts from 1; one without stays at -1.
                self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li" and not is_end:
            self._line.append(self._list_mark())

    def _list_mark(self) -> str:
        if not self._lists or self._lists[-1] < 0:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _show_link(self) -> None:
        said = "".join(self._link_said)
        if self._link and self._link.rstrip("/") not in said:
            self._line.append(f" <{self._link}>")
        self._link, self._link_said = "", []

    def _end_line(self, only_if_begun: bool = False) -> None:
        line = "".join(self._line)
        line = line.rstrip() if self._verbatim else re.sub(" {2,}", " ", line).strip()
        if line or not only_if_begun:
            marks = "> " * min(self._depth, _QUOTE_DEPTH)
            self._lines.append((marks + line).rstrip())
        self._line = []


def _unescaped(source: str) -> str:
    # Python refuses to count numbers of thousands of digits, and no character has even eight.
    return html.unescape(_ENTITY_NUMBER.sub("&amp;#", source)).replace("\xa0", " ")


_ATTRIBUTE: Final = r"(?<![\w-]){}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_ALT = re.compile(_ATTRIBUTE.format("alt"), re.IGNORECASE)
_HREF = re.compile(_ATTRIBUTE.format("href"), re.IGNORECASE)


def _alternative(attributes: str) -> str:
    found = _ALT.search(attributes[:2_000])
    return next(filter(None, found.groups()), "") if found else ""


def _web_address(attributes: str) -> str:
    found = _HREF.search(attributes[:2_000])
    target = _unescaped(next(filter(None, found.groups()), "")) if found else ""
    return target if _WEB_ADDRESS.fullmatch(target) else ""
