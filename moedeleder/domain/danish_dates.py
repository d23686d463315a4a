"""The day a Danish phrase means, seen from today: ``inden fredag``, ``om 14 dage``, ``uge 50``.

Where people mean different things by the same words, the rules are these:

- A deadline is the day it names: ``inden fredag`` is that Friday; only ``før fredag`` is Thursday.
  ``inden uge 50`` and ``inden jul`` end before the week or the feast begins.
- ``fredag``, ``på fredag``: the next one that comes, never today. ``næste fredag``: in next week.
- ``fredag om 14 dage``, ``fredag otte dage``: counted from the next one, or today if it is one.
- A whole week is its Friday, a whole month its last day: ``i næste uge``, ``uge 50``, ``i maj``.
- A day without a year, or a week, is the next one that comes.
- Vague words (``snart``, ``om et par uger``) and working days, which need a calendar of holidays,
  are refused: a promise needs a day that everybody reads alike.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from moedeleder.domain.danish import MONTHS, WEEKDAYS, checked_day
from moedeleder.domain.errors import DayDoesNotExist, InvalidDate

_LONGEST = 60
_FRIDAY, _SUNDAY = 4, 6
_DAYS_IN = {"dag": 1, "uge": 7}
_TYPED_WEEKDAYS = {name: day for day, name in enumerate(WEEKDAYS)} | {
    **dict.fromkeys(("man",), 0),
    **dict.fromkeys(("tir", "tirs", "tisdag"), 1),
    **dict.fromkeys(("ons",), 2),
    **dict.fromkeys(("tor", "tors"), 3),
    **dict.fromkeys(("fre",), 4),
    **dict.fromkeys(("lør", "lordag", "loerdag"), 5),
    **dict.fromkeys(("søn", "sondag", "soendag"), 6),
}
_TYPED_MONTHS = {"febuar": 2, "septemper": 9, "oktorber": 10}
_NAMED = {
    **dict.fromkeys(("i dag", "idag", "i aften", "iaften", "i eftermiddag", "dags dato"), 0),
    **dict.fromkeys(("i morgen", "imorgen", "i morgen tidlig", "i morgen aften"), 1),
    **dict.fromkeys(("i overmorgen", "iovermorgen", "overmorgen"), 2),
}
_FEASTS = {
    **dict.fromkeys(("juleaften", "juleaftensdag"), (24, 12)),
    **dict.fromkeys(("inden jul", "før jul", "inden juleaften"), (23, 12)),
    **dict.fromkeys(("inden nytår", "før nytår", "nytårsaften", "inden årets udgang"), (31, 12)),
    **dict.fromkeys(("udgangen af året", "inden udgangen af året", "inden årsskiftet"), (31, 12)),
}
_COUNTS = {
    word: count
    for count, word in enumerate(
        "en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten".split(), 1
    )
} | {"et": 1}
_FIRST, _MIDDLE, _LAST = "first", "middle", "last"
_PARTS = {
    **dict.fromkeys(("først", "starten", "begyndelsen", "primo"), _FIRST),
    **dict.fromkeys(("midt", "midten", "medio"), _MIDDLE),
    **dict.fromkeys(("sidst", "slutningen", "udgangen", "ultimo", "løbet"), _LAST),
}
_WITHIN = r"(?:(?:om|inden for|indenfor|inden|i løbet af|senest) )+"
_WEEKDAY = rf"(?P<weekday>{'|'.join(sorted(_TYPED_WEEKDAYS, key=len, reverse=True))})\.?"
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{'|'.join(_COUNTS)})"
_WEEK = r"uge (?P<week>[0-9]{1,2})(?:,? (?P<year>[0-9]{4}))?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_PART = rf"(?P<part>{'|'.join(_PARTS)})(?: i| på| af)?"

_LEADING = re.compile(r"(?:(?:inden|senest|på|til|nu) )+")
_THE = re.compile(r"(?:den|d\.?) |d\.(?=[0-9])")
_WEEKDAY_FIRST = re.compile(rf"{_WEEKDAY},? (?=(?:den |d\.? ?)?[0-9])")
_WHILE = re.compile(rf"{_WITHIN}{_COUNT} (?P<unit>dage?|uger?|måned(?:er)?|mdr?|mnd|år)")
_HALF_A_YEAR = re.compile(rf"{_WITHIN}et halvt år")
_A_WEEKDAY = re.compile(
    rf"(?:(?P<which>næste|førstkommende|kommende) )?{_WEEKDAY}(?: (?P<tail>.+))?"
)
_WEEK_TAIL = re.compile(rf"(?:i )?(?:{_WEEK}|(?P<near>næste|denne) uge)")
_LATER_TAIL = re.compile(rf"(?:om )?{_COUNT} (?P<unit>dage|uger?)")
_A_WEEK = re.compile(
    rf"(?:i |ved )?(?:{_PART} )?(?:{_WEEK}|(?P<near>næste|denne) uge|(?P<the>ugen))"
)
_BEFORE_A_WEEK = re.compile(rf"(?:inden|før) {_WEEK}")
_WEEKEND = re.compile(r"(?P<when>inden|før|i|efter) weekenden")
_NEAR_MONTH = re.compile(
    rf"(?:i |ved )?(?:{_PART} )?(?:(?P<near>næste|denne) måned|(?P<the>måneden))"
)
_A_MONTH = re.compile(rf"(?:i|(?:i |ved )?{_PART}) {_MONTH}(?: (?P<year>[0-9]{{4}}))?")
_DAY_OF_MONTH = re.compile(r"(?:den |d\.? ?)(?P<day>[0-9]{1,2})\.?(?P<next>(?: i)? næste måned)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMBERS = re.compile(
    r"(?P<day>[0-9]{1,2}) ?[./-] ?(?P<month>[0-9]{1,2})"
    r"(?:[./-] ?(?P<short>[0-9]{2})|(?:[./-] ?| )(?P<year>[0-9]{4}))?"
)
_WRITTEN = re.compile(rf"(?P<day>[0-9]{{1,2}})\.? ?{_MONTH}(?: (?P<year>[0-9]{{4}}|[0-9]{{2}}))?")
_SHAPE = re.compile(
    rf"(?:(?:inden|senest|på|til|før|i) )*(?:{_WEEKDAY},? )?(?P<the>(?:den|d\.?) ?)?"
    r"(?:[0-9]{1,2} ?/ ?[0-9]{1,2}(?:[/.-][0-9]{2,4})?"
    r"|[0-9]{1,2}\. ?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?(?: [0-9]{4})?"
    r"|uge [0-9]{1,3}|[0-9]{4}-[0-9]{2}-[0-9]{2}|om 0 \w+|(?(the)[0-9]{1,2}|(?!)))"
)


def looks_like_a_day(text: str) -> bool:
    """Return whether a phrase has the shape of a day, in the calendar or not: ``30/2``, ``uge 54``.

    So a slip of the finger can be pointed out and does not pass as ordinary words.
    """
    return _SHAPE.fullmatch(_plain(text)) is not None


def parse_date(text: str, today: date, field: str = "date") -> date:
    """Return the day a Danish phrase means, seen from ``today``; the module says by what rules.

    Raises:
        DayDoesNotExist: the calendar has no such day or week.
        InvalidDate: the phrase is none we know, or the day is not that weekday.
    """
    phrase = _plain(text)
    if len(phrase) > _LONGEST:
        raise InvalidDate(field)
    for reader in (_named, _feast, _weekend, _before_a_week, _before, _in_a_while):
        found = reader(phrase, today, field)
        if found is not None:
            return checked_day(found, field)
    return checked_day(_day_named(_LEADING.sub("", phrase, 1), today, field), field)


def _plain(text: str) -> str:
    phrase = " ".join(text.lower().split()).rstrip(".,")
    phrase = re.sub(r"\bom(?=[0-9])", "om ", phrase)
    phrase = re.sub(r"\buge(?=[0-9])", "uge ", phrase)
    phrase = re.sub(r"\b(måneden|ugen)s (slutning|udgang)$", r"udgangen af \1", phrase)
    return re.sub(r"(?<=[0-9])(?=(?:dage?|uger?|måneder|mdr)$)", " ", phrase)


def _day_named(phrase: str, today: date, field: str) -> date:
    """Return the day of a phrase that says which day it is, with no words of deadline before."""
    weekday = _WEEKDAY_FIRST.match(phrase)
    if weekday:
        rest = phrase[weekday.end() :]
        phrase = rest if rest.startswith("d") else f"den {rest}"
    for reader in (_weekday, _week, _near_month, _month, _day_of_month, _numbers, _written):
        found = reader(phrase, today, field)
        if found is None:
            continue
        if weekday and found.weekday() != _TYPED_WEEKDAYS[weekday["weekday"]]:
            raise InvalidDate(field)
        return found
    raise InvalidDate(field)


def _named(phrase: str, today: date, _field: str) -> date | None:
    phrase = re.sub(r"^(?:inden|senest) ", "", phrase)
    return today + timedelta(days=_NAMED[phrase]) if phrase in _NAMED else None


def _feast(phrase: str, today: date, field: str) -> date | None:
    found = _FEASTS.get(phrase) or _FEASTS.get(re.sub(r"^(?:senest|til) ", "", phrase))
    return _year_filled(*found, None, today, field) if found else None


def _weekend(phrase: str, today: date, _field: str) -> date | None:
    match = _WEEKEND.fullmatch(phrase)
    if match is None:
        return None
    if match["when"] == "efter":
        return _coming(0, today + timedelta(days=1))
    return _coming(_SUNDAY if match["when"] == "i" else _FRIDAY, today)


def _before_a_week(phrase: str, today: date, field: str) -> date | None:
    match = _BEFORE_A_WEEK.fullmatch(phrase)
    if match is None:
        return None
    # The Friday before; a week that has begun is next year's.
    return _in_week(match, _FRIDAY, today + timedelta(days=7), field) - timedelta(days=7)


def _before(phrase: str, today: date, field: str) -> date | None:
    if not phrase.startswith("før "):
        return None
    found = _day_named(phrase.removeprefix("før "), today, field) - timedelta(days=1)
    if found < today:
        raise InvalidDate(field)
    return found


def _in_a_while(phrase: str, today: date, field: str) -> date | None:
    if _HALF_A_YEAR.fullmatch(phrase):
        return _months_on(today, 6)
    match = _WHILE.fullmatch(phrase)
    if match is None:
        return None
    count = _count(match, field)
    if match["unit"] == "år":
        return _months_on(today, 12 * count)
    if match["unit"].startswith("m"):
        return _months_on(today, count)
    return today + timedelta(days=count * _DAYS_IN[match["unit"][:3]])


def _weekday(phrase: str, today: date, field: str) -> date | None:
    match = _A_WEEKDAY.fullmatch(phrase)
    if match is None:
        return None
    weekday = _TYPED_WEEKDAYS[match["weekday"]]
    if match["tail"]:
        return _weekday_with_tail(weekday, match["tail"], today, field)
    if match["which"] == "næste":
        return _of_week(today + timedelta(days=7), weekday)
    return _coming(weekday, today + timedelta(days=1))


def _weekday_with_tail(weekday: int, tail: str, today: date, field: str) -> date:
    week, later = _WEEK_TAIL.fullmatch(tail), _LATER_TAIL.fullmatch(tail)
    if week and week["week"]:
        return _in_week(week, weekday, today, field)
    if week:
        found = _of_week(today + timedelta(days=7 * (week["near"] == "næste")), weekday)
        if found >= today:
            return found
    if later:
        days = _count(later, field) * _DAYS_IN[later["unit"][:3]]
        days -= days == 8  # "fredag otte dage" is a week after Friday
        if days % 7 == 0:
            return _coming(weekday, today) + timedelta(days=days)
    raise InvalidDate(field)


def _week(phrase: str, today: date, field: str) -> date | None:
    match = _A_WEEK.fullmatch(phrase)
    if match is None or (match["the"] and not match["part"]):
        return None
    part = _PARTS.get(match["part"] or "", _LAST)
    weekday = {_FIRST: 0, _MIDDLE: 2, _LAST: _FRIDAY}[part]
    if match["week"]:
        return _in_week(match, weekday, today, field)
    found = _of_week(today + timedelta(days=7 * (match["near"] == "næste")), weekday)
    if found < today and part == _LAST:
        return _of_week(today, _SUNDAY)
    if found < today:
        raise InvalidDate(field)
    return found


def _near_month(phrase: str, today: date, field: str) -> date | None:
    match = _NEAR_MONTH.fullmatch(phrase)
    if match is None or (match["the"] and not match["part"]):
        return None
    month = _months_on(today.replace(day=1), int(match["near"] == "næste"))
    found = _part_of_month(month, match["part"])
    if found < today:
        raise InvalidDate(field)
    return found


def _month(phrase: str, today: date, field: str) -> date | None:
    match = _A_MONTH.fullmatch(phrase)
    number = _month_number(match["month"]) if match else None
    if match is None or number is None:
        return None
    if match["year"]:
        return _part_of_month(_day(int(match["year"]), number, 1, field), match["part"])
    found = _part_of_month(date(today.year, number, 1), match["part"])
    if found < today:
        return _part_of_month(date(today.year + 1, number, 1), match["part"])
    return found


def _day_of_month(phrase: str, today: date, field: str) -> date | None:
    match = _DAY_OF_MONTH.fullmatch(phrase)
    if match is None:
        return None
    day, first = int(match["day"]), today.replace(day=1)
    if match["next"]:
        month = _months_on(first, 1)
        return _day(month.year, month.month, day, field)
    # A day that is not in this month (the 31st) is in one of the next two.
    for ahead in range(3):
        month = _months_on(first, ahead)
        if 1 <= day <= _length(month) and month.replace(day=day) >= today:
            return month.replace(day=day)
    raise DayDoesNotExist(field)


def _numbers(phrase: str, today: date, field: str) -> date | None:
    phrase = _THE.sub("", phrase, 1)
    iso = _ISO.fullmatch(phrase)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), field)
    match = _NUMBERS.fullmatch(phrase)
    if match is None:
        return None
    year = match["year"] or match["short"]
    return _year_filled(int(match["day"]), int(match["month"]), year, today, field)


def _written(phrase: str, today: date, field: str) -> date | None:
    match = _WRITTEN.fullmatch(_THE.sub("", phrase, 1))
    month = _month_number(match["month"]) if match else None
    if match is None or month is None:
        return None
    return _year_filled(int(match["day"]), month, match["year"], today, field)


def _month_number(typed: str) -> int | None:
    if typed in _TYPED_MONTHS:
        return _TYPED_MONTHS[typed]
    months = [i for i, name in enumerate(MONTHS, 1) if name.startswith(typed)]
    return months[0] if len(months) == 1 else None


def _count(match: re.Match[str], field: str) -> int:
    count = _COUNTS.get(match["count"]) or int(match["count"])
    if count == 0:
        raise InvalidDate(field)
    return count


def _coming(weekday: int, earliest: date) -> date:
    return earliest + timedelta(days=(weekday - earliest.weekday()) % 7)


def _of_week(day: date, weekday: int) -> date:
    return day + timedelta(days=weekday - day.weekday())


def _in_week(match: re.Match[str], weekday: int, today: date, field: str) -> date:
    """Return a weekday of a numbered week (ISO 8601): this year's, or next year's if passed."""
    year = int(match["year"] or today.isocalendar().year)
    found = _week_day(year, int(match["week"]), weekday)
    if match["year"] is None and (found is None or found < today):
        found = _week_day(year + 1, int(match["week"]), weekday)
    if found is None:
        raise DayDoesNotExist(field)
    return checked_day(found, field)


def _week_day(year: int, week: int, weekday: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, weekday + 1)
    except ValueError:
        return None


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, _length(first)))


def _length(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def _part_of_month(first: date, part: str | None) -> date:
    which = _PARTS.get(part or "", _LAST)
    return first.replace(day={_FIRST: 1, _MIDDLE: 15, _LAST: _length(first)}[which])


def _year_filled(day: int, month: int, year: str | None, today: date, field: str) -> date:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day, field)
    # 29 February waits for the next leap year.
    for candidate in range(today.year, today.year + 9):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise DayDoesNotExist(field)


def _day(year: int, month: int, day: int, field: str) -> date:
    try:
        return checked_day(date(year, month, day), field)
    except ValueError:
        raise DayDoesNotExist(field) from None
