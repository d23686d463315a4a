"""Stavekontrolden's dictionary in hunspell.

``chunspell``'s binding holds Python's lock while it reads the dictionary (a quarter of a second)
and suggests (a fifth), and would stop the window from any thread. Where it brings libhunspell as a
library of its own (Linux and macOS), that is called through ctypes, which lets go of the lock.
"""

from __future__ import annotations

import ctypes
import os
import weakref
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Protocol

import hunspell

from moedeleder.domain.errors import FileUnreadable
from moedeleder.language.spelling import SUGGESTIONS

LANGUAGE = "da_DK"
REMEMBERED = 200_000
# A dictionary that was cut off still opens, and would then know no word at all.
_PROBES = ("barnet", "mødet", "skolen")


class _Dictionary(Protocol):
    """An open dictionary; to be called by one thread at a time."""

    def spell(self, word: str) -> bool: ...

    def suggest(self, word: str) -> tuple[str, ...]: ...


class HunspellSpeller:
    """Looks words up, remembers what it found, and suggests; may be used by several threads.

    Suggestions come from a second copy of the dictionary, read when first asked for: looking up
    goes on meanwhile.
    """

    def __init__(self, folder: Path) -> None:
        """Open the dictionary; takes about a quarter of a second.

        Raises:
            FileUnreadable: it is not there or not whole.
        """
        self._folder = folder
        self._lookups, self._lookup_lock = _opened(folder), Lock()
        self._suggestions: _Dictionary | None = None
        self._suggestion_lock = Lock()
        self._verdicts: dict[str, bool] = {}
        if not all(self.knows(probe) for probe in _PROBES):
            raise FileUnreadable

    def recall(self, word: str) -> bool | None:
        """Return what was found of ``word`` before; None if it has not been asked. Never waits."""
        return self._verdicts.get(word)

    def knows(self, word: str) -> bool:
        """Return whether ``word`` is in the dictionary, or a compound of words that are.

        The first time it takes microseconds for most words, up to a third of a second for some.
        """
        verdict = self._verdicts.get(word)
        if verdict is None:
            with self._lookup_lock:
                verdict = self._lookups.spell(word)
                if len(self._verdicts) >= REMEMBERED:
                    self._verdicts.clear()
                self._verdicts[word] = verdict
        return verdict

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return words that may have been meant, the likeliest first; takes up to half a second.

        Raises:
            FileUnreadable: the dictionary is gone since it was opened.
        """
        if not word or "\0" in word:
            return ()
        with self._suggestion_lock:
            if self._suggestions is None:
                self._suggestions = _opened(self._folder)
            return self._suggestions.suggest(word)[:SUGGESTIONS]


def _opened(folder: Path) -> _Dictionary:
    path = folder.absolute() / LANGUAGE
    for suffix in (".aff", ".dic"):
        if not path.with_suffix(suffix).is_file():
            raise FileUnreadable
    library = _shared_library()
    if library is not None:
        return _Called(library, path)
    try:
        return _Bound(path)
    except OSError:
        raise FileUnreadable from None


class _Bound:
    """The dictionary through chunspell's binding."""

    def __init__(self, path: Path) -> None:
        # UTF-8 whatever the system's code page: on Windows the binding knows what to do with it.
        self._wrap = hunspell.Hunspell(path.name, str(path.parent), "UTF-8")

    def spell(self, word: str) -> bool:
        return bool(self._wrap.spell(word))

    def suggest(self, word: str) -> tuple[str, ...]:
        return tuple(self._wrap.suggest(word))


class _Called:
    """The dictionary through libhunspell's own interface."""

    def __init__(self, library: ctypes.CDLL, path: Path) -> None:
        self._library = library
        names = [os.fsencode(path.with_suffix(suffix)) for suffix in (".aff", ".dic")]
        self._handle = ctypes.c_void_p(library.Hunspell_create(*names))
        if self._handle.value is None:
            raise FileUnreadable
        weakref.finalize(self, library.Hunspell_destroy, self._handle)

    def spell(self, word: str) -> bool:
        return bool(self._library.Hunspell_spell(self._handle, word.encode("utf-8", "ignore")))

    def suggest(self, word: str) -> tuple[str, ...]:
        found = ctypes.POINTER(ctypes.c_char_p)()
        raw = word.encode("utf-8", "ignore")
        count = self._library.Hunspell_suggest(self._handle, ctypes.byref(found), raw)
        try:
            return tuple((found[at] or b"").decode("utf-8", "replace") for at in range(count))
        finally:
            self._library.Hunspell_free_list(self._handle, ctypes.byref(found), count)


@lru_cache(1)
def _shared_library() -> ctypes.CDLL | None:
    for path in sorted(Path(hunspell.__file__).parent.glob("libhunspell*")):
        try:
            return _with_types(ctypes.CDLL(str(path)))
        except (OSError, AttributeError):
            continue
    return None


def _with_types(library: ctypes.CDLL) -> ctypes.CDLL:
    text, handle = ctypes.c_char_p, ctypes.c_void_p
    words = ctypes.POINTER(ctypes.POINTER(ctypes.c_char_p))
    library.Hunspell_create.restype = handle
    library.Hunspell_create.argtypes = [text, text]
    library.Hunspell_destroy.argtypes = [handle]
    library.Hunspell_spell.argtypes = [handle, text]
    library.Hunspell_suggest.argtypes = [handle, words, text]
    library.Hunspell_free_list.argtypes = [handle, words, ctypes.c_int]
    return library
