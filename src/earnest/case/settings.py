"""`case.toml`: the question, the cut-off, the record, the parties and their interests."""

import os
from pathlib import Path

from earnest.case.model import Case
from earnest.case.texts import read_form, toml_line, write_form
from earnest.case.written import CaseFile, PartyEntry
from earnest.contract.report import Party
from earnest.errors import Problem


def read_settings(folder: Path, problems: list[Problem]) -> Case | None:
    """The case with its settings and nothing else; null, and problems, if they are broken."""
    form = read_form(folder / "case.toml", CaseFile, problems)
    if form is None:
        return None
    return Case(
        question=form.question,
        as_of=form.as_of,
        record=_record(folder, form, problems),
        parties=tuple(Party(entry.name, entry.interests) for entry in form.parties),
    )


def _record(folder: Path, form: CaseFile, problems: list[Problem]) -> tuple[Path, ...]:
    if form.record is None:
        own = folder.resolve() / "record"
        return (own,) if own.is_dir() else ()
    paths = tuple((folder / given).resolve() for given in form.record)
    for given, path in zip(form.record, paths, strict=True):
        if not path.exists():
            fault = f"the record {given!r} does not exist"
            remedy = "write its path relative to the case folder, or remove it"
            problems.append(Problem(str(folder / "case.toml"), fault, remedy, field="record"))
    return paths


def write_settings(path: Path, case: Case, *, folder: Path) -> None:
    """Write `case.toml`, with the record's paths relative to the case folder.

    Raises:
        OutputError: the place cannot be written to.
    """
    form = CaseFile(
        question=case.question,
        as_of=case.as_of,
        record=_written_record(case, folder),
        parties=tuple(PartyEntry(name=p.name, interests=p.interests) for p in case.parties),
    )
    values = {"question": form.question, "as_of": form.as_of, "record": form.record}
    write_form(path, form, values, "".join(map(_party_table, form.parties)))


def _written_record(case: Case, folder: Path) -> tuple[str, ...] | None:
    # Without the line, a `record/` that is added later is found; with `[]` it is left out.
    if not case.record and not (folder / "record").is_dir():
        return None
    return tuple(_relative(record, folder) for record in case.record)


def _relative(record: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(record.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return record.resolve().as_posix()


def _party_table(party: PartyEntry) -> str:
    interests = toml_line("interests", party.interests)
    return f"\n[[parties]]\n{toml_line('name', party.name)}{interests}"
