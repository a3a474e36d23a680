"""The command line: data to standard output, words to standard error, and what stays stable."""

import csv
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli_runs import CUT_OFF, NAMES, TEXT, brief, earnest, write
from earnest.cli import main

DATE = ("--date", "2019-05-30")
EVENTS_HEAD = "event_id,date,actor_country,recipient_country,code,description,source\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARNEST_HOME", str(tmp_path / "no-home"))
    monkeypatch.chdir(tmp_path)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def commands(group: click.Group, *above: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*above, name), command
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)


COMMANDS = dict(commands(main))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_says_what_it_does(words: tuple[str, ...]) -> None:
    result = earnest(*words, "--help")
    assert result.exit_code == 0
    assert COMMANDS[words].get_short_help_str(200)
    assert result.stderr == ""


@pytest.mark.parametrize(
    "words", ["assess", "extract", "draft", "lint", "sql", "record show", "record export"]
)
def test_the_help_of_a_command_that_takes_something_has_an_example(words: str) -> None:
    assert f"earnest {words} " in earnest(*words.split(), "--help").stdout


def test_the_stable_commands_are_there() -> None:
    stable = {"assess", "extract", "draft", "lint", "record", "sql", "tables", "doctor"}
    assert stable <= set(main.commands)


@pytest.mark.parametrize(
    "words",
    [
        ["assess"],
        ["unheard-of"],
        ["assess", "a.txt", "--date", "30 May"],
        ["assess", "a.txt", "--text", "half"],
        ["extract"],
        ["draft", "a.txt"],
        ["record", "export", "diary"],
    ],
)
def test_wrong_usage_exits_with_two(words: list[str]) -> None:
    result = earnest(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage:" in result.stderr


def test_the_version_is_printed() -> None:
    assert earnest("--version").stdout.startswith("earnest, version ")


@pytest.mark.parametrize("name", NAMES)
def test_a_brief_is_assessed_against_the_embedded_record_alone(
    reports: dict[str, Path], name: str
) -> None:
    folder = reports[name]
    for file in ("report.html", "report.md", "report.json"):
        assert (folder / file).stat().st_size > 1_000
    wanted = rows(folder / "record-to-fill" / "wanted.csv")
    assert wanted
    assert any(row["fetch"].startswith("earnest record fetch ") for row in wanted)
    assert (folder / "record-to-fill" / "events.csv").is_file()


@pytest.mark.parametrize("name", NAMES)
def test_the_first_screen_fits_and_says_what_was_found_and_what_is_missing(
    reports: dict[str, Path], name: str
) -> None:
    screen = reports[name].with_suffix(".out").read_text(encoding="utf-8")
    assert len(screen.splitlines()) <= 40
    assert f"as of {CUT_OFF}" in screen
    assert "no statement about anyone's" in screen
    assert "Predictions" in screen
    assert "Wanted" in screen
    assert "report.html · report.md · report.json" in " ".join(screen.split())


def test_the_first_screen_tells_what_the_embedded_tables_answer(
    reports: dict[str, Path],
) -> None:
    gulf, maghreb = (
        reports[name].with_suffix(".out").read_text(encoding="utf-8")
        for name in ("qatar-2017", "morocco-algeria-2021")
    )
    assert "On record:" in gulf
    assert "counterexamples on record" in maghreb


def test_a_row_filled_in_is_used_the_next_time(reports: dict[str, Path]) -> None:
    name = "morocco-algeria-2021"
    for file in ("report.json", "record-to-fill/events.csv", "record-to-fill/wanted.csv"):
        write(f"r/{file}", (reports[name] / file).read_bytes())
    with Path("r/record-to-fill/events.csv").open("a", encoding="utf-8") as table:
        table.write(
            "mine-1,2021-07-18,day,,DZA,,MAR,,161,Algeria recalls its ambassador from Rabat,"
            "https://example.org/1,high,,,page\n"
        )
    result = earnest(
        "assess", brief(name), "--as-of", CUT_OFF, "--out", "r", "--record", "r/record-to-fill"
    )
    assert result.exit_code == 0
    report = json.loads(Path("r/report.json").read_text(encoding="utf-8"))
    used = [f for f in report["findings"] if {"table": "events", "id": "mine-1"} in f["rows"]]
    assert "on_record" in {finding["status"] for finding in used}
    assert "mine-1" in report["rows"]["events"]
    assert "mine-1" in Path("r/record-to-fill/events.csv").read_text(encoding="utf-8")


UNQUOTED = "author and outlet are invented"


@pytest.mark.parametrize("name", NAMES)
def test_text_that_no_statement_quotes_stays_out_of_the_report(
    reports: dict[str, Path], name: str
) -> None:
    assert UNQUOTED in brief(name).read_text(encoding="utf-8")
    for file in ("report.html", "report.md", "report.json"):
        assert UNQUOTED not in (reports[name] / file).read_text(encoding="utf-8")


def test_the_whole_text_stands_in_the_report_if_asked_for() -> None:
    text = f"{TEXT}\n(Of this text, {UNQUOTED}.)\n"
    write("a.txt", text)
    earnest("assess", "a.txt", *DATE, "--as-of", CUT_OFF, "--out", "r", "--text", "full")
    report = json.loads(Path("r/report.json").read_text(encoding="utf-8"))
    assert report["documents"][0]["text"] == text
    assert UNQUOTED in Path("r/report.html").read_text(encoding="utf-8")


def test_no_path_and_no_host_stands_in_a_report(reports: dict[str, Path]) -> None:
    for name, folder in reports.items():
        text = (folder / "report.json").read_text(encoding="utf-8")
        for trace in (str(brief(name).parent), str(folder), str(Path.home()), "/tmp/"):
            assert trace not in text
        assert f'"{socket.gethostname()}"' not in text


@pytest.mark.slow
def test_an_earlier_report_is_compared_with(reports: dict[str, Path]) -> None:
    name = "morocco-algeria-2021"
    result = earnest(
        "assess", brief(name), "--as-of", "2021-12-31", "--out", "r", "--against", reports[name]
    )
    assert result.exit_code == 0
    report = json.loads(Path("r/report.json").read_text(encoding="utf-8"))
    assert {difference["cause"] for difference in report["differences"]} == {"record"}
    assert "Changed" in result.stdout


def test_against_itself_nothing_changed() -> None:
    write("a.txt", TEXT)
    call = ("assess", "a.txt", *DATE, "--as-of", CUT_OFF)
    earnest(*call, "--out", "earlier")
    earnest(*call, "--out", "r", "--against", "earlier/report.json")
    report = json.loads(Path("r/report.json").read_text(encoding="utf-8"))
    assert report["findings"]
    assert report["differences"] == []


def test_json_goes_to_standard_output_and_is_the_file() -> None:
    write("a.txt", TEXT)
    result = earnest("assess", "a.txt", *DATE, "--as-of", CUT_OFF, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == Path("a-report/report.json").read_text(encoding="utf-8")


def test_a_text_may_come_from_standard_input() -> None:
    result = earnest("assess", "-", *DATE, "--as-of", CUT_OFF, stdin=TEXT)
    assert result.exit_code == 0
    assert Path("stdin-report/report.json").is_file()


def test_what_is_said_about_the_text_stands_in_the_report() -> None:
    write("a.txt", TEXT)
    earnest(
        "assess", "a.txt", *DATE, "--as-of", CUT_OFF, "--title", "A toll", "--outlet", "Quay Letters",
        "--author", "P. Reed", "--question", "Is the toll meant?",
    )  # fmt: skip
    report = json.loads(Path("a-report/report.json").read_text(encoding="utf-8"))
    assert report["question"] == "Is the toll meant?"
    (document,) = report["documents"]
    assert (document["title"], document["outlet"], document["author"], document["date"]) == (
        "A toll",
        "Quay Letters",
        "P. Reed",
        "2019-05-30",
    )


def test_a_text_without_a_claim_still_gets_a_report() -> None:
    write("a.txt", "Hello.\n")
    assert earnest("assess", "a.txt", *DATE, "--as-of", CUT_OFF).exit_code == 0
    assert json.loads(Path("a-report/report.json").read_text(encoding="utf-8"))["findings"] == []


def test_the_record_is_shown_with_its_sources_and_what_it_covers() -> None:
    write("mine/events.csv", EVENTS_HEAD + "e,2019-03-15,EST,FIN,166,x,https://example.org\n")
    text = earnest("record", "show", "--record", "mine").stdout
    assert "mine/events.csv" in text
    assert "embedded/measures.csv" in text
    assert "every hand-written row is selected" in text
    shown = json.loads(earnest("record", "show", "--record", "mine", "--format", "json").stdout)
    assert shown["rows"]["events"] == 1
    assert len(shown["sources"]) == 3


def test_stated_coverage_is_shown() -> None:
    write("mine/events.csv", EVENTS_HEAD)
    write(
        "mine/coverage.csv",
        "table,actor,recipient,class,from,to,kind,method\n"
        "events,EST,FIN,all,2019-01-01,2019-12-31,exhaustive,notes\n",
    )
    text = earnest("record", "show", "--record", "mine").stdout
    assert "EST → FIN, all, 2019-01-01 to 2019-12-31: exhaustive" in text


def test_a_table_is_exported_as_csv() -> None:
    result = earnest("record", "export", "measures")
    assert (result.exit_code, result.stderr) == (0, "")
    table = list(csv.DictReader(result.stdout.splitlines()))
    assert len(table) > 1_000
    assert {"measure_id", "sender", "target", "type", "start"} <= set(table[0])


def test_a_query_is_answered_as_a_table_or_as_csv() -> None:
    query = "SELECT count(*) AS n, 'a' AS letter FROM events"
    assert earnest("sql", query).stdout.splitlines() == ["n  letter", "-  ------", "0  a"]
    assert earnest("sql", query, "--format", "csv").stdout == "n,letter\n0,a\n"


def test_tables_lists_every_table_with_its_columns() -> None:
    lines = earnest("tables").stdout.splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert heads == ["events", "measures", "statistics", "documents", "coverage"]
    assert any(line.split()[:2] == ["known_at", "date32[day]"] for line in lines)


def test_the_doctor_finds_a_sound_installation() -> None:
    result = earnest("doctor")
    assert result.exit_code == 0
    assert "FAIL" not in result.stdout
    assert "embedded record" in result.stdout


def test_the_doctor_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("earnest.doctor.PACKAGES", ("a-package-nobody-wrote",))
    result = earnest("doctor")
    assert result.exit_code == 1
    assert "FAIL a-package-nobody-wrote: not installed" in result.stdout


def test_an_extra_that_is_not_there_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("earnest.doctor.EXTRAS", {"tea": "a-package-nobody-wrote"})
    result = earnest("doctor")
    assert result.exit_code == 0
    assert "pip install 'earnest[tea]' adds it" in result.stdout


def test_the_users_own_record_is_read_without_being_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EARNEST_HOME", str(tmp_path / "own"))
    write("own/events.csv", EVENTS_HEAD + "e,2019-03-15,EST,FIN,166,x,https://example.org\n")
    assert (
        earnest("sql", "SELECT event_id FROM events", "--format", "csv").stdout == "event_id\ne\n"
    )


@pytest.mark.slow
def test_two_runs_write_the_same_bytes(reports: dict[str, Path]) -> None:
    name = "japan-korea-2019"
    earnest("assess", brief(name), "--as-of", CUT_OFF, "--out", "again")
    for file in ("report.json", "report.md", "report.html"):
        assert (Path("again") / file).read_bytes() == (reports[name] / file).read_bytes()


@pytest.mark.slow
def test_a_program_with_another_hash_seed_writes_the_same_report(
    reports: dict[str, Path], tmp_path: Path
) -> None:
    name = "japan-korea-2019"
    call = [sys.executable, "-c", "from earnest.cli import main; main()"]
    call += ["assess", str(brief(name)), "--as-of", CUT_OFF, "--out", "again"]
    seeded = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        call, capture_output=True, text=True, check=False, env=seeded, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "report.html" in done.stdout
    for file in ("report.json", "report.md", "report.html"):
        assert (tmp_path / "again" / file).read_bytes() == (reports[name] / file).read_bytes()


def test_explain_prints_what_stands_behind_a_finding(reports: dict[str, Path]) -> None:
    folder = reports[NAMES[0]]
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    finding = next(f for f in report["findings"] if f["rows"])
    said = earnest("explain", finding["id"], "--report", folder).stdout
    for part in (finding["question"], finding["words"], finding["query"], finding["rows"][0]["id"]):
        assert part in said


def test_explain_names_near_findings_when_there_is_none(reports: dict[str, Path]) -> None:
    result = earnest("explain", "s999.event", "--report", reports[NAMES[0]])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no such finding" in result.stderr
