"""Counting whom a proposed time suits."""

from datetime import UTC, datetime

from moedeleder.domain.contributions import Channel
from moedeleder.domain.times import Fit, ProposedTime, TimeAnswer, counted

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
FIRST = ProposedTime("a", 1, datetime(2026, 12, 3, 15, 30))
SECOND = ProposedTime("b", 1, datetime(2026, 12, 4, 9, 0))


def said(proposal: ProposedTime, person: str, fit: Fit) -> TimeAnswer:
    return TimeAnswer(proposal.id, person, fit, Channel.PHONE, NOW)


def test_each_time_tells_who_can_who_cannot_and_who_has_not_said() -> None:
    answers = [
        said(FIRST, "far", Fit.YES),
        said(FIRST, "mor", Fit.NO),
        said(SECOND, "mor", Fit.YES),
    ]
    first, second = counted([FIRST, SECOND], answers, ["mor", "far", "lærer"])
    assert (first.can, first.cannot, first.unsaid) == (("far",), ("mor",), ("lærer",))
    assert (second.can, second.cannot, second.unsaid) == (("mor",), (), ("far", "lærer"))


def test_people_no_longer_on_the_list_are_not_counted() -> None:
    (count,) = counted([FIRST], [said(FIRST, "borte", Fit.YES)], ["mor"])
    assert (count.can, count.unsaid) == ((), ("mor",))
