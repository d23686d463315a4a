"""Which pictures may stand on our letters."""

from __future__ import annotations

import zlib

import pytest

from moedeleder.documents.logo import BYTES_LIMIT, PROFILE_LIMIT, check_logo
from moedeleder.domain.errors import PictureRefused
from tests.documents.pictures import jpeg, png

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (png(200, 80), ".png"),
        (png(1, 1), ".png"),
        (jpeg(64, 32), ".jpg"),
        (jpeg(64, 32, grey=True), ".jpg"),
    ],
)
def test_good_pictures_are_taken(data: bytes, suffix: str) -> None:
    assert check_logo(data) == suffix


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + b"\x00" * 50,
        SVG,
        b"%PDF-1.7",
        png(10, 10)[:-20],
        png(10, 10)[:8],
        png(10, 10).replace(b"IDAT", b"IDAX"),
        png(10, 10, packed=b"nothing packed"),
        png(10, 10, packed=zlib.compress(b"\x00" * 50_000_000)),
        png(4_001, 1),
        jpeg(40, 40)[:30],
        jpeg(40, 40)[:-2],
        jpeg(4_001, 1),
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        png(10, 10) + b"\x00" * BYTES_LIMIT,
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_others_are_refused(data: bytes) -> None:
    with pytest.raises(PictureRefused):
        check_logo(data)


def test_print_colours_are_refused() -> None:
    data = bytearray(jpeg(40, 40))
    frame = data.index(b"\xff\xc0")
    assert data[frame + 9] == 3
    data[frame + 9] = 4
    with pytest.raises(PictureRefused, match="colours"):
        check_logo(bytes(data))


def test_a_colour_profile_that_unpacks_to_gigabytes_is_refused() -> None:
    bomb = zlib.compress(bytes(PROFILE_LIMIT + 1))
    with pytest.raises(PictureRefused):
        check_logo(png(10, 10, profile=bomb))
