import re
from pathlib import Path

from earnest.case.lint import lint
from earnest.case.load import load_case

PAGE = Path(__file__).parents[2] / "docs" / "case-folder.md"


def test_the_case_shown_in_the_docs_is_sound(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, content in re.findall(r"^`([\w/.]+)`\n\n```\w*\n(.*?)^```$", page, re.S | re.M):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    assert lint(tmp_path) == ()
    case = load_case(tmp_path)
    assert [thesis.id for thesis in case.theses] == ["t1", "t2", "mine", "none"]
    assert (len(case.statements), len(case.decisions), len(case.predictions)) == (5, 1, 1)
