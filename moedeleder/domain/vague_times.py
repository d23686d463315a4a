"""Words that sound like a time and are no day: ``snart``, ``om et par uger``."""

from __future__ import annotations

import re

_SOME = r"(?:et par|nogle|nogle få|få|flere)"
_VAGUE = re.compile(
    r"(?:^|(?<=\s))(?:"
    r"(?:så |meget |rigtig )?(?:snart|snarest)(?: som muligt| muligt)?|hurtigst(?: muligt| mulig)?"
    r"|så hurtigt som muligt|straks|asap|med det samme|(?:om|inden for) \d+ hverdage?"
    rf"|(?:om|inden for|i løbet af) {_SOME} (?:dage|uger|mdr\.?|måneder)"
    r"|om (?:lidt|et stykke tid|noget tid|ikke så længe|kort tid)"
    r"|(?:inden|før) (?:længe|så længe)|engang|en gang|en dag|en af dagene|en dag snart|senere"
    r"|på sigt|med tiden|ved lejlighed|når (?:der er|vi har|jeg har) tid"
    r"|i (?:den )?nærmeste fremtid|i den kommende tid"
    r")[.,!?]*$",
    re.IGNORECASE,
)
_NO_DEADLINE_AFTER = frozenset("for sidste hver igen endnu ikke".split())
"""``for senere`` and ``endnu en gang`` say nothing of when."""


def vague_time(words: str) -> str:
    """Return the words at the end that say when without saying a day; empty for none."""
    found = _VAGUE.search(words[-80:].rstrip())
    if found is None:
        return ""
    before = words[-80:][: found.start()].split()[-1:]
    if before and before[0].lower() in _NO_DEADLINE_AFTER:
        return ""
    return found[0].rstrip(".,!?")
