"""What several tests look at, made once: a record written by hand, and assessed briefs."""

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.unraisableexception import gc_collect_iterations_key
from filelock import FileLock

if TYPE_CHECKING:  # pytest's controlling process reads this file and needs none of the package
    from earnest.store import Record


def pytest_configure(config: pytest.Config) -> None:
    """Choose the examples of properties; with `-n`, leave asserts as they are.

    Where several processes import every test file, to rewrite asserts costs each of them as much
    as all imports together. A failing test run without `-n`, or with `--assert=rewrite`, shows the
    values behind its assert.
    """
    if config.getoption("numprocesses", default=None):  # this process only hands out the tests
        os.environ["PYTEST_ADDOPTS"] = f"{os.environ.get('PYTEST_ADDOPTS', '')} --assert=plain"
    else:
        gc.disable()  # what is imported and collected stays
        config.stash[gc_collect_iterations_key] = 1  # at the end, of five that other Pythons need
        load_profile()


def pytest_collection_finish() -> None:
    """Look for garbage from here on, less often than by default: the heap is large by now."""
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def load_profile() -> None:
    """Try each property on few examples; `.ci/run` asks for the thorough profile."""
    from hypothesis import settings

    settings.register_profile("quick", max_examples=10, deadline=None)
    settings.register_profile("thorough", max_examples=100, deadline=None)
    profile = os.environ.get("HYPOTHESIS_PROFILE", "quick")
    settings.load_profile(profile)
    if profile == "quick":
        _draw_no_constants_of_the_package()


def _draw_no_constants_of_the_package() -> None:
    """Spare each process the two seconds of reading all our modules for numbers and texts to try."""
    from hypothesis.internal.conjecture import providers

    providers._get_local_constants = lambda: providers._local_constants


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> "Record":
    """The quarrel of `check/ferry_dispute.py` as people wrote it: every row is `selected`."""
    from ferry_dispute import record

    return record(tmp_path_factory.mktemp("selected") / "record")


@pytest.fixture(scope="session")
def exhaustive(tmp_path_factory: pytest.TempPathFactory) -> "Record":
    """The same rows under a promise that the events of 2019 and 2020 are complete."""
    from ferry_dispute import EXHAUSTIVE, record

    return record(tmp_path_factory.mktemp("exhaustive") / "record", coverage=EXHAUSTIVE)


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report folder of each brief, from the embedded record only; its first screen beside it.

    The first process that needs them makes them for all.
    """
    from cli_runs import NAMES

    own = tmp_path_factory.getbasetemp()
    home = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "reports"
    with FileLock(home.with_suffix(".lock")):
        if not home.exists():
            assess_briefs(home)
    return {name: home / name for name in NAMES}


def assess_briefs(home: Path) -> None:
    """Write the report of each brief into a folder, with what was printed beside it."""
    from cli_runs import CUT_OFF, NAMES, brief, earnest

    home.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EARNEST_HOME", str(home / "none"))
        for name in NAMES:
            result = earnest("assess", brief(name), "--as-of", CUT_OFF, "--out", home / name)
            assert result.exit_code == 0, result.stderr
            (home / f"{name}.out").write_text(result.stdout, encoding="utf-8")


@pytest.fixture(scope="session")
def quarrel_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the generated feed of `quarrel_feed.py`."""
    from quarrel_feed import quarrel_home as made

    return made(tmp_path_factory.mktemp("quarrels"))


@pytest.fixture(scope="session")
def quarrels(quarrel_home: Path) -> "Record":
    """The generated feed as a record."""
    from earnest.store import Record

    return Record.open(quarrel_home)
