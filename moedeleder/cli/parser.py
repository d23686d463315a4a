"""The commands, their options, and what is said in Danish when one is written wrongly."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from moedeleder import __version__
from moedeleder.cli import commands

MEETING_HELP = "mødets id, eller nok af begyndelsen"
_WRONG = (
    (r"the following arguments are required: (.+)", "Der mangler: {0}."),
    (r"argument (\S+?): expected (?:one|at least one) argument", "Der mangler noget efter {0}."),
    (r"unrecognized arguments: (.+)", "Jeg kender ikke: {0}."),
    (r"argument .*?: invalid choice: '(.*?)'.*", "Der er ikke noget, der hedder {0}."),
    (r"ambiguous option: (\S+) .*", "{0} kan betyde flere ting. Skriv det helt ud."),
    (r"argument (\S+?): ignored explicit argument .*", "Der skal ikke stå noget efter {0}."),
)
_HINT = "Skriv moedeleder --help for at se, hvad du kan."


class DanishParser(argparse.ArgumentParser):
    """Says in one Danish sentence what is wrong with how the program was called."""

    def __init__(self, *, description: str, prog: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Danish,
        )
        self._positionals.title = "Du skriver"
        self._optionals.title = "Du kan vælge"
        self.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def error(self, message: str) -> NoReturn:
        """Leave with 2 and one sentence on stderr."""
        self.exit(2, f"{in_danish(message)} {_HINT}\n")


class _Danish(argparse.HelpFormatter):
    """Begins the help with a Danish word."""

    def add_usage(
        self, usage: str | None, actions: object, groups: object, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Sådan: " if prefix is None else prefix)  # type: ignore[arg-type]


def in_danish(message: str) -> str:
    """Return what the parser has to say about a wrong call, in Danish."""
    for pattern, sentence in _WRONG:
        match = re.fullmatch(pattern, message, flags=re.DOTALL)
        if match:
            # One line, whatever was typed.
            return sentence.format(" ".join(match[1].split())[:200])
    return "Kommandoen er ikke skrevet rigtigt."


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what is wanted; ``run`` is the function that does it.

    Raises:
        SystemExit: 2 when called wrongly, 0 after the help or the version.
    """
    parser = DanishParser(
        prog="moedeleder", description="Forbered møder med familier, hold dem, og send referatet."
    )
    parser.add_argument(
        "--version", action="version", version=f"Mødeleder {__version__}", help="vis udgaven"
    )
    parser.set_defaults(run=commands.window, writes_log=False)
    choices = parser.add_subparsers(
        title="Uden vindue", metavar="KOMMANDO", parser_class=DanishParser
    )

    def command(name: str, run: Callable[[argparse.Namespace], int], words: str) -> DanishParser:
        made = choices.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
        made.set_defaults(run=run)
        return made

    _demo(command("demo", commands.demo, "hold et eksempelmøde fra indkaldelse til sendt referat"))
    _list(command("list", commands.list_meetings, "vis dine møder med deres id"))
    _export(command("export", commands.export, "gem et helt møde som en fil til en kollega"))
    _import(command("import", commands.bring_in, "hent et møde fra en kollegas fil"))
    _verify(command("verify", commands.verify, "se, om alt, der er låst, er som det blev låst"))
    doctor = command("doctor", commands.doctor, "se, om alt er på plads på denne computer")
    doctor.add_argument("--json", action="store_true", help="skriv svaret som JSON")
    return parser.parse_args(arguments)


def _demo(parser: DanishParser) -> None:
    parser.add_argument(
        "--out", type=Path, required=True, metavar="MAPPE", help="hvor papirer og mails lægges"
    )
    parser.add_argument(
        "--from", dest="source", type=Path, metavar="FIL", help="brug mødet i denne mødefil"
    )
    parser.add_argument("--json", action="store_true", help="skriv svaret som JSON")


def _verify(parser: DanishParser) -> None:
    parser.add_argument("--json", action="store_true", help="skriv svaret som JSON")
    _passphrase(parser)


def _list(parser: DanishParser) -> None:
    _passphrase(parser)


def _export(parser: DanishParser) -> None:
    parser.add_argument("meeting", metavar="MØDE", help=MEETING_HELP)
    parser.add_argument("--out", type=Path, required=True, metavar="FIL", help="den nye mødefil")
    _passphrase(parser)


def _import(parser: DanishParser) -> None:
    parser.add_argument("file", type=Path, metavar="FIL", help="mødefilen")
    _passphrase(parser)


def _passphrase(parser: DanishParser) -> None:
    parser.set_defaults(writes_log=True)
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FIL",
        help="en fil, hvis første linje er dit kodeord, hvis du bruger et",
    )
