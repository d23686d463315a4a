"""One record, cut to each reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from moedeleder.documents.lines import agreed_heading
from moedeleder.domain.people import PersonRole
from moedeleder.domain.readers import (
    HIDEABLE,
    Access,
    Paper,
    Section,
    access_of,
    cut,
    hidden_by,
    hidden_of,
    papers_of,
    usual_papers,
)
from moedeleder.domain.record import PartKey, PlanLine, RecordPart, canonical, checksum
from moedeleder.domain.record_after import (
    RecordChange,
    RecordLimited,
    RecordRemark,
    RecordResponse,
    RecordRetired,
)
from moedeleder.domain.record_changes import compare
from moedeleder.domain.record_room import BoardColumn, RecordVerdict
from moedeleder.domain.rich_text import EMPTY, from_plain
from tests.domain.test_record import RECORD

CONCLUSION = RecordPart(PartKey.CONCLUSION, "Konklusion", from_plain("Alma får en fast voksen."))
WORRY = RecordPart(PartKey.ASSESSMENTS, "Faglige vurderinger", from_plain("PPR: ordblindhed"))
FULL = replace(
    RECORD,
    parts=(WORRY, CONCLUSION),
    read_back=(RecordVerdict("Konklusion", "Sofie", "Enig", "", False, "conclusion"),),
    limited=(RecordLimited("Økonomi", ("Sofie",), ("sofie",), ("Sofie: ”svært”",), ()),),
    changes=(RecordChange("assessments", "Faglige vurderinger", "", "PPR: ordblindhed"),),
    remarks=(RecordRemark("assessments", "", "Sofie", "Ikke enig", "", date(2026, 12, 9)),),
    child_page=from_plain("Kære Alma"),
    plain_summary=from_plain("Kort sagt"),
)
EVERYTHING = (Paper.FULL, Paper.SUMMARY, Paper.CHILD)


def test_who_may_read_all_gets_the_record_itself() -> None:
    assert cut(FULL, "sofie", (), EVERYTHING) is FULL


def test_a_hidden_part_takes_along_whatever_tells_of_it() -> None:
    copy = cut(FULL, "sofie", {PartKey.ASSESSMENTS}, EVERYTHING)
    assert "ordblindhed" not in canonical(copy)
    assert "Ikke enig" not in canonical(copy)
    assert "Alma får en fast voksen" in canonical(copy)
    assert copy.copy is not None
    assert copy.copy.is_cut


def test_a_hidden_conclusion_takes_the_verdicts_on_it_along() -> None:
    assert cut(FULL, "sofie", {PartKey.CONCLUSION}).read_back == ()
    assert cut(FULL, "sofie", {PartKey.PROBLEM}).read_back == FULL.read_back


def test_what_only_some_may_hear_is_in_their_copies_alone() -> None:
    assert cut(FULL, "sofie", (), EVERYTHING).limited == FULL.limited
    other = cut(FULL, "karin", (), EVERYTHING)
    assert "svært" not in canonical(other)
    assert "sofie" not in canonical(other)
    assert other.copy is not None
    assert other.copy.is_cut


def test_the_texts_of_other_papers_are_left_out_without_a_word_of_it() -> None:
    copy = cut(FULL, "sofie", (), (Paper.FULL,))
    assert copy.child_page.is_empty
    assert copy.plain_summary.is_empty
    assert copy.copy is not None
    assert not copy.copy.is_cut


def test_each_copy_names_the_version_it_is_of() -> None:
    copy = cut(FULL, "karin", {Section.CASE_NUMBER})
    assert copy.version_checksum == checksum(canonical(FULL)) == FULL.version_checksum
    assert copy.case_number == ""


@pytest.mark.parametrize("hidden", HIDEABLE, ids=str)
def test_every_section_can_be_named_and_hidden(hidden: PartKey | Section) -> None:
    assert hidden_of(hidden.value) is hidden
    assert cut(FULL, "sofie", {hidden}).version_checksum == FULL.version_checksum


def test_a_child_gets_a_page_of_its_own() -> None:
    assert usual_papers(PersonRole.CHILD) == (Paper.CHILD,)
    assert Paper.SUMMARY in usual_papers(PersonRole.PARENT)
    assert usual_papers(PersonRole.TEACHER) == (Paper.FULL,)


def test_a_child_whose_page_nobody_wrote_gets_the_short_paper() -> None:
    assert papers_of((Paper.CHILD,), child_page=True) == (Paper.CHILD,)
    assert papers_of((Paper.CHILD,), child_page=False) == (Paper.SUMMARY,)
    assert papers_of((Paper.CHILD, Paper.FULL), child_page=False) == (Paper.FULL,)


def test_what_is_told_of_the_childs_page_stays_with_that_page() -> None:
    told = (RecordChange("child_page", "Til barnet", "Kære Alm", "Kære Alma"),)
    record = replace(FULL, changes=told)
    assert cut(record, "sofie", (), (Paper.FULL, Paper.SUMMARY)).changes == ()
    assert cut(record, "sofie", (), EVERYTHING).changes == told


def test_a_cut_copy_gives_no_means_to_guess_what_is_hidden() -> None:
    salted = replace(FULL, salt="ab12")
    assert cut(salted, "sofie", (), EVERYTHING).salt == "ab12"
    assert cut(salted, "karin", {PartKey.ASSESSMENTS}).salt == ""


@pytest.mark.parametrize("access", [each for each in Access if each is not Access.CHOSEN], ids=str)
def test_a_usual_choice_is_known_again(access: Access) -> None:
    assert access_of(hidden_by(access)) is access


def test_any_other_choice_is_ones_own() -> None:
    assert access_of({PartKey.FACTS}) is Access.CHOSEN
    assert hidden_by(Access.CHOSEN) == frozenset()


def test_the_outcome_alone_holds_conclusion_agreements_and_what_comes_next() -> None:
    copy = cut(FULL, "karin", hidden_by(Access.OUTCOME))
    assert [part.key for part in copy.parts] == [PartKey.CONCLUSION]
    assert (copy.plan, copy.follow_up_at) == (FULL.plan, FULL.follow_up_at)
    assert (copy.remarks, copy.sources, copy.case_number) == ((), (), "")


def test_a_mark_without_a_part_is_hidden_with_the_passage_it_quotes() -> None:
    day = date(2026, 12, 9)
    hidden = RecordRetired("", "PPR: ordblindhed", "Det var en fejl", day, "Mette Holm")
    limited = RecordRetired("", "Sofie: ”svært”", "Det er løst", day, "Mette Holm")
    open_one = RecordRetired("", "en fast voksen", "Han er rejst", day, "Mette Holm")
    record = replace(FULL, retired=(hidden, limited, open_one))
    assert cut(record, "karin", {PartKey.ASSESSMENTS}).retired == (open_one,)
    assert cut(record, "sofie", ()).retired == record.retired


def test_a_remark_that_quotes_what_is_hidden_is_hidden_too() -> None:
    day = date(2026, 12, 9)
    remarks = (
        RecordRemark("", "PPR: ordblindhed", "Sofie", "Det er ikke sikkert", "", day),
        RecordRemark("conclusion", "Sofie: ”svært”", "Sofie", "Jeg sagde noget andet", "", day),
        RecordRemark("", "en fast voksen", "Sofie", "Helst en kvinde", "", day),
        RecordRemark("", "", "Sofie", "Tak for mødet", "", day),
        RecordRemark("", "På side 2", "Sofie", "Stavefejl", "", day),
    )
    record = replace(FULL, remarks=remarks)
    assert cut(record, "karin", {PartKey.ASSESSMENTS}).remarks == remarks[2:]
    assert cut(record, "sofie", ()).remarks == remarks


def test_whoever_gets_a_short_paper_is_told_of_the_changes_in_that_paper_alone() -> None:
    changes = tuple(
        RecordChange(part, part, "", "nyt")
        for part in ("", "assessments", "conclusion", "plain_summary", "child_page")
    )
    record = replace(FULL, changes=changes)

    def told(*papers: Paper) -> list[str]:
        return [each.part for each in cut(record, "sofie", (), papers).changes]

    assert told(Paper.CHILD) == ["child_page"]
    assert told(Paper.SUMMARY) == ["", "conclusion", "plain_summary"]
    assert told(*EVERYTHING) == [each.part for each in changes]
    assert told(Paper.FULL) == ["", "assessments", "conclusion"]


WHY = PlanLine(
    "Alma sover", "Ringe hjem", "Karin", date(2026, 12, 1), "Familien er træt", "Ro · nu"
)


@pytest.mark.parametrize("access", [Access.OUTCOME, Access.WITHOUT_OWN_WORDS], ids=str)
def test_the_agreements_are_told_without_the_worry_and_the_need(access: Access) -> None:
    before = replace(FULL, plan=(replace(WHY, worry="Familien er træt nu", action="Ringe"),))
    now = replace(FULL, plan=(WHY,))
    record = replace(now, changes=compare(before, now))
    copy = cut(record, "sofie", hidden_by(access), EVERYTHING)
    assert copy.plan == (replace(WHY, worry="", need=""),)
    assert "Familien" not in canonical(copy)
    assert "Ro · nu" not in canonical(copy)
    (change,) = (each for each in copy.changes if each.part == PartKey.ACTION_PLAN)
    assert change.before.startswith("Mål: Alma sover · Aftale: Ringe · Hvem: Karin")
    assert change.after.startswith("Mål: Alma sover · Aftale: Ringe hjem · Hvem: Karin")


def test_a_line_of_the_plan_whose_worry_alone_is_new_tells_nothing_to_others() -> None:
    before = replace(FULL, plan=(replace(WHY, goal="", worry="Træt"),))
    now = replace(FULL, plan=(replace(WHY, goal=""),))
    record = replace(now, changes=compare(before, now))
    assert cut(record, "sofie", {Section.PLAN_WHY}, EVERYTHING).changes == ()
    assert len(cut(record, "sofie", {Section.CASE_NUMBER}, EVERYTHING).changes) == 1


LONG = replace(
    FULL,
    plan=(replace(WHY, sign="Fem gode nætter"),),
    board=(BoardColumn("worry", "Bekymringer", ("Gråd ved døren",)),),
    responses=(RecordResponse("Jonas", "Har ikke svaret"),),
    read_back=(RecordVerdict("Konklusion", "Sofie", "Uenig", "Aldrig", False, "conclusion"),),
    remarks=(RecordRemark("conclusion", "", "Sofie", "Ikke for mig", "", date(2026, 12, 9)),),
    changes=(
        RecordChange("action_plan", "Handleplan", "", "Aftale: Hviske"),
        RecordChange("plain_summary", "Kort og klart", "", "Kort sagt"),
    ),
)
ELSEWHERE = (
    "ordblindhed",
    "Gråd ved døren",
    "Fem gode nætter",
    "Familien er træt",
    "Alma sover",
    "Aldrig",
    "Ikke for mig",
    "Hviske",
    "Jonas",
    "svært",
)


def test_a_copy_of_the_short_paper_alone_holds_no_more_than_that_paper_shows() -> None:
    text = canonical(cut(LONG, "sofie", (), (Paper.SUMMARY,)))
    assert [each for each in ELSEWHERE if each in text] == []
    assert "fast voksen" not in text
    for told in ("Kort sagt", "Ringe hjem", "Karin", "Uenig", "Handleplan"):
        assert told in text
    # Nothing was kept from her: she only gets the shorter paper.
    copy = cut(LONG, "sofie", (), (Paper.SUMMARY,)).copy
    assert copy is not None
    assert not copy.is_cut


def test_without_words_of_its_own_the_short_paper_tells_the_conclusion() -> None:
    copy = cut(replace(LONG, plain_summary=EMPTY), "sofie", (), (Paper.SUMMARY,))
    assert copy.parts == (CONCLUSION,)


def test_a_copy_of_the_childs_page_alone_holds_that_page() -> None:
    text = canonical(cut(LONG, "sofie", (), (Paper.CHILD,)))
    assert [each for each in (*ELSEWHERE, "Ringe hjem", "Kort sagt", "Uenig") if each in text] == []
    assert "Kære Alma" in text


@pytest.mark.parametrize("against", ["", "De er uenige"])
def test_the_short_paper_says_agreed_as_the_whole_minutes_would(against: str) -> None:
    part = RecordPart(PartKey.DISAGREEMENTS, "Uenighed", from_plain(against))
    said = RecordVerdict("Konklusion", "Sofie", "Enig", "", False, "conclusion")
    record = replace(LONG, parts=(CONCLUSION, part), read_back=(said,), plain_summary=EMPTY)
    copy = cut(record, "sofie", (), (Paper.SUMMARY,))
    assert agreed_heading(copy) == agreed_heading(record)
