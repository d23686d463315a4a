"""Pictures of every page, to look at: ``python -m tests.screenshots --out DIR [--only NAME]``.

A scene is a function that builds a page; put it in a module of this package named
``scenes_*.py`` and mark it with ``@scene("name")``. It is drawn light and dark, at 1280 × 720
and 1920 × 1080.
"""
