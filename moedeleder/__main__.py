"""Starts the program: the window, or what is asked for on the command line."""

from __future__ import annotations

import sys

from moedeleder.cli import main

if __name__ == "__main__":
    sys.exit(main())
