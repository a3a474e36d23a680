"""Running `earnest` in tests, as a person at a terminal does."""

from pathlib import Path

from click.testing import CliRunner, Result

from earnest.cli import main

BRIEFS = Path(__file__).parent / "data" / "briefs"
NAMES = ("japan-korea-2019", "morocco-algeria-2021", "qatar-2017")
CUT_OFF = "2025-12-31"
TEXT = (
    "Estonia expelled two Finnish diplomats in March. Finland wants to please its dockers. "
    "Finland will apologise to Estonia by 31 July 2019.\n"
)


def earnest(*words: str | Path, stdin: str | None = None) -> Result:
    """What the command line answers; anything but an exit is raised here."""
    result = CliRunner().invoke(main, [str(word) for word in words], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def brief(name: str) -> Path:
    """The path of a brief."""
    return BRIEFS / f"{name}.md"


def write(name: str, content: str | bytes) -> Path:
    """A file in the current folder, which the tests of commands set to an empty one."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path
