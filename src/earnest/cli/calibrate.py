"""`earnest calibrate`: base rates and models made anew, from a record or from the named inputs."""

import datetime as dt
from pathlib import Path

import click

from earnest.cli.options import DAY, RECORD_OPTION, home_folder, record_folders, steps


@click.command()
@click.option("--act", "acts", multiple=True, help="Only this class of acts; may be repeated.")
@click.option("--as-of", type=DAY, help="The last day that is known; default: today.")
@RECORD_OPTION
@click.option("--out", type=click.Path(path_type=Path), help="Default: beside the record.")
@click.option(
    "--inputs",
    type=click.Path(path_type=Path),
    help="Instead of a record: the folder with the collections that the shipped numbers come from.",
)
@click.option(
    "--check", is_flag=True, help="With --inputs: compare with what ships; exit 1 if not."
)
def calibrate(
    acts: tuple[str, ...],
    as_of: dt.datetime | None,
    records: tuple[Path, ...],
    out: Path | None,
    inputs: Path | None,
    check: bool,
) -> None:
    """Make base rates and deadline models from your own record, for `earnest deadline` to use.

    They are kept beside the record as calibration.json, and are used from the last day of its
    events on. With --inputs the file that ships with the package is made anew, to standard output;
    it holds aggregates only.

    \b
    Examples:
      earnest calibrate
      earnest calibrate --act talks --act 173 --record my-workspace
      earnest calibrate --inputs data/ --check
    """
    if check and inputs is None:
        raise click.UsageError("--check needs --inputs")
    if inputs is not None:
        _shipped(inputs, out, is_check=check)
        return
    from earnest.answers.own_baselines import NAME, baselines_words, own_baselines, write_baselines
    from earnest.measure.act_groups import GROUP_NAMES
    from earnest.store import Record

    folders = record_folders(records)
    path = out or (folders[-1] if folders else home_folder()) / NAME
    with steps() as step:
        found = own_baselines(
            Record.open(*folders),
            as_of=as_of.date() if as_of else dt.date.today(),
            classes=acts or GROUP_NAMES,
            step=step,
        )
        write_baselines(found, path)
    click.echo(baselines_words(found), nl=False)
    click.echo(f"written to {path}", err=True)


def _shipped(inputs: Path, out: Path | None, *, is_check: bool) -> None:
    from earnest.answers.calibrate import differences, shipped_again
    from earnest.contract.baselines import baselines_json

    with steps() as step:
        found = shipped_again(inputs, step=step)
    if is_check:
        words = differences(found)
        click.echo(words or "the same file as ships\n", nl=False)
        if words:
            raise click.exceptions.Exit(1)
    elif out:
        out.write_text(baselines_json(found), encoding="utf-8")
    else:
        click.echo(baselines_json(found), nl=False)
