"""A screen that nobody sees, and what a program paints on it. Needs Xvfb and nothing else."""

from __future__ import annotations

import os
import struct
import subprocess
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

# Larger than the window, so that its edges can be seen.
WIDTH, HEIGHT = 1440, 900
BLACK = 0
_HEADER = struct.Struct(">25I")


@dataclass(frozen=True)
class Picture:
    """What a screen shows: rows of 32-bit pixels, 0x00RRGGBB."""

    width: int
    height: int
    pixels: memoryview

    def colours(self) -> int:
        """Return how many different colours there are."""
        return len(set(self.pixels))

    def painted(self) -> tuple[int, int]:
        """Return the width and height of what is not the bare, black screen."""
        rows = [self.pixels[y * self.width : (y + 1) * self.width] for y in range(self.height)]
        bare = memoryview(bytes(4 * self.width)).cast("I")
        high = [y for y, row in enumerate(rows) if row != bare]
        if not high:
            return 0, 0
        wide = [x for y in high for x in _ends(rows[y].tolist())]
        return max(wide) - min(wide) + 1, high[-1] - high[0] + 1

    def save(self, path: Path) -> None:
        """Write it as a PNG."""
        data = self.pixels.tobytes()
        rows = bytearray()
        for start in range(0, len(data), 4 * self.width):
            row = data[start : start + 4 * self.width]
            rgb = bytearray(3 * self.width)
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            rows += b"\0" + rgb
        size = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        parts = (b"IHDR", size), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b"")
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts))


class VirtualScreen:
    """An X server without a screen, which leaves what it shows in a file."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="moedeleder-screen-")
        self._server: subprocess.Popen[bytes] | None = None
        self.display = ""

    def __enter__(self) -> VirtualScreen:
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-fbdir", self._folder.name, "-br"]
        command += ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-noreset"]
        self._server = subprocess.Popen(
            command, pass_fds=(writer,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(writer)
        with os.fdopen(reader) as pipe:
            # The server picks a free number and writes it when it is ready.
            self.display = f":{pipe.readline().strip()}"
        if self.display == ":":
            self.__exit__(None, None, None)
            raise OSError("Xvfb did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait(timeout=10)
        self._folder.cleanup()

    def picture(self) -> Picture:
        """Return what the screen shows now."""
        dump = (Path(self._folder.name) / "Xvfb_screen0").read_bytes()
        header = _HEADER.unpack_from(dump)
        size, width, height, line, colours = (header[i] for i in (0, 4, 5, 12, 19))
        if header[11] != 32 or line != 4 * width:
            raise ValueError("Xvfb keeps its pixels in another way than expected")
        start = size + 12 * colours
        pixels = memoryview(dump[start : start + line * height]).cast("I")
        return Picture(width, height, pixels)


def _ends(row: list[int]) -> tuple[int, int]:
    first = next(x for x, pixel in enumerate(row) if pixel != BLACK)
    last = next(x for x in range(len(row) - 1, -1, -1) if row[x] != BLACK)
    return first, last


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
