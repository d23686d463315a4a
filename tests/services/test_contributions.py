"""What the family brings: kept to the letter, decided, split, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from moedeleder.domain.agenda import ItemDraft, ItemKind
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionDraft,
    ContributionKind,
    Decision,
    Importance,
)
from moedeleder.domain.errors import (
    ChangedElsewhere,
    FieldMissing,
    MeetingFinished,
    NotAllowedNow,
    NotFound,
    ReasonMissing,
    WordsNotThere,
)
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import PartKey
from moedeleder.domain.times import Fit
from moedeleder.models import mapping
from moedeleder.models.round_tables import AnswerRow, ContributionRow
from tests.offices import STARTS, Bench

WORDS = "  Morgenerne er svære.\n\n\tVi kommer tit for sent  \n"


def brought(
    bench: Bench,
    words: str = WORDS,
    kind: ContributionKind = ContributionKind.POINT,
    wanted: str = "",
    who: str = "sofie",
    meeting: Meeting | None = None,
) -> tuple[Meeting, Contribution]:
    """Type in one thing somebody said on the phone."""
    meeting = meeting or bench.meeting()
    draft = ContributionDraft(kind, words, wanted, Importance.IMPORTANT)
    person_id = bench.people[who].id
    after = bench.office.contributions.type_in(meeting.id, person_id, Channel.PHONE, [draft])
    return after, newest(after)


def newest(meeting: Meeting) -> Contribution:
    return max(meeting.contributions, key=lambda each: (each.received_at, each.id))


def only(meeting: Meeting, contribution_id: str) -> Contribution:
    return next(each for each in meeting.contributions if each.id == contribution_id)


def test_words_are_kept_exactly_as_they_were_typed(bench: Bench) -> None:
    meeting, one = brought(bench, wanted="En aftale\n")
    assert (one.words, one.wanted) == (WORDS, "En aftale\n")
    assert (one.kind, one.importance) == (ContributionKind.POINT, Importance.IMPORTANT)
    assert (one.person.name, one.channel) == ("Sofie Eksempel", Channel.PHONE)
    assert one.is_open
    assert bench.office.meetings.get(meeting.id) == meeting


def test_what_was_typed_is_one_answer_from_the_person(bench: Bench) -> None:
    meeting = bench.office.times.propose(bench.meeting().id, STARTS)
    drafts = [
        ContributionDraft(
            ContributionKind.POINT, "Aflastning", "Flere timer", Importance.IMPORTANT
        ),
        ContributionDraft(ContributionKind.CHILD_WORDS, "Jeg vil gerne bade"),
        ContributionDraft(ContributionKind.FREE, " \n"),
    ]
    fits = [(meeting.proposed_times[0].id, Fit.YES)]
    sofie = bench.people["sofie"].id
    after = bench.office.contributions.type_in(meeting.id, sofie, Channel.PAPER, drafts, fits)
    assert [each.words for each in after.contributions] == ["Aflastning", "Jeg vil gerne bade"]
    assert [(a.person_id, a.fit, a.channel) for a in after.time_answers] == [
        (sofie, Fit.YES, Channel.PAPER)
    ]
    with bench.store.reading() as session:
        (row,) = session.query(AnswerRow).all()
        answer = mapping.answer(row)
    assert {each.answer_id for each in after.contributions} == {answer.id}
    assert (answer.state, answer.channel, answer.from_name) == (
        "placed",
        Channel.PAPER,
        "Sofie Eksempel",
    )
    assert answer.text == (
        "Punkt til mødet: Aflastning\nDet ønsker jeg: Flere timer\nHvor vigtigt: vigtigt\n\n"
        "Barnets egne ord: Jeg vil gerne bade\n\n"
        "Torsdag 3. december 2026 kl. 15.30: passer"
    )


@pytest.mark.parametrize(
    "drafts",
    [[], [ContributionDraft(ContributionKind.POINT, " \n\t", "  ")]],
    ids=["none", "blank"],
)
def test_nothing_said_is_refused(bench: Bench, drafts: list[ContributionDraft]) -> None:
    meeting, sofie = bench.meeting(), bench.people["sofie"].id
    with pytest.raises(FieldMissing):
        bench.office.contributions.type_in(meeting.id, sofie, Channel.PHONE, drafts)
    gone = [("no-such-proposal", Fit.YES)]
    with pytest.raises(FieldMissing):
        bench.office.contributions.type_in(meeting.id, sofie, Channel.PHONE, drafts, gone)
    with bench.store.reading() as session:
        assert session.query(AnswerRow).count() == 0


def test_only_people_on_the_list_can_bring_something(bench: Bench) -> None:
    with pytest.raises(NotFound):
        brought(bench, who="bente")


def test_the_same_words_from_the_same_person_are_one_card(bench: Bench) -> None:
    meeting, one = brought(bench)
    again, _ = brought(bench, meeting=meeting)
    assert [each.id for each in again.contributions] == [one.id]
    other, _ = brought(bench, meeting=meeting, who="jonas")
    assert len(other.contributions) == 2
    bench.office.contributions.withdraw(one.id, one.version, "Sofie tog det tilbage")
    after, _ = brought(bench, meeting=meeting)
    assert len(after.contributions) == 3


def test_a_point_is_made_of_it_where_the_familys_points_stand(bench: Bench) -> None:
    meeting, one = brought(bench)
    after = bench.office.contributions.put_on(one.id, one.version)
    made = next(i for i in after.items if i.id not in {i.id for i in meeting.items})
    assert (made.title, made.minutes, made.words) == ("Morgenerne er svære.", 10, "")
    assert made.raised_by is not None
    assert made.raised_by.id == bench.people["sofie"].id
    assert made.is_familys
    familys = [item.is_familys for item in after.items]
    last = len(familys) - 1 - familys[::-1].index(True)
    assert after.items[last].id == made.id
    decided = only(after, one.id)
    assert (decided.decision, decided.item_id) == (Decision.ON_AGENDA, made.id)
    assert decided.decided_by == bench.store.actor
    assert decided.decided_at is not None
    assert after.words_of(made) == WORDS


def test_the_title_and_time_can_be_said_and_the_words_stay(bench: Bench) -> None:
    _, one = brought(bench)
    after = bench.office.contributions.put_on(one.id, one.version, "Morgener", 25)
    made = next(i for i in after.items if i.title == "Morgener")
    assert made.minutes == 25
    assert only(after, one.id).words == WORDS


def test_words_that_are_only_a_wish_give_the_title(bench: Bench) -> None:
    _, one = brought(bench, words="", wanted="Hjælp om morgenen")
    after = bench.office.contributions.put_on(one.id, one.version)
    assert "Hjælp om morgenen" in [item.title for item in after.items]


def test_the_childs_words_make_a_point_with_the_childs_voice(bench: Bench) -> None:
    _, one = brought(bench, "Jeg er glad for Karin", ContributionKind.CHILD_WORDS)
    after = bench.office.contributions.put_on(one.id, one.version)
    made = next(i for i in after.items if i.title == "Jeg er glad for Karin")
    assert made.kind is ItemKind.CHILD_VOICE


def test_it_can_be_taken_together_with_a_point(bench: Bench) -> None:
    meeting, one = brought(bench)
    after = bench.office.contributions.merge(one.id, one.version, meeting.items[2].id)
    assert [i.id for i in after.items] == [i.id for i in meeting.items]
    assert only(after, one.id).decision is Decision.MERGED
    assert after.words_of(after.items[2]) == WORDS
    with pytest.raises(NotFound):
        bench.office.contributions.merge(one.id, only(after, one.id).version, "no-such-point")


Decide = Callable[[Bench, Contribution], Meeting]
DECISIONS: list[tuple[Decide, Decision, str, str]] = [
    (
        lambda b, c: b.office.contributions.elsewhere(c.id, c.version, " hos PPR ", "de ved det "),
        Decision.ELSEWHERE,
        "hos PPR",
        "de ved det",
    ),
    (
        lambda b, c: b.office.contributions.not_now(c.id, c.version, "tiden er kort"),
        Decision.NOT_NOW,
        "",
        "tiden er kort",
    ),
    (lambda b, c: b.office.contributions.note(c.id, c.version), Decision.NOTED, "", ""),
    (
        lambda b, c: b.office.contributions.withdraw(c.id, c.version, "Sofie bad om det"),
        Decision.WITHDRAWN,
        "",
        "Sofie bad om det",
    ),
]


@pytest.mark.parametrize(("decide", "decision", "where", "reason"), DECISIONS)
def test_a_decision_is_kept_with_who_and_when(
    bench: Bench, decide: Decide, decision: Decision, where: str, reason: str
) -> None:
    _, one = brought(bench)
    after = only(decide(bench, one), one.id)
    assert (after.decision, after.where, after.reason) == (decision, where, reason)
    assert after.decided_by == bench.store.actor
    assert after.decided_at is not None
    assert after.decided_at > one.received_at
    with pytest.raises(ChangedElsewhere):
        decide(bench, one)
    opened = only(bench.office.contributions.reopen(one.id, after.version), one.id)
    assert replace(opened, version=one.version) == one


def test_a_no_takes_a_reason_and_elsewhere_a_place(bench: Bench) -> None:
    _, one = brought(bench)
    use = bench.office.contributions
    with pytest.raises(ReasonMissing):
        use.not_now(one.id, one.version, " \n")
    with pytest.raises(ReasonMissing):
        use.elsewhere(one.id, one.version, "hos PPR", "")
    with pytest.raises(FieldMissing):
        use.elsewhere(one.id, one.version, " ", "fordi")
    with pytest.raises(ReasonMissing):
        use.withdraw(one.id, one.version, "")


def test_opening_it_again_takes_its_untouched_point_away(bench: Bench) -> None:
    meeting, one = brought(bench)
    on = bench.office.contributions.put_on(one.id, one.version, "En anden titel", 5)
    after = bench.office.contributions.reopen(one.id, only(on, one.id).version)
    assert [i.id for i in after.items] == [i.id for i in meeting.items]
    assert [i.position for i in after.items] == list(range(len(after.items)))
    assert only(after, one.id).is_open


def test_a_point_others_stand_under_stays(bench: Bench) -> None:
    _, one = brought(bench)
    on = bench.office.contributions.put_on(one.id, one.version)
    item_id = only(on, one.id).item_id
    assert item_id is not None
    both, two = brought(bench, "Også morgener", who="jonas", meeting=on)
    both = bench.office.contributions.merge(two.id, two.version, item_id)
    after = bench.office.contributions.reopen(one.id, only(both, one.id).version)
    assert item_id in [i.id for i in after.items]
    assert only(after, two.id).decision is Decision.MERGED


@pytest.mark.parametrize(
    "change", [lambda d: replace(d, words="Skrevet her"), lambda d: replace(d, title="Ny titel")]
)
def test_a_point_somebody_worked_on_stays(
    bench: Bench, change: Callable[[ItemDraft], ItemDraft]
) -> None:
    _, one = brought(bench)
    on = bench.office.contributions.put_on(one.id, one.version)
    made = next(i for i in on.items if i.id == only(on, one.id).item_id)
    edited = bench.office.agenda.update(made.id, made.version, change(made.draft))
    after = bench.office.contributions.reopen(one.id, only(edited, one.id).version)
    assert made.id in [i.id for i in after.items]


def test_an_untouched_point_goes_though_others_moved_it(bench: Bench) -> None:
    _, one = brought(bench)
    on = bench.office.contributions.put_on(one.id, one.version)
    item_id = only(on, one.id).item_id
    assert item_id is not None
    moved = bench.office.agenda.move(item_id, 0)
    after = bench.office.contributions.not_now(one.id, only(moved, one.id).version, "for sent")
    assert item_id not in [i.id for i in after.items]


def test_it_waits_again_when_its_point_is_removed_and_comes_back_with_it(bench: Bench) -> None:
    _, one = brought(bench)
    on = bench.office.contributions.put_on(one.id, one.version)
    made = next(i for i in on.items if i.id == only(on, one.id).item_id)
    without = bench.office.agenda.remove(made.id, made.version)
    assert only(without, one.id).is_open
    back = bench.office.agenda.put_back(on.id, made)
    assert only(back, one.id).decision is Decision.ON_AGENDA


def test_a_decision_can_be_made_when_the_point_is_gone(bench: Bench) -> None:
    _, one = brought(bench)
    on = bench.office.contributions.put_on(one.id, one.version)
    made = next(i for i in on.items if i.id == only(on, one.id).item_id)
    without = bench.office.agenda.remove(made.id, made.version)
    noted = bench.office.contributions.note(one.id, only(without, one.id).version)
    assert only(noted, one.id).decision is Decision.NOTED
    back = bench.office.agenda.put_back(on.id, made)
    assert only(back, one.id).decision is Decision.NOTED


def test_a_part_becomes_a_point_of_its_own(bench: Bench) -> None:
    _, one = brought(bench, kind=ContributionKind.FREE)
    after = bench.office.contributions.split(one.id, one.version, "Vi kommer tit for sent\u2029")
    (part,) = [each for each in after.contributions if each.part_of_id == one.id]
    assert (part.words, part.kind) == ("Vi kommer tit for sent", ContributionKind.POINT)
    assert (part.person, part.channel, part.answer_id) == (one.person, one.channel, one.answer_id)
    assert part.received_at == one.received_at
    assert only(after, one.id) == one
    again = bench.office.contributions.split(one.id, one.version, "Vi kommer tit for sent")
    assert again.contributions == after.contributions


def test_a_part_must_stand_in_the_words(bench: Bench) -> None:
    _, one = brought(bench)
    with pytest.raises(WordsNotThere):
        bench.office.contributions.split(one.id, one.version, "Aftenerne")
    with pytest.raises(FieldMissing):
        bench.office.contributions.split(one.id, one.version, " \u2029")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contribution SET words = 'noget andet'",
        "UPDATE contribution SET person_id = 'en anden'",
        "UPDATE contribution SET received_at = '2020-01-01'",
        "DELETE FROM contribution",
        "UPDATE answer SET text = 'noget andet'",
        "DELETE FROM answer",
    ],
)
def test_the_database_itself_keeps_the_words(bench: Bench, statement: str) -> None:
    meeting, _ = brought(bench)
    with pytest.raises(MeetingFinished), bench.store.transaction() as session:
        session.execute(text(statement))
    assert bench.office.meetings.get(meeting.id) == meeting


def test_nothing_is_decided_after_the_minutes_are_final(bench: Bench) -> None:
    view = bench.complete()
    meeting, one = brought(bench, meeting=view.meeting)
    meeting = bench.office.contributions.note(one.id, one.version)
    bench.office.minutes.finalise(meeting.id, bench.office.meetings.get(meeting.id).version)
    one = only(bench.office.meetings.get(meeting.id), one.id)
    use = bench.office.contributions
    for decide in (
        lambda: use.reopen(one.id, one.version),
        lambda: use.put_on(one.id, one.version),
        lambda: use.split(one.id, one.version, "Morgenerne"),
        lambda: brought(bench, "Mere", meeting=meeting),
    ):
        with pytest.raises(MeetingFinished):
            decide()


def test_a_meeting_somebody_answered_to_is_not_thrown_away(bench: Bench) -> None:
    meeting, _ = brought(bench)
    with pytest.raises(NotAllowedNow):
        bench.office.meetings.discard(meeting.id, meeting.version)


def test_who_decided_what_is_in_the_log(bench: Bench) -> None:
    _, one = brought(bench)
    bench.office.contributions.note(one.id, one.version)
    with bench.store.reading() as session:
        rows = session.execute(
            text("SELECT action FROM change_log WHERE row_id = :id ORDER BY seq"), {"id": one.id}
        )
        assert [row[0] for row in rows] == ["insert", "update"]
        assert session.get(ContributionRow, one.id) is not None


def test_the_minutes_begin_with_the_familys_words(bench: Bench) -> None:
    meeting, one = brought(bench, "Vi er trætte", wanted="Aflastning")
    bench.office.contributions.put_on(one.id, one.version)
    brought(bench, "Jeg vil have ro", ContributionKind.CHILD_WORDS, meeting=meeting)
    parts = bench.office.minutes.open(meeting.id).parts
    assert parts[PartKey.PARENT_PERSPECTIVE].text.plain == (
        "Sofie Eksempel (mor), før mødet: ”Vi er trætte Aflastning”"
    )
    assert parts[PartKey.CHILD_PERSPECTIVE].text.plain == (
        "Sofie Eksempel (mor), før mødet: ”Jeg vil have ro”"
    )
