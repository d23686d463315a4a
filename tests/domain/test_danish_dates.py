"""What people type for a day: a table of phrases with their meaning, and those refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain.danish import WEEKDAYS, short_date
from moedeleder.domain.danish_dates import looks_like_a_day, parse_date
from moedeleder.domain.errors import DayDoesNotExist, InvalidDate

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
NEW_YEARS_EVE = date(2026, 12, 31)  # a Thursday, in week 53
LEAP_DAY = date(2028, 2, 29)  # a Tuesday

FROM_MONDAY = {
    # by name
    "i dag": "2026-11-23",
    "idag": "2026-11-23",
    "i aften": "2026-11-23",
    "i morgen": "2026-11-24",
    "imorgen": "2026-11-24",
    "i morgen tidlig": "2026-11-24",
    "overmorgen": "2026-11-25",
    "i overmorgen": "2026-11-25",
    "senest i morgen": "2026-11-24",
    # weekdays
    "fredag": "2026-11-27",
    "på fredag": "2026-11-27",
    "nu på fredag": "2026-11-27",
    "førstkommende fredag": "2026-11-27",
    "inden fredag": "2026-11-27",
    "senest på fredag": "2026-11-27",
    "før fredag": "2026-11-26",
    "mandag": "2026-11-30",
    "ons": "2026-11-25",
    "tors": "2026-11-26",
    "inden fre.": "2026-11-27",
    "Tisdag": "2026-11-24",
    "lordag": "2026-11-28",
    "næste fredag": "2026-12-04",
    "næste mandag": "2026-11-30",
    "fredag i denne uge": "2026-11-27",
    "mandag i næste uge": "2026-11-30",
    "fredag næste uge": "2026-12-04",
    "fredag om 14 dage": "2026-12-11",
    "på fredag om en uge": "2026-12-04",
    "fredag otte dage": "2026-12-04",
    # a while
    "om 14 dage": "2026-12-07",
    "om fjorten dage": "2026-12-07",
    "om14 dage": "2026-12-07",
    "om 14dage": "2026-12-07",
    "om en uge": "2026-11-30",
    "om tre uger": "2026-12-14",
    "om en måned": "2026-12-23",
    "om 2 mdr.": "2027-01-23",
    "om et halvt år": "2027-05-23",
    "om et år": "2027-11-23",
    "inden for 14 dage": "2026-12-07",
    "indenfor 2 uger": "2026-12-07",
    "inden 14 dage": "2026-12-07",
    "senest om 10 dage": "2026-12-03",
    "i løbet af 3 dage": "2026-11-26",
    # weeks
    "i denne uge": "2026-11-27",
    "i løbet af ugen": "2026-11-27",
    "sidst på ugen": "2026-11-27",
    "inden ugens udgang": "2026-11-27",
    "i næste uge": "2026-12-04",
    "først i næste uge": "2026-11-30",
    "midt i næste uge": "2026-12-02",
    "uge 50": "2026-12-11",
    "i uge 50": "2026-12-11",
    "senest uge 50": "2026-12-11",
    "inden udgangen af uge 50": "2026-12-11",
    "inden uge 50": "2026-12-04",
    "uge50": "2026-12-11",
    "mandag i uge 50": "2026-12-07",
    "uge 2": "2027-01-15",
    "uge 8 2028": "2028-02-25",
    "inden weekenden": "2026-11-27",
    "i weekenden": "2026-11-29",
    "efter weekenden": "2026-11-30",
    # months
    "sidst på måneden": "2026-11-30",
    "inden månedens udgang": "2026-11-30",
    "i næste måned": "2026-12-31",
    "midt i december": "2026-12-15",
    "sidst i januar": "2027-01-31",
    "primo februar": "2027-02-01",
    "i december": "2026-12-31",
    "inden udgangen af januar 2028": "2028-01-31",
    # days of a month
    "den 3.": "2026-12-03",
    "senest den 3.": "2026-12-03",
    "d. 30": "2026-11-30",
    "den 31.": "2026-12-31",
    "den 5. i næste måned": "2026-12-05",
    "torsdag den 3.": "2026-12-03",
    "3/12": "2026-12-03",
    "3 / 12": "2026-12-03",
    "03.12.26": "2026-12-03",
    "3/12-26": "2026-12-03",
    "2026-12-03": "2026-12-03",
    "3/12 2026": "2026-12-03",
    "inden 3.12 2026": "2026-12-03",
    "senest d.3/12": "2026-12-03",
    "torsdag 3/12": "2026-12-03",
    "tirsdag d 8/12": "2026-12-08",
    "tors. d. 3/12": "2026-12-03",
    "3. december": "2026-12-03",
    "3. dec": "2026-12-03",
    "3 dec 2026": "2026-12-03",
    "3dec": "2026-12-03",
    "senest 3. december": "2026-12-03",
    "på torsdag den 3. december 2026": "2026-12-03",
    "2. febuar": "2027-02-02",
    "12/3": "2027-03-12",
    # feasts
    "inden jul": "2026-12-23",
    "juleaften": "2026-12-24",
    "inden nytår": "2026-12-31",
    "inden udgangen af året": "2026-12-31",
}
REFUSED = """
30/2
31/11
0/12
3/0
32/1
29/2/2027
31. november
30. februar
den 32.
d. 0
uge 0
uge 54
uge 53 2027
mandag 3/12
onsdag den 3. december
torsdag den 4.
snart
hurtigst muligt
om lidt
om 0 dage
om nul uger
om et par uger
om nogle dage
om en uges tid
om 5 hverdage
næste hverdag
i går
i forgårs
sidste fredag
før i dag
før 22/11/2026
3/12 kl. 9
3. ju
3. jonuar
3. 12. 26. 1
efter fredag
hver fredag
om fredagen
fredag om 10 dage
ugen
måneden
i ugen
december
14 dage
kl. 9.30
i påsken
inden
senest
om
den
""".split("\n")


@pytest.mark.parametrize(("phrase", "day"), FROM_MONDAY.items())
def test_a_phrase_has_one_meaning(phrase: str, day: str) -> None:
    assert parse_date(phrase, MONDAY).isoformat() == day
    assert parse_date(f"  {phrase.upper()} ", MONDAY).isoformat() == day


@pytest.mark.parametrize("phrase", REFUSED)
@pytest.mark.parametrize("today", [MONDAY, FRIDAY, NEW_YEARS_EVE, LEAP_DAY])
def test_what_is_no_day_is_refused_and_names_its_field(phrase: str, today: date) -> None:
    with pytest.raises(InvalidDate) as caught:
        parse_date(phrase, today, "due")
    assert caught.value.field == "due"


def test_the_tables_are_as_long_as_promised() -> None:
    assert len(FROM_MONDAY) >= 60
    assert len([phrase for phrase in REFUSED if phrase]) >= 25


@pytest.mark.parametrize("phrase", ["30/2", "den 32.", "uge 54", "uge 53 2027", "31. november"])
def test_a_day_in_no_calendar_is_told_apart(phrase: str) -> None:
    with pytest.raises(DayDoesNotExist):
        parse_date(phrase, MONDAY)


@pytest.mark.parametrize(
    ("today", "phrase", "day"),
    [
        # A Friday asks for Friday.
        (FRIDAY, "fredag", "2026-12-04"),
        (FRIDAY, "på fredag", "2026-12-04"),
        (FRIDAY, "næste fredag", "2026-12-04"),
        (FRIDAY, "fredag om 14 dage", "2026-12-11"),
        (FRIDAY, "fredag i denne uge", "2026-11-27"),
        (FRIDAY, "i denne uge", "2026-11-27"),
        (FRIDAY, "inden weekenden", "2026-11-27"),
        (FRIDAY, "uge 48", "2026-11-27"),
        (FRIDAY, "den 27.", "2026-11-27"),
        (FRIDAY, "den 26.", "2026-12-26"),
        (FRIDAY, "mandag i uge 48", "2027-11-29"),
        # A Sunday is still in its own week.
        (SUNDAY, "fredag", "2026-11-27"),
        (SUNDAY, "næste fredag", "2026-11-27"),
        (SUNDAY, "mandag i næste uge", "2026-11-23"),
        (SUNDAY, "i næste uge", "2026-11-27"),
        (SUNDAY, "i denne uge", "2026-11-22"),
        (SUNDAY, "i weekenden", "2026-11-22"),
        (SUNDAY, "inden weekenden", "2026-11-27"),
        (SUNDAY, "uge 47", "2027-11-26"),
        (SUNDAY, "inden uge 48", "2027-11-26"),
        # The year ends.
        (NEW_YEARS_EVE, "i morgen", "2027-01-01"),
        (NEW_YEARS_EVE, "fredag", "2027-01-01"),
        (NEW_YEARS_EVE, "uge 53", "2027-01-01"),
        (NEW_YEARS_EVE, "uge 1", "2027-01-08"),
        (NEW_YEARS_EVE, "i næste uge", "2027-01-08"),
        (NEW_YEARS_EVE, "den 31.", "2026-12-31"),
        (NEW_YEARS_EVE, "den 30.", "2027-01-30"),
        (NEW_YEARS_EVE, "30/12", "2027-12-30"),
        (NEW_YEARS_EVE, "om en måned", "2027-01-31"),
        (NEW_YEARS_EVE, "om 2 måneder", "2027-02-28"),
        (NEW_YEARS_EVE, "sidst på måneden", "2026-12-31"),
        (NEW_YEARS_EVE, "næste måned", "2027-01-31"),
        (NEW_YEARS_EVE, "inden jul", "2027-12-23"),
        (NEW_YEARS_EVE, "inden nytår", "2026-12-31"),
        # New Year's Day can lie in the old year's last week.
        (date(2027, 1, 1), "uge 53", "2027-01-01"),
        (date(2027, 1, 1), "uge 1", "2027-01-08"),
        (date(2027, 1, 1), "den 31.", "2027-01-31"),
        # The leap day.
        (LEAP_DAY, "29/2", "2028-02-29"),
        (LEAP_DAY, "28. februar", "2029-02-28"),
        (LEAP_DAY, "om et år", "2029-02-28"),
        (LEAP_DAY, "om en måned", "2028-03-29"),
        (LEAP_DAY, "sidst på måneden", "2028-02-29"),
        (LEAP_DAY, "sidst i februar", "2028-02-29"),
        (LEAP_DAY, "den 30.", "2028-03-30"),
        (date(2028, 2, 28), "i morgen", "2028-02-29"),
        (date(2028, 1, 31), "om en måned", "2028-02-29"),
        (date(2028, 3, 1), "29/2", "2032-02-29"),
        (date(2027, 1, 30), "den 30.", "2027-01-30"),
        (date(2027, 1, 31), "den 30.", "2027-03-30"),
    ],
)
def test_the_same_phrase_from_another_day(today: date, phrase: str, day: str) -> None:
    assert parse_date(phrase, today).isoformat() == day


@pytest.mark.parametrize(
    ("today", "phrase"),
    [
        (FRIDAY, "torsdag i denne uge"),
        (FRIDAY, "først på ugen"),
        (date(2027, 6, 1), "uge 53"),
        (date(2026, 11, 20), "midt i denne måned"),
    ],
)
def test_what_has_passed_is_not_stretched(today: date, phrase: str) -> None:
    with pytest.raises(InvalidDate):
        parse_date(phrase, today)


@pytest.mark.parametrize("phrase", ["uge 50 9999", "inden uge 1 0001", "uge 1 0000", "om 999 år"])
def test_a_year_nobody_means_is_refused(phrase: str) -> None:
    with pytest.raises(InvalidDate):
        parse_date(phrase, MONDAY)


@pytest.mark.parametrize(
    ("phrase", "looks"),
    [
        ("30/2", True),
        ("inden mandag 3/12.", True),
        ("uge 54", True),
        ("den 32.", True),
        ("32", False),
        ("9.30", False),
        ("tirsdag", False),
        ("snart", False),
    ],
)
def test_the_shape_of_a_day_is_told_from_other_words(phrase: str, looks: bool) -> None:
    assert looks_like_a_day(phrase) is looks


days = st.dates(date(2020, 1, 1), date(2120, 12, 31))


@given(today=days, phrase=st.sampled_from(sorted(FROM_MONDAY)))
def test_no_phrase_without_a_year_means_the_past(today: date, phrase: str) -> None:
    if any(year in phrase for year in ("2026", "26", "2028")):
        return
    # A day that does not fit its weekday this year, or a part of the week that has passed.
    with suppress(InvalidDate):
        assert parse_date(phrase, today) >= today


@given(today=days, ahead=st.integers(0, 13))
def test_a_week_of_the_calendar_ends_on_its_friday(today: date, ahead: int) -> None:
    day = today + timedelta(days=7 * ahead + 7)
    week = day.isocalendar().week
    found = parse_date(f"uge {week}", today)
    assert (found.weekday(), found.isocalendar().week) == (4, week)
    on = parse_date(f"{WEEKDAYS[day.weekday()]} i uge {week}", today)
    assert on == day


@given(today=days, count=st.integers(1, 999))
def test_days_are_counted(today: date, count: int) -> None:
    assert parse_date(f"om {count} dage", today) == today + timedelta(days=count)


@given(today=days, day=days)
def test_a_short_date_is_read_again(today: date, day: date) -> None:
    assert parse_date(short_date(day), today) == day


@given(
    words=st.lists(
        st.sampled_from(
            "om i inden senest på den d. næste denne uge ugen fredag man 3. 3/12 14 dage før "
            "december måned sidst 99 0 2026 weekenden jul".split()
        ),
        max_size=7,
    ),
    today=days,
)
def test_any_words_are_a_day_or_refused(words: list[str], today: date) -> None:
    with suppress(InvalidDate):
        assert parse_date(" ".join(words), today) >= date(1900, 1, 1)
