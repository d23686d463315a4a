"""The list of scenes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

Build = Callable[[], QWidget]
SIZES = ((1280, 720), (1920, 1080))


@dataclass(frozen=True)
class Scene:
    """One page in one state (empty, normal, overfull): how to build it, and how large."""

    name: str
    build: Build
    sizes: Sequence[tuple[int, int]] = SIZES
    scale: float = 1.0


@dataclass
class Registry:
    """Collects scenes as their modules are imported."""

    scenes: dict[str, Scene] = field(default_factory=dict)

    def scene(
        self, name: str, *, sizes: Sequence[tuple[int, int]] = SIZES
    ) -> Callable[[Build], Build]:
        """Mark a function that builds a page; its name becomes the file's name."""

        def keep(build: Build) -> Build:
            if name in self.scenes:
                raise ValueError(f"two scenes are called {name}")
            self.scenes[name] = Scene(name, build, sizes)
            return build

        return keep


registry = Registry()
scene = registry.scene


def load_scenes() -> dict[str, Scene]:
    """Import every ``scenes_*.py`` here and return the scenes by name."""
    import tests.screenshots as package

    for module in pkgutil.iter_modules(package.__path__):
        if module.name.startswith("scenes_"):
            importlib.import_module(f"{package.__name__}.{module.name}")
    return registry.scenes
