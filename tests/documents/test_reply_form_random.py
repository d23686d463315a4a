"""Whatever is typed on a form, and whatever happens to it: no word is lost."""

from __future__ import annotations

import copy
import random
from itertools import count

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moedeleder.documents.reply_form_fields import BOXES, NEED_ROWS, tag
from moedeleder.documents.reply_form_reading import read_form
from tests.documents.forms import EMPTY, changed, controls, everything, filled, without_controls

FIELDS = (
    *(tag("points", str(n), part) for n in range(1, 9) for part in ("words", "wanted")),
    *(tag(section.key) for section in BOXES),
    tag("support"),
    *(tag("needs", need.key) for need in NEED_ROWS),
)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Words as people type them: letters, signs and blanks between two that nobody else uses.
MIDDLES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=30
)


@SLOW
@given(st.dictionaries(st.sampled_from(FIELDS), MIDDLES, max_size=12), st.booleans())
def test_every_word_in_every_field_is_found(middles: dict[str, str], bare: bool) -> None:
    written = {mark: f"qv{at}a{text}z{at}vq" for at, (mark, text) in enumerate(middles.items())}
    data = filled(written, ())
    read = everything(read_form(changed(data, without_controls) if bare else data))
    assert [text for text in written.values() if text not in read] == []


MOVES = st.lists(
    st.tuples(st.sampled_from(("move", "double", "drop", "type", "nest")), st.randoms()),
    max_size=8,
)


@SLOW
@given(MOVES, st.booleans())
def test_no_word_is_lost_when_things_are_moved(
    moves: list[tuple[str, random.Random]], bare: bool
) -> None:
    numbers = count()

    def change(document: Document) -> None:
        for mark in FIELDS:
            for run in controls(document, mark)[0].iter(qn("w:t")):  # type: ignore[attr-defined]
                run.text = f"qv{next(numbers)}vq"
        if bare:
            without_controls(document)
        for kind, source in moves:
            _harm(document, kind, source, numbers)
        typed.update(_typed_in(document))

    typed: set[str] = set()
    read = everything(read_form(changed(EMPTY, change)))
    assert sorted(word for word in typed if word not in read) == []


def _typed_in(document: Document) -> set[str]:
    texts = (each.text or "" for each in document.element.body.iter(qn("w:t")))
    return {word for text in texts for word in text.split() if word.startswith("qv")}


def _harm(document: Document, kind: str, source: random.Random, numbers: count[int]) -> None:
    body = document.element.body
    names = ("w:p", "w:tr", "w:tc", "w:tbl", "w:r", "w:sdt")
    nodes = list(body.iter(*map(qn, names)))
    if not nodes:
        return
    node, place = source.choice(nodes), source.choice(nodes)
    if kind == "type":
        xml = f"<w:r {nsdecls('w')}><w:t>qv{next(numbers)}vq</w:t></w:r>"
        place.addnext(parse_xml(xml))
    elif kind == "drop":
        node.getparent().remove(node)
    elif kind == "double":
        place.addnext(copy.deepcopy(node))
    elif not any(above is node for above in (place, *place.iterancestors())):
        (place.append if kind == "nest" else place.addnext)(node)
