import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.contract.tables import TABLES
from earnest.errors import Problem, RecordError
from earnest.read.cells import Cells
from earnest.read.events import event
from earnest.read.sheet import SheetRow
from earnest.read.sources import folder_sources
from earnest.read.tables import MOST_PROBLEMS_SHOWN, read_folder, read_table

EVENTS = "event_id,date,actor_country,recipient_country,code"
MEASURES = "id,sender,target,measure,start"
STATISTICS = "stat_id,series_id,country,date,value,unit"

Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Write:
    """Writes `name="header\\nrow"` as CSV files into one folder and returns the folder."""
    made = tmp_path / "my-record"
    made.mkdir()

    def write(**tables: str | bytes) -> Path:
        for name, content in tables.items():
            raw = content if isinstance(content, bytes) else content.encode("utf-8")
            (made / f"{name}.csv").write_bytes(raw)
        return made

    return write


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def one(table: pa.Table) -> dict[str, Any]:
    (row,) = table.to_pylist()
    return dict(row)


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(RecordError) as error:
        read_folder(folder)
    return error.value.problems


def problem_of(folder: Path) -> Problem:
    (problem,) = problems_of(folder)
    return problem


class TestEvents:
    def test_rows_have_the_types_of_the_contract(self, folder: Write) -> None:
        tables = read_folder(folder(events=f"{EVENTS}\ne1,2021-03-04,PER,BOL,057\n"))
        assert list(tables) == ["events"]
        assert tables["events"].schema == TABLES["events"]

    def test_root_quad_and_plover_follow_from_the_code(self, folder: Write) -> None:
        row = one(read_folder(folder(events=f"{EVENTS}\ne1,2021-03-04,PER,BOL,0874\n"))["events"])
        assert (row["code"], row["root"], row["quad"], row["plover"]) == (
            "0874",
            "08",
            2,
            "RETREAT",
        )
        assert row["goldstein"] is None

    def test_a_quad_and_a_goldstein_value_that_are_given_stay(self, folder: Write) -> None:
        text = f"{EVENTS},quad,goldstein\ne1,2021-03-04,PER,BOL,09,2,-2.5\n"
        row = one(read_folder(folder(events=text))["events"])
        assert (row["quad"], row["goldstein"]) == (2, -2.5)

    def test_a_blank_known_at_becomes_the_last_day_of_the_event(self, folder: Write) -> None:
        row = one(read_folder(folder(events=f"{EVENTS}\ne1,2020-02,PER,BOL,057\n"))["events"])
        assert row["date"] == day("2020-02-01")
        assert row["date_precision"] == "month"
        assert row["date_end"] == day("2020-02-29")
        assert (row["known_at"], row["known_at_basis"]) == (day("2020-02-29"), "assumed")

    def test_a_known_at_that_is_given_is_published(self, folder: Write) -> None:
        text = f"{EVENTS},known_at\ne1,2020-02-03,PER,BOL,057,2020-03\n"
        row = one(read_folder(folder(events=text))["events"])
        assert (row["known_at"], row["known_at_basis"]) == (day("2020-03-31"), "published")

    def test_a_day_date_has_no_end(self, folder: Write) -> None:
        row = one(read_folder(folder(events=f"{EVENTS}\ne1,2020-02-03,PER,BOL,057\n"))["events"])
        assert (row["date_precision"], row["date_end"]) == ("day", None)

    def test_an_end_is_its_last_day_and_moves_the_assumed_known_at(self, folder: Write) -> None:
        text = f"{EVENTS},date_end\ne1,2020-02-03,PER,BOL,057,2020-Q2\n"
        row = one(read_folder(folder(events=text))["events"])
        assert (row["date_end"], row["known_at"]) == (day("2020-06-30"), day("2020-06-30"))

    def test_a_coarser_precision_than_written_starts_on_the_first_day(self, folder: Write) -> None:
        text = f"{EVENTS},date_precision\ne1,2020-05-15,PER,BOL,057,quarter\n"
        row = one(read_folder(folder(events=text))["events"])
        assert (row["date"], row["date_end"]) == (day("2020-04-01"), day("2020-06-30"))

    def test_a_finer_precision_than_written_is_a_problem(self, folder: Write) -> None:
        text = f"{EVENTS},date_precision\ne1,2020-05,PER,BOL,057,day\n"
        problem = problem_of(folder(events=text))
        assert (problem.line, problem.field) == (2, "date_precision")
        assert problem.problem == "the date is written to the month, not to the day"

    def test_an_event_that_ends_before_it_starts_is_a_problem(self, folder: Write) -> None:
        text = f"{EVENTS},date_end\ne1,2020-05-03,PER,BOL,057,2020-05-02\n"
        assert problem_of(folder(events=text)).field == "date_end"

    def test_a_body_in_a_country_column_becomes_a_name(self, folder: Write) -> None:
        row = one(read_folder(folder(events=f"{EVENTS}\ne1,2020-05-03,CIS,BOL,057\n"))["events"])
        assert (row["actor_country"], row["actor_name"]) == (None, "CIS")

    def test_a_name_that_is_given_stays_beside_a_body(self, folder: Write) -> None:
        text = f"{EVENTS},actor_name\ne1,2020-05-03,UN,BOL,057,UN peacekeepers\n"
        row = one(read_folder(folder(events=text))["events"])
        assert (row["actor_country"], row["actor_name"]) == (None, "UN peacekeepers")

    def test_blank_needed_cells_are_problems(self, folder: Write) -> None:
        found = problems_of(folder(events=f"{EVENTS}\n,,PER,BOL,\n"))
        assert [problem.field for problem in found] == ["event_id", "date", "code"]

    def test_an_act_without_sides_is_a_problem(self, folder: Write) -> None:
        problem = problem_of(folder(events=f"{EVENTS}\ne1,2020-05-03,,,057\n"))
        assert problem.problem == "neither side of the act is given"

    def test_an_uncertain_actor_is_told_in_the_note(self, folder: Write) -> None:
        text = f"{EVENTS},uncertain_actor,note\ne1,2020-05-03,PER,BOL,190,yes,two accounts\n"
        row = one(read_folder(folder(events=text))["events"])
        assert row["note"] == "actor uncertain; two accounts"

    def test_an_uncertain_actor_is_yes_or_no(self, folder: Write) -> None:
        text = f"{EVENTS},uncertain_actor\ne1,2020-05-03,PER,BOL,190,perhaps\n"
        assert problem_of(folder(events=text)).remedy == "write yes or no"

    @pytest.mark.parametrize(
        ("source", "tier"),
        [
            ("memory", "memory"),
            ("", "memory"),
            ("https://example.org/1", "page"),
            ("Gazette", "page"),
        ],
    )
    def test_the_source_gives_the_tier(self, folder: Write, source: str, tier: str) -> None:
        text = f"{EVENTS},source\ne1,2020-05-03,PER,BOL,190,{source}\n"
        assert one(read_folder(folder(events=text))["events"])["tier"] == tier

    def test_a_memory_row_cannot_call_itself_a_page(self, folder: Write) -> None:
        text = f"{EVENTS},source,tier\ne1,2020-05-03,PER,BOL,190,memory,page\n"
        assert one(read_folder(folder(events=text))["events"])["tier"] == "memory"

    def test_rows_are_sorted_by_dyad_and_date(self, folder: Write) -> None:
        text = f"{EVENTS}\na,2021-01-02,PER,BOL,057\nb,2021-01-01,PER,BOL,057\n"
        text += "c,2022-01-01,CHL,BOL,057\n"
        table = read_folder(folder(events=text))["events"]
        assert table.column("event_id").to_pylist() == ["c", "b", "a"]

    @pytest.mark.parametrize("code", ["57", "999", "16610", "protest"])
    def test_a_code_that_is_not_cameo_is_a_problem(self, folder: Write, code: str) -> None:
        problem = problem_of(folder(events=f"{EVENTS}\ne1,2020-05-03,PER,BOL,{code}\n"))
        assert problem.problem == f"{code!r} is no CAMEO code"

    def test_a_root_that_is_not_the_codes_is_a_problem(self, folder: Write) -> None:
        problem = problem_of(folder(events=f"{EVENTS},root\ne1,2020-05-03,PER,BOL,057,16\n"))
        assert problem.remedy == "write 05"

    def test_a_goldstein_value_out_of_range_is_a_problem(self, folder: Write) -> None:
        problem = problem_of(folder(events=f"{EVENTS},goldstein\ne1,2020-05-03,PER,BOL,057,11\n"))
        assert problem.field == "goldstein"

    def test_a_cell_that_looks_like_a_formula_is_text(self, folder: Write) -> None:
        text = f'{EVENTS},description\ne1,2020-05-03,PER,BOL,057,"=HYPERLINK(""x"")"\n'
        row = one(read_folder(folder(events=text))["events"])
        assert row["description"] == '=HYPERLINK("x")'

    def test_the_source_id_is_folder_and_file(self, folder: Write) -> None:
        row = one(read_folder(folder(events=f"{EVENTS}\ne1,2020-05-03,PER,BOL,057\n"))["events"])
        assert row["source_id"] == "my-record/events.csv"

    def test_a_source_id_that_is_given_stays(self, folder: Write) -> None:
        text = f"{EVENTS},source_id\ne1,2020-05-03,PER,BOL,057,feed-7\n"
        assert one(read_folder(folder(events=text))["events"])["source_id"] == "feed-7"

    @given(
        first=st.dates(dt.date(1900, 1, 1), dt.date(2090, 12, 31)),
        precision=st.sampled_from(["day", "month", "quarter", "year"]),
    )
    def test_the_written_day_always_lies_inside_the_stored_period(
        self, first: dt.date, precision: str
    ) -> None:
        cells = {"event_id": "e", "date": first.isoformat(), "date_precision": precision}
        problems: list[Problem] = []
        row = SheetRow(2, {**cells, "actor_country": "PER", "code": "057"})
        found = event(Cells(row, where="events.csv", problems=problems))
        assert not problems
        assert found["date"] <= first <= (found["date_end"] or found["date"])
        assert found["known_at"] == (found["date_end"] or found["date"])


class TestMeasures:
    def test_short_column_names_stand_for_those_of_the_contract(self, folder: Write) -> None:
        text = "id,sender,target,body,measure,start\nm1,KEN,SOM,FM relay,media_closed,2019-05-02\n"
        row = one(read_folder(folder(measures=text))["measures"])
        assert (row["measure_id"], row["object"], row["type"]) == ("m1", "FM relay", "media_closed")

    def test_goods_are_an_object_too(self, folder: Write) -> None:
        text = "id,sender,target,goods,measure,start\nm1,KEN,SOM,khat,import_banned,2019-05-02\n"
        row = one(read_folder(folder(measures=text))["measures"])
        assert (row["object"], row["family"]) == ("khat", "trade")

    def test_a_body_may_send_and_receive(self, folder: Write) -> None:
        text = f"{MEASURES}\nm1,EUE,INT,import_banned,2019-05-02\n"
        row = one(read_folder(folder(measures=text))["measures"])
        assert (row["sender"], row["target"]) == ("EUE", "INT")

    def test_a_blank_status_follows_from_the_end(self, folder: Write) -> None:
        text = f"{MEASURES},end\nm1,KEN,SOM,import_banned,2019-05-02,2020-01-01\n"
        text += "m2,KEN,SOM,import_banned,2021-05-02,\n"
        table = read_folder(folder(measures=text))["measures"]
        assert table.column("status").to_pylist() == ["lifted", "unknown"]

    def test_precisions_follow_from_the_dates_as_written(self, folder: Write) -> None:
        text = f"{MEASURES},end,status_as_of\nm1,KEN,SOM,import_banned,2019-05,2020,2020-06\n"
        row = one(read_folder(folder(measures=text))["measures"])
        assert (row["start"], row["start_precision"]) == (day("2019-05-01"), "month")
        assert (row["end"], row["end_precision"]) == (day("2020-01-01"), "year")
        assert row["status_as_of"] == day("2020-06-30")

    def test_a_blank_start_with_a_precision_is_one_problem(self, folder: Write) -> None:
        text = f"{MEASURES},start_precision\nm1,KEN,SOM,import_banned,,month\n"
        assert problem_of(folder(measures=text)).field == "start"

    def test_an_estimated_day_inside_a_coarse_period_stays(self, folder: Write) -> None:
        text = f"{MEASURES},start_precision\nm1,KEN,SOM,import_banned,2019-05-15,month\n"
        row = one(read_folder(folder(measures=text))["measures"])
        assert (row["start"], row["start_precision"]) == (day("2019-05-15"), "month")

    def test_a_coarse_end_is_never_before_the_start(self, folder: Write) -> None:
        text = f"{MEASURES},end\nm1,KEN,SOM,import_banned,2019-05-20,2019-05\n"
        row = one(read_folder(folder(measures=text))["measures"])
        assert row["end"] == day("2019-05-20")

    def test_an_end_before_the_start_is_a_problem(self, folder: Write) -> None:
        text = f"{MEASURES},end\nm1,KEN,SOM,import_banned,2019-05-20,2019-05-19\n"
        problem = problem_of(folder(measures=text))
        assert (problem.line, problem.field) == (2, "end")
        assert problem.problem == "the measure ends before it starts"

    @pytest.mark.parametrize(
        ("source", "tier"), [("memory", "memory"), ("", "memory"), ("u", "page")]
    )
    def test_the_source_of_the_start_gives_the_tier(
        self, folder: Write, source: str, tier: str
    ) -> None:
        text = f"{MEASURES},source_start\nm1,KEN,SOM,import_banned,2019-05-20,{source}\n"
        assert one(read_folder(folder(measures=text))["measures"])["tier"] == tier

    def test_an_unknown_type_is_a_problem_with_the_nearest_one(self, folder: Write) -> None:
        problem = problem_of(folder(measures=f"{MEASURES}\nm1,KEN,SOM,import_ban,2019-05-20\n"))
        assert problem.remedy == "did you mean import_banned?"

    def test_a_type_like_no_other_is_told_all_types(self, folder: Write) -> None:
        problem = problem_of(folder(measures=f"{MEASURES}\nm1,KEN,SOM,xyzzy,2019-05-20\n"))
        assert "border_closed" in problem.remedy

    def test_a_family_that_is_not_the_types_is_a_problem(self, folder: Write) -> None:
        text = f"{MEASURES},family\nm1,KEN,SOM,import_banned,2019-05-20,arms\n"
        assert problem_of(folder(measures=text)).remedy == "write trade or leave it blank"

    def test_an_unknown_status_is_a_problem(self, folder: Write) -> None:
        text = f"{MEASURES},status\nm1,KEN,SOM,import_banned,2019-05-20,ended\n"
        problem = problem_of(folder(measures=text))
        assert problem.remedy == "use in_force, lifted, superseded, unknown"

    def test_a_lifted_measure_needs_an_end(self, folder: Write) -> None:
        text = f"{MEASURES},status\nm1,KEN,SOM,import_banned,2019-05-20,lifted\n"
        assert problem_of(folder(measures=text)).field == "end"

    def test_a_measure_in_force_has_no_end(self, folder: Write) -> None:
        text = f"{MEASURES},status,end\nm1,KEN,SOM,import_banned,2019-05-20,in_force,2020-01-01\n"
        assert problem_of(folder(measures=text)).field == "status"

    def test_blank_needed_cells_are_problems(self, folder: Write) -> None:
        found = problems_of(folder(measures=f"{MEASURES}\nm1,,,,\n"))
        assert {problem.field for problem in found} == {"sender", "target", "type", "start"}


class TestStatistics:
    def test_a_blank_known_at_is_a_year_after_the_reference_year(self, folder: Write) -> None:
        text = f"{STATISTICS}\ns1,gdp,NPL,2019,30.5,USD\n"
        row = one(read_folder(folder(statistics=text))["statistics"])
        assert (row["known_at"], row["known_at_basis"]) == (day("2020-12-31"), "assumed")
        assert (row["date"], row["value"]) == ("2019", 30.5)

    def test_an_interval_counts_by_its_last_year(self, folder: Write) -> None:
        text = f"{STATISTICS}\ns1,gdp,NPL,2018/2019,1e9,USD\n"
        row = one(read_folder(folder(statistics=text))["statistics"])
        assert row["known_at"] == day("2020-12-31")

    def test_a_known_at_that_is_given_keeps_its_basis(self, folder: Write) -> None:
        text = f"{STATISTICS},known_at,known_at_basis\ns1,gdp,NPL,2019,1,USD,2020-06-01,assumed\n"
        row = one(read_folder(folder(statistics=text))["statistics"])
        assert (row["known_at"], row["known_at_basis"]) == (day("2020-06-01"), "assumed")

    @pytest.mark.parametrize("value", ["1,5", "nan", "inf", "many", "1_000"])
    def test_a_value_that_is_no_number_is_a_problem(self, folder: Write, value: str) -> None:
        problem = problem_of(folder(statistics=f'{STATISTICS}\ns1,gdp,NPL,2019,"{value}",USD\n'))
        assert problem.problem == f"{value!r} is not a number"

    @pytest.mark.parametrize("date", ["spring", "2019-13", "2019/..", "9999-12-31", "2020/2019"])
    def test_a_reference_period_that_is_none_is_a_problem(self, folder: Write, date: str) -> None:
        problem = problem_of(folder(statistics=f"{STATISTICS}\ns1,gdp,NPL,{date},1,USD\n"))
        assert problem.field == "date"

    def test_a_partner_may_be_a_body(self, folder: Write) -> None:
        text = f"{STATISTICS},partner\ns1,trade,NPL,2019,1,percent,EU\n"
        assert one(read_folder(folder(statistics=text))["statistics"])["partner"] == "EU"


class TestDocuments:
    def test_a_coarse_date_counts_from_its_last_day(self, folder: Write) -> None:
        text = "document_id,date,country,stance,source\nd1,2019-02,NPL,denies,u\n"
        row = one(read_folder(folder(documents=text))["documents"])
        assert (row["date"], row["stance"], row["source_ref"]) == (day("2019-02-28"), "denies", "u")


class TestCoverage:
    HEADER = "table,actor,recipient,class,from,to,kind,method"

    def test_blank_parties_are_everyone_and_a_blank_class_is_all(self, folder: Write) -> None:
        text = f"{self.HEADER}\nevents,,,,2019,2020,exhaustive,by hand\n"
        row = one(read_folder(folder(coverage=text))["coverage"])
        assert (row["actor"], row["recipient"], row["class"]) == ("*", "*", "all")
        assert (row["from"], row["to"]) == (day("2019-01-01"), day("2020-12-31"))

    def test_several_parties_are_joined_by_bars(self, folder: Write) -> None:
        text = f"{self.HEADER}\nevents,NPL|BTN,*,all,,,selected,\n"
        assert one(read_folder(folder(coverage=text))["coverage"])["actor"] == "NPL|BTN"

    def test_each_of_several_parties_is_checked(self, folder: Write) -> None:
        text = f"{self.HEADER}\nevents,NPL|NPX,*,all,,,selected,\n"
        assert problem_of(folder(coverage=text)).problem == "'NPX' is no country code"

    def test_an_unknown_kind_is_a_problem(self, folder: Write) -> None:
        text = f"{self.HEADER}\nevents,*,*,all,,,complete,\n"
        assert problem_of(folder(coverage=text)).remedy == "use exhaustive, feed, selected"

    def test_an_unknown_table_is_a_problem(self, folder: Write) -> None:
        text = f"{self.HEADER}\nacts,*,*,all,,,selected,\n"
        assert problem_of(folder(coverage=text)).field == "table"

    def test_a_stretch_that_ends_before_it_starts_is_a_problem(self, folder: Write) -> None:
        text = f"{self.HEADER}\nevents,*,*,all,2020,2019,selected,\n"
        assert problem_of(folder(coverage=text)).field == "to"


class TestForm:
    def test_a_nul_byte_is_told_with_its_line(self, folder: Write) -> None:
        problem = problem_of(folder(events=f"{EVENTS}\ne1,2020\0\n"))
        assert (problem.where, problem.line) == ("my-record/events.csv", 2)
        assert "NUL" in problem.problem

    def test_another_encoding_is_told_with_its_line_and_byte(self, folder: Write) -> None:
        raw = f"{EVENTS}\ne1,2020-01-01,PER,BOL,057\n".encode() + "é".encode("latin-1") + b"\n"
        problem = problem_of(folder(events=raw))
        assert problem.line == 3
        assert problem.problem == f"the encoding is not UTF-8 (byte {len(raw) - 2})"

    def test_a_byte_order_mark_is_no_part_of_the_header(self, folder: Write) -> None:
        raw = b"\xef\xbb\xbf" + f"{EVENTS}\r\ne1,2020-01-01,PER,BOL,057\r\n".encode()
        assert read_folder(folder(events=raw))["events"].num_rows == 1

    @pytest.mark.parametrize("row", ["e1,2020-01-01,PER,BOL", "e1,2020-01-01,PER,BOL,057,,"])
    def test_a_ragged_row_is_a_problem(self, folder: Write, row: str) -> None:
        problem = problem_of(folder(events=f"{EVENTS}\n{row}\n"))
        assert problem.line == 2
        assert "the header 5" in problem.problem

    def test_the_line_is_where_a_row_starts_even_after_line_breaks_in_cells(
        self, folder: Write
    ) -> None:
        text = f'{EVENTS},note\ne1,2020-01-01,PER,BOL,057,"a\nb\nc"\ne2,bad,PER,BOL,057,\n'
        assert problem_of(folder(events=text)).line == 5

    @pytest.mark.parametrize("row", ['e1,"2020', 'e1,"2020-01-01"x,PER,BOL,057'])
    def test_broken_quoting_is_a_problem(self, folder: Write, row: str) -> None:
        problem = problem_of(folder(events=f"{EVENTS}\n{row}\n"))
        assert problem.problem.startswith("the quoting is broken")
        assert problem.line == 2

    def test_blank_rows_are_left_out(self, folder: Write) -> None:
        text = f"{EVENTS}\n\n,,,,\ne1,2020-01-01,PER,BOL,057\n"
        assert read_folder(folder(events=text))["events"].num_rows == 1

    def test_a_duplicate_id_names_the_first_line(self, folder: Write) -> None:
        row = "e1,2020-01-01,PER,BOL,057\n"
        problem = problem_of(folder(events=f"{EVENTS}\n{row}{row}"))
        assert (problem.line, problem.field) == (3, "event_id")
        assert problem.problem == "the id 'e1' stands on line 2 already"

    @pytest.mark.parametrize(
        "date", ["2020-02-30", "20200201", "yesterday", "2020-1-1", "9999-12-31"]
    )
    def test_a_bad_date_is_a_problem(self, folder: Write, date: str) -> None:
        problem = problem_of(folder(events=f"{EVENTS}\ne1,{date},PER,BOL,057\n"))
        assert (problem.line, problem.field) == (2, "date")
        assert problem.problem == f"{date!r} is not a date of the calendar"

    @pytest.mark.parametrize(
        ("code", "nearest"), [("NPLL", "NPL"), ("per", "PER"), ("Peru", "PER"), ("BOLL", "BOL")]
    )
    def test_an_unknown_country_is_told_the_nearest(
        self, folder: Write, code: str, nearest: str
    ) -> None:
        problem = problem_of(folder(events=f"{EVENTS}\ne1,2020-01-01,{code},BOL,057\n"))
        assert (problem.field, problem.problem) == ("actor_country", f"{code!r} is no country code")
        assert problem.remedy.startswith(f"did you mean {nearest}? ")

    def test_a_country_like_no_other_is_told_the_rule(self, folder: Write) -> None:
        problem = problem_of(folder(events=f"{EVENTS}\ne1,2020-01-01,??????,BOL,057\n"))
        assert problem.remedy.startswith("Use ISO 3166-1")

    def test_an_unknown_column_is_told_the_nearest(self, folder: Write) -> None:
        problem = problem_of(folder(events=f"{EVENTS},Descripton\n"))
        assert (problem.line, problem.field) == (1, "Descripton")
        assert problem.remedy == "did you mean description?"

    def test_a_column_without_a_name_is_a_problem(self, folder: Write) -> None:
        assert problem_of(folder(events=f"{EVENTS},\n")).problem == "a column has no name"

    def test_a_missing_required_column_is_a_problem(self, folder: Write) -> None:
        problem = problem_of(folder(measures="sender,target,measure,start\n"))
        assert problem.remedy == "add the column measure_id or id"

    def test_a_column_given_twice_is_a_problem(self, folder: Write) -> None:
        found = problems_of(folder(events=f"{EVENTS},source,source_ref\n"))
        assert {problem.field for problem in found} == {"source", "source_ref"}

    def test_another_separator_is_recognised(self, folder: Write) -> None:
        found = problems_of(folder(events=EVENTS.replace(",", ";") + "\n"))
        assert "separated by ';'" in found[0].problem

    @pytest.mark.parametrize("content", [b"", b" \n"])
    def test_an_empty_file_is_a_problem(self, folder: Write, content: bytes) -> None:
        assert problem_of(folder(events=content)).problem == "the file is empty"

    def test_a_header_alone_is_an_empty_table(self, folder: Write) -> None:
        assert read_folder(folder(events=EVENTS))["events"].num_rows == 0

    def test_problems_of_all_files_come_together(self, folder: Write) -> None:
        found = problems_of(
            folder(
                events=f"{EVENTS}\ne1,bad,PER,XXQ,057\n",
                measures=f"{MEASURES}\nm1,KEN,SOM,xyzzy,2019\n",
            )
        )
        assert [(Path(p.where).name, p.field) for p in found] == [
            ("events.csv", "date"),
            ("events.csv", "recipient_country"),
            ("measures.csv", "type"),
        ]

    def test_a_message_says_where_what_and_what_to_do(self, folder: Write) -> None:
        with pytest.raises(RecordError) as error:
            read_folder(folder(events=f"{EVENTS}\ne1,bad,PER,BOL,057\n"))
        assert str(error.value) == (
            "my-record/events.csv:2: date: 'bad' is not a date of the calendar; "
            "write 2025-02-20, 2025-02, 2024-Q1 or 2025"
        )

    def test_a_long_list_of_problems_is_cut_and_counted(self, folder: Write) -> None:
        rows = "".join(f"e{n},bad,PER,BOL,057\n" for n in range(80))
        found = problems_of(folder(events=f"{EVENTS}\n{rows}"))
        assert len(found) == MOST_PROBLEMS_SHOWN + 1
        assert found[-1].where == "and 30 more"

    def test_a_large_table_is_read_in_seconds(self, folder: Write) -> None:
        rows = "".join(
            f"e{n},2020-{n % 12 + 1:02}-{n % 28 + 1:02},PER,BOL,0{n % 9 + 1}0\n"
            for n in range(5_000)
        )
        made = folder(events=f"{EVENTS}\n{rows}")
        began = time.process_time()
        assert read_folder(made)["events"].num_rows == 5_000
        assert time.process_time() - began < 2


class TestFolder:
    def test_a_folder_without_tables_is_a_problem(self, folder: Write) -> None:
        assert problem_of(folder()).problem == "the folder holds no record table"

    def test_a_missing_folder_is_a_problem(self, tmp_path: Path) -> None:
        assert problem_of(tmp_path / "none").problem == "there is no such folder"

    def test_a_file_is_no_folder(self, tmp_path: Path) -> None:
        file = tmp_path / "events.csv"
        file.write_text(EVENTS, encoding="utf-8")
        assert problem_of(file).problem == "this is no folder"

    def test_a_file_with_almost_the_name_of_a_table_is_not_passed_over(self, folder: Write) -> None:
        made = folder(events=f"{EVENTS}\n", mesures=f"{MEASURES}\n")
        assert problem_of(made).remedy == "rename it to measures.csv or move it away"

    def test_other_files_are_left_alone(self, folder: Write) -> None:
        made = folder(events=f"{EVENTS}\n", wanted="anything")
        assert list(read_folder(made)) == ["events"]

    def test_one_file_can_be_read_under_any_name(self, folder: Write) -> None:
        made = folder(sanctions=f"{MEASURES}\nm1,KEN,SOM,import_banned,2019-05-20\n")
        row = one(read_table(made / "sanctions.csv", name="measures"))
        assert (row["measure_id"], row["source_id"]) == ("m1", "my-record/sanctions.csv")

    def test_one_file_tells_its_problems_too(self, folder: Write) -> None:
        made = folder(sanctions=f"{MEASURES}\nm1,KEN,SOM,xyzzy,2019-05-20\n")
        with pytest.raises(RecordError, match="xyzzy"):
            read_table(made / "sanctions.csv", name="measures")

    def test_a_missing_file_is_one_problem(self, tmp_path: Path) -> None:
        with pytest.raises(RecordError) as error:
            read_table(tmp_path / "none.csv", name="measures")
        assert len(error.value.problems) == 1

    def test_a_table_that_does_not_exist_is_the_callers_mistake(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="no table is called 'acts'"):
            read_table(tmp_path / "acts.csv", name="acts")

    def test_sources_name_files_with_hash_and_rows(self, folder: Write) -> None:
        made = folder(events=f"{EVENTS}\ne1,2020-05-03,PER,BOL,057\n", measures=f"{MEASURES}\n")
        events, measures = folder_sources(made, read_folder(made))
        assert (events.source_id, events.kind, events.rows) == ("my-record/events.csv", "events", 1)
        # sha256sum of the file written above
        assert events.sha256 == SHA256_OF_EVENTS
        assert (measures.kind, measures.rows) == ("measures", 0)


SHA256_OF_EVENTS = "8fa67a88108e7b55fc2b6c90ade7083089dd0de4bfc894ee8f9bfa48d5ad0245"
