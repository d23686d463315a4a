"""What, who and when of a promise typed on one line; no word is ever lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.promise_line import SpanKind, known_people, read_promise

SUNDAY = date(2026, 11, 22)


def attendee(
    key: str, name: str, role: PersonRole, relation: str = "", organisation: str = ""
) -> Attendee:
    return Attendee(f"a-{key}", 1, Person(key, 1, "f", name, role, relation, organisation))


ATTENDEES = (
    attendee("alma", "Alma Eksempel", PersonRole.CHILD),
    attendee("mor", "Anne Marie Prøve", PersonRole.PARENT, "Mor"),
    attendee("far", "Lars Prøve", PersonRole.PARENT, "Far"),
    attendee("karin", "Karin Dam", PersonRole.TEACHER, "", "Skovskolen"),
    attendee("ida", "Ida Friis-Møller", PersonRole.PSYCHOLOGIST, "", "PPR"),
    attendee("bo", "Bo Å. Lund", PersonRole.CASEWORKER, "", "Børn og Familie"),
    attendee("per", "Per Test", PersonRole.SUPPORT_PERSON),
    attendee("hans", "Hans Doktor", PersonRole.DOCTOR),
    attendee("tolk", "Tala Test", PersonRole.INTERPRETER),
    attendee("pæd1", "Mia Sol", PersonRole.EDUCATOR),
    attendee("pæd2", "Mia Måne", PersonRole.EDUCATOR),
)
PEOPLE = known_people(ATTENDEES)


def read(text: str, offer: bool = True) -> tuple[str, str | None, str, str]:
    found = read_promise(text, PEOPLE, SUNDAY, offer=offer)
    return found.what, found.owner_id, found.owner_name, str(found.due or "")


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("@Karin ringer", "karin"),
        ("ringer @karin dam", "karin"),
        ("@dam, ringer", "karin"),
        ("@Anne Marie sender brev", "mor"),
        ("@anne sender brev", "mor"),
        ("@Bo Å. Lund sender brev", "bo"),
        ("@lund sender brev", "bo"),
        ("@friis-møller sender brev", "ida"),
        ("@barnet vælger", "alma"),
        ("@moren ringer", "mor"),
        ("@mor ringer", "mor"),
        ("@moderen ringer", "mor"),
        ("@faren ringer", "far"),
        ("@far ringer", "far"),
        ("@læreren ringer", "karin"),
        ("@Klasselæreren ringer", "karin"),
        ("@psykologen ringer", "ida"),
        ("@PPR ringer", "ida"),
        ("@PPR-psykologen ringer", "ida"),
        ("@skovskolen ringer", "karin"),
        ("@sagsbehandleren ringer", "bo"),
        ("@rådgiver ringer", "bo"),
        ("@bisidderen ringer", "per"),
        ("@lægen ringer", "hans"),
        ("@tolken ringer", "tolk"),
        ("@Mia Sol ringer", "pæd1"),
        ("@sol ringer", "pæd1"),
    ],
)
def test_an_attendee_is_known_by_name_role_or_relation(text: str, owner: str) -> None:
    what, owner_id, name, _ = read(text)
    assert owner_id == owner
    assert name == next(each.person.name for each in ATTENDEES if each.person.id == owner)
    assert what in (("Ringer", "Sender brev", "Vælger") if text[0] == "@" else ("ringer",))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@prøve ringer", "prøve"),  # both parents
        ("@forælderen ringer", "forælderen"),
        ("@pædagogen ringer", "pædagogen"),  # two of them
        ("@Mia ringer", "Mia"),
        ("@Hanne ringer", "Hanne"),
        ("@Hanne Skov ringer", "Hanne Skov"),
        ("@hanne Skov ringer", "hanne"),
        ("@Hanne, Skov ringer", "Hanne"),
        ("@lederen ringer", "lederen"),
        ("@Pernille ringer", "Pernille"),  # not Per
    ],
)
def test_nobody_is_guessed_among_several_or_none(text: str, name: str) -> None:
    _, owner_id, owner_name, _ = read(text)
    assert (owner_id, owner_name) == (None, name)


@pytest.mark.parametrize(
    ("text", "what", "owner", "due"),
    [
        ("Sender skema @læreren inden fredag", "Sender skema", "karin", "2026-11-27"),
        ("@læreren sender skema inden fredag.", "Sender skema", "karin", "2026-11-27"),
        ("inden fredag @læreren sender skema", "sender skema", "karin", "2026-11-27"),
        ("@læreren inden fredag sender skema", "Sender skema", "karin", "2026-11-27"),
        ("sender skema inden fredag @læreren", "sender skema", "karin", "2026-11-27"),
        ("Aftaler tid @PPR om 14 dage", "Aftaler tid", "ida", "2026-12-06"),
        ("Aftaler tid @PPR 12/3", "Aftaler tid", "ida", "2027-03-12"),
        ("Aftaler tid senest 3. december", "Aftaler tid", None, "2026-12-03"),
        ("Aftaler tid senest på torsdag den 3. december", "Aftaler tid", None, "2026-12-03"),
        ("Taler om fire uger", "Taler", None, "2026-12-20"),
        ("Flytter mødet til uge 50", "Flytter mødet", None, "2026-12-11"),
        ("Sender plan inden 3-12", "Sender plan", None, "2026-12-03"),
        ("Sender plan på tors", "Sender plan", None, "2026-11-26"),
        ("Møder op fredag kl. 10", "Møder op kl. 10", None, "2026-11-27"),
        ("Møder op i morgen klokken 9.30", "Møder op klokken 9.30", None, "2026-11-23"),
        ("  Ser   på det   i morgen  ", "Ser på det", None, "2026-11-23"),
        ("@karin taler med Lars i morgen", "Taler med Lars", "karin", "2026-11-23"),
    ],
)
def test_the_longest_day_at_the_end_or_beside_the_owner_is_taken(
    text: str, what: str, owner: str | None, due: str
) -> None:
    found = read(text)
    assert (found[0], found[1], found[3]) == (what, owner, due)


@pytest.mark.parametrize(
    "text",
    [
        "taler med sin søn",
        "sådan som man",
        "tager hver fredag",
        "ringer sidste fredag i november",
        "mødes første mandag i december",
        "mødes tirsdag inden jul",
        "taler hver anden mandag",
        "begynder fra den 3. december",
        "ser på det efter uge 50",
        "ringer ikke fredag",
        "ses mandag og fredag",
        "mødes kl. 9.30",
        "bruger skala 0-10",
        "øver to gange i ugen",
        "siger snart",
        "skriver til ida@eksempel.dk",
        "bruger 14 dage",
        "@",
        "",
        "   ",
    ],
)
def test_ordinary_words_are_no_day_and_no_owner(text: str) -> None:
    found = read_promise(text, PEOPLE, SUNDAY)
    assert found.what == " ".join(text.split())
    assert (found.due, found.owner_name, found.spans) == (None, "", ())


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("sender brev 30/2", "30/2"),
        ("sender brev inden mandag 3/12", "inden mandag 3/12"),
        ("sender brev man 3/12", "man 3/12"),
        ("sender brev den 32.", "den 32."),
        ("sender brev d. 40", "d. 40"),
        ("sender brev 31. november", "31. november"),
        ("sender brev 3. decembar", "3. decembar"),
        ("sender brev i uge 54", "i uge 54"),
        ("sender brev om 0 dage", "om 0 dage"),
        ("sender brev 3/12-2025", "3/12-2025"),
        ("sender brev 2026-02-30", "2026-02-30"),
        ("sender brev 21/11", "21/11"),
        ("sender brev inden 21.11", "inden 21.11"),
        ("sender brev lørdag 21/11", "lørdag 21/11"),
        ("sender brev senest 7. oktober", "senest 7. oktober"),
        ("sender brev 21 nov", "21 nov"),
        ("sender brev uge 47", "uge 47"),
        ("sender brev fredag i uge 47", "fredag i uge 47"),
        ("sender brev 7/10", "7/10"),
    ],
)
def test_a_slip_of_the_finger_is_pointed_out(text: str, wrong: str) -> None:
    found = read_promise(text, PEOPLE, SUNDAY)
    assert found.has_wrong_day
    assert found.due is None
    assert [(text[s.start : s.end], s.kind) for s in found.spans] == [(wrong, SpanKind.WRONG_DUE)]
    assert found.what == "sender brev"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("sender brev 21/11-2027", "2027-11-21"),
        ("sender brev 21/11/27", "2027-11-21"),
        ("sender brev 7. oktober 2027", "2027-10-07"),
        ("sender brev uge 47 2027", "2027-11-26"),
        ("sender brev 22/11", "2026-11-22"),
        ("sender brev 1/9", "2027-09-01"),
        ("sender brev om et år", "2027-11-22"),
        ("sender brev inden 12 måneder", "2027-11-22"),
        ("sender brev om 350 dage", "2027-11-07"),
    ],
)
def test_a_day_far_ahead_counts_when_it_was_meant(text: str, due: str) -> None:
    assert read(text) == ("sender brev", None, "", due)


@pytest.mark.parametrize(
    ("text", "owner", "what"),
    [
        ("Karin ringer til skolen", "karin", "Ringer til skolen"),
        ("Karin Dam vil ringe", "karin", "Vil ringe"),
        ("Læreren sender skema", "karin", "Sender skema"),
        ("PPR: ser på timerne", "ida", "Ser på timerne"),
    ],
)
def test_a_name_at_the_beginning_is_only_offered(text: str, owner: str, what: str) -> None:
    found = read_promise(text, PEOPLE, SUNDAY)
    assert (found.owner_id, found.what, found.offered) == (owner, what, True)
    declined = read_promise(text, PEOPLE, SUNDAY, offer=False)
    assert (declined.owner_id, declined.what, declined.offered) == (None, text, False)


@pytest.mark.parametrize(
    "text",
    [
        "Karin og Lars ringer",
        "Karin",
        "Mia ringer",
        "Ringer til Karin",
        "Hans mor ringer",
        "Karin eller Lars går",
    ],
)
def test_nobody_is_offered_where_the_line_does_not_say_so(text: str) -> None:
    found = read_promise(text, PEOPLE, SUNDAY)
    assert (found.owner_id, found.owner_name, found.what) == (None, "", text)


def test_a_marked_owner_is_not_only_offered() -> None:
    assert not read_promise("@Karin ringer", PEOPLE, SUNDAY).offered
    assert read_promise("Lars hører @Karin", PEOPLE, SUNDAY).owner_id == "karin"


PARENTS = "Anne Marie Prøve og Lars Prøve"


@pytest.mark.parametrize(
    ("text", "what", "names", "due"),
    [
        ("@mor @far sender skema i morgen", "Sender skema", PARENTS, "2026-11-23"),
        ("@mor og @far sender skema i morgen", "Sender skema", PARENTS, "2026-11-23"),
        ("Anne og Lars taler sammen @mor @far", "Anne og Lars taler sammen", PARENTS, ""),
        ("Taler @mor med skolen @far i morgen", "Taler med skolen", PARENTS, "2026-11-23"),
        ("Taler sammen @mor i morgen @far", "Taler sammen", PARENTS, "2026-11-23"),
        ("Mødes i morgen @mor, @far", "Mødes", PARENTS, "2026-11-23"),
        (
            "@mor, @far og @karin mødes fredag",
            "Mødes",
            "Anne Marie Prøve, Lars Prøve og Karin Dam",
            "2026-11-27",
        ),
        ("@mor og @Onkel Peter mødes", "Mødes", "Anne Marie Prøve og Onkel Peter", ""),
        ("@mor @pædagogen mødes", "Mødes", "Anne Marie Prøve og pædagogen", ""),
    ],
)
def test_several_names_are_all_responsible(text: str, what: str, names: str, due: str) -> None:
    found = read_promise(text, PEOPLE, SUNDAY)
    assert (found.what, found.owner_id, found.owner_name) == (what, None, names)
    assert str(found.due or "") == due
    assert "@" not in found.what + found.owner_name


def test_the_same_person_named_twice_is_one() -> None:
    found = read_promise("@karin ringer @læreren", PEOPLE, SUNDAY)
    assert (found.what, found.owner_id, found.owner_name) == ("Ringer", "karin", "Karin Dam")


def test_what_gets_a_capital_only_where_the_line_began_with_who() -> None:
    assert read_promise("Karin sender rapporten 12/3", PEOPLE, SUNDAY).what == "Sender rapporten"
    assert read_promise("sender rapporten @karin", PEOPLE, SUNDAY).what == "sender rapporten"
    assert read_promise("inden fredag @karin ringer", PEOPLE, SUNDAY).what == "ringer"
    assert read_promise("@karin ßender", PEOPLE, SUNDAY).what == "ßender"


def test_the_pieces_are_placed_in_the_text() -> None:
    text = "Sender  skema @karin dam,  inden fredag. "
    found = read_promise(text, PEOPLE, SUNDAY)
    assert [(text[span.start : span.end], span.kind) for span in found.spans] == [
        ("@karin dam,", SpanKind.OWNER),
        ("inden fredag.", SpanKind.DUE),
    ]


def test_the_day_is_seen_from_today() -> None:
    assert read_promise("ringer fredag", (), date(2026, 11, 27)).due == date(2026, 12, 4)
    assert read_promise("ringer 1/1", (), date(2026, 12, 31)).due == date(2027, 1, 1)
    assert read_promise("ringer 29/2", (), date(2027, 9, 1)).due == date(2028, 2, 29)


WORDS = st.sampled_from(
    "@ @Karin @karin dam @læreren @mia Karin Lars ringer og taler hver inden senest på fredag "
    "om 14 dage uge 50 54 den 3. 30/2 i morgen kl. 9.30 Anne Marie man @@ ikke 3. december".split()
)
LINES = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))


@given(text=LINES, offer=st.booleans(), today=st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_no_word_is_lost_and_none_is_made_up(text: str, offer: bool, today: date) -> None:
    found = read_promise(text, PEOPLE, today, offer=offer)
    pieces = [text[span.start : span.end] for span in found.spans]
    kept = [word for part in (found.what, *pieces) for word in part.split()]
    # The first letter may have got a capital.
    assert sorted(map(str.lower, kept)) == sorted(map(str.lower, text.split()))
    ends = [at for span in found.spans for at in (span.start, span.end)]
    assert ends == sorted(ends)
    kinds = [span.kind for span in found.spans]
    assert len([kind for kind in kinds if kind is not SpanKind.OWNER]) <= 1
    assert not found.owners or found.owner_name
    assert (SpanKind.DUE in kinds) == (found.due is not None)
    assert (SpanKind.OWNER in kinds) == bool(found.owner_name)
    assert found.due is None or found.due >= today
