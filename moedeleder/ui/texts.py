"""What the program says when something went wrong: what happened, what is safe, what to do.

Free of Qt, so that the command line says the same sentences. The tables stand in
``error_sentences``; this module finds the right one and fills it in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from moedeleder.domain import errors
from moedeleder.domain.errors import MoedelederError
from moedeleder.ui.error_names import FIELDS, REASONS
from moedeleder.ui.error_sentences import SENTENCES
from moedeleder.ui.template_words import FOREIGN, mistakes_text


@dataclass(frozen=True)
class ErrorText:
    """Three short parts in Danish: what happened, what is safe, what to do now."""

    what: str
    safe: str
    do: str

    @property
    def rest(self) -> str:
        """What is safe and what to do, as one line below the headline."""
        return " ".join(filter(None, (self.safe, self.do)))

    @property
    def short(self) -> str:
        """What happened and what to do, as it stands under a field."""
        return " ".join(filter(None, (self.what, self.do)))

    @property
    def sentence(self) -> str:
        """Everything, for the command line."""
        return " ".join(filter(None, (self.what, self.safe, self.do)))


def has_own_text(kind: type[MoedelederError]) -> bool:
    """Return whether a class of error has sentences of its own, not just its parent's."""
    return kind in SENTENCES


def error_text(error: MoedelederError) -> ErrorText:
    """Return what to say about an error; an unknown kind takes its nearest parent's words."""
    for kind in type(error).__mro__:
        if kind in SENTENCES:
            text = ErrorText(*SENTENCES[kind])
            fill = _FILLERS.get(kind)
            return fill(text, error) if fill else text
    return ErrorText(*SENTENCES[MoedelederError])


def field_name(code: str) -> str:
    """Return a field's Danish name, or "feltet" for one that has none."""
    return FIELDS.get(code.rpartition(".")[2], "feltet")


def reason_text(code: str) -> str:
    """Return in Danish why a file is refused; an unknown code says that it has a mistake."""
    return REASONS.get(code, "der er en fejl i den")


def _with(text: ErrorText, **words: object) -> ErrorText:
    # Values go in as text and are never read as templates themselves.
    filled = {part: getattr(text, part).format(**words) for part in ("what", "safe", "do")}
    return replace(text, **filled)


def _about_field(text: ErrorText, error: MoedelederError) -> ErrorText:
    assert isinstance(error, errors.InvalidInput)
    name = field_name(error.field)
    return _with(text, field=name, Field=name[:1].upper() + name[1:])


def _too_long(text: ErrorText, error: MoedelederError) -> ErrorText:
    assert isinstance(error, errors.FieldTooLong)
    name = field_name(error.field)
    return _with(
        text, Field=name[:1].upper() + name[1:], limit=f"{error.limit:,}".replace(",", ".")
    )


_NUMBER_PROBLEMS = {
    "digits": ": det skal have ti cifre",
    "day": ": den dag, det begynder med, findes ikke",
    "twice": ": en anden modtager her har det samme",
    "other": ": den samme modtager har et andet her",
    "replacement": ": det er et erstatningsnummer, og de har ingen Digital Post",
}


def _person_number(text: ErrorText, error: MoedelederError) -> ErrorText:
    assert isinstance(error, errors.InvalidPersonNumber)
    return _with(text, problem=_NUMBER_PROBLEMS.get(error.problem, ""))


def _passphrase(text: ErrorText, error: MoedelederError) -> ErrorText:
    assert isinstance(error, errors.PassphraseTooShort)
    return _with(text, minimum=error.minimum)


def _incomplete(text: ErrorText, error: MoedelederError) -> ErrorText:
    assert isinstance(error, errors.MinutesIncomplete)
    return _with(text, things="1 ting" if error.count == 1 else f"{error.count} ting")


def _refused(text: ErrorText, error: MoedelederError) -> ErrorText:
    assert isinstance(error, errors.MeetingFileRefused)
    place = f" ({error.field})" if error.field else ""
    return _with(text, file=error.file_name, place=place, reason=reason_text(error.reason))


def _resource(text: ErrorText, error: MoedelederError) -> ErrorText:
    assert isinstance(error, errors.ResourceFault)
    line = f"linje {error.line}" if error.line else ""
    place = ", ".join(filter(None, (line, error.field)))
    where = f" ({place})" if place else ""
    return _with(text, file=error.file_name, place=where, reason=reason_text(error.reason))


def _starter(text: ErrorText, error: MoedelederError) -> ErrorText:
    assert isinstance(error, errors.StarterFileRefused)
    return _with(text, reason=reason_text(error.reason))


def _template(text: ErrorText, error: MoedelederError) -> ErrorText:
    assert isinstance(error, errors.PaperTemplateRefused)
    return _with(text, mistakes=mistakes_text(error.mistakes))


def _foreign(text: ErrorText, error: MoedelederError) -> ErrorText:
    assert isinstance(error, errors.NotOurMinutes)
    return _with(text, why=FOREIGN[error.why])


def _not_set_up(text: ErrorText, error: MoedelederError) -> ErrorText:
    assert isinstance(error, errors.MailNotSetUp)
    missing = f" Der mangler: {FIELDS[error.field]}." if error.field in FIELDS else ""
    return _with(text, missing=missing)


_FILLERS: dict[type[BaseException], Callable[[ErrorText, MoedelederError], ErrorText]] = {
    errors.InvalidInput: _about_field,
    errors.FieldMissing: _about_field,
    errors.FieldTooLong: _too_long,
    errors.InvalidDate: _about_field,
    errors.InvalidDuration: _about_field,
    errors.ReasonMissing: _about_field,
    errors.InvalidPersonNumber: _person_number,
    errors.PassphraseTooShort: _passphrase,
    errors.MinutesIncomplete: _incomplete,
    errors.MeetingFileRefused: _refused,
    errors.ResourceFault: _resource,
    errors.MailNotSetUp: _not_set_up,
    errors.StarterFileRefused: _starter,
    errors.PaperTemplateRefused: _template,
    errors.NotOurMinutes: _foreign,
}
