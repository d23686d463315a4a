# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools[woff]>=4.50"]
# ///
"""Make ``resources/fonts``: the fonts of our documents and the list of what each can draw.

Run by hand when a font changes; what it makes is committed. It reads the fonts of the Debian
packages ``fonts-inter`` and ``fonts-noto-core`` and of the npm package
``@fontsource/noto-emoji`` (unpacked), all under the SIL Open Font License:

    python scripts/build_fonts.py UNPACKED_NOTO_EMOJI resources/fonts
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

INTER = Path("/usr/share/fonts/opentype/inter")
NOTO = Path("/usr/share/fonts/truetype/noto")
SCRIPTS = "Arabic Hebrew Armenian Georgian Thai Tamil Ethiopic Devanagari".split()
# Arrows, signs, boxes, stars, ticks; the rest of the font is for notations nobody types here.
SYMBOLS = (*range(0x2070, 0x20A0), *range(0x2100, 0x2800), *range(0x2900, 0x2C00))


def main(emoji_package: Path, folder: Path) -> None:
    """Write fonts, licences and ``coverage.json`` to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = [INTER / "Inter-Regular.otf", INTER / "Inter-SemiBold.otf"]
    sources += [NOTO / f"NotoSans{script}-Regular.ttf" for script in SCRIPTS]
    sources.append(NOTO / "NotoSansArabic-Bold.ttf")
    for source in sources:
        (folder / source.name).write_bytes(source.read_bytes())
    _part_of(NOTO / "NotoSansSymbols2-Regular.ttf", folder)
    emoji = TTFont(emoji_package / "files" / "noto-emoji-emoji-400-normal.woff2")
    emoji.flavor = None
    emoji.save(folder / "NotoEmoji-Regular.ttf")
    _write_coverage(folder)


def _part_of(source: Path, folder: Path) -> None:
    font = TTFont(source)
    worker = subset.Subsetter(subset.Options(layout_features=["*"], name_IDs=["*"]))
    worker.populate(unicodes=SYMBOLS)
    worker.subset(font)
    font.save(folder / source.name)


def _write_coverage(folder: Path) -> None:
    """Write the code points of each font as pairs of first and last."""
    table = {
        path.name: _ranges(TTFont(path).getBestCmap())
        for path in sorted(folder.iterdir())
        if path.suffix in (".otf", ".ttf")
    }
    text = json.dumps(table, separators=(",", ":")).replace(']],"', ']],\n"')
    (folder / "coverage.json").write_text(text + "\n", encoding="utf-8")


def _ranges(codes: Iterable[int]) -> list[tuple[int, int]]:
    ordered = sorted(codes)
    breaks = [i for i, (a, b) in enumerate(pairwise(ordered), 1) if b != a + 1]
    edges = [0, *breaks, len(ordered)]
    return [(ordered[a], ordered[b - 1]) for a, b in pairwise(edges)]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
