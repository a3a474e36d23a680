from hypothesis import given
from hypothesis import strategies as st

from earnest.case.merge import merged

TABLES = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2))


@given(before=TABLES, current=TABLES, drafted=TABLES)
def test_every_human_edit_is_kept_and_all_else_follows_the_draft(
    before: dict[str, int], current: dict[str, int], drafted: dict[str, int]
) -> None:
    rows = merged(before=before, current=current, drafted=drafted).rows
    for key in "abcdef":
        is_edited = before.get(key) != current.get(key)
        assert rows.get(key) == (current if is_edited else drafted).get(key)


@given(before=TABLES, current=TABLES, drafted=TABLES)
def test_merging_the_same_draft_again_changes_nothing(
    before: dict[str, int], current: dict[str, int], drafted: dict[str, int]
) -> None:
    once = merged(before=before, current=current, drafted=drafted)
    again = merged(before=once.drafted, current=once.rows, drafted=drafted)
    assert again.rows == once.rows
    assert (again.added, again.removed, again.renewed) == ((), (), ())


@given(before=TABLES, current=TABLES, drafted=TABLES)
def test_every_row_is_told_of_once(
    before: dict[str, int], current: dict[str, int], drafted: dict[str, int]
) -> None:
    result = merged(before=before, current=current, drafted=drafted)
    told = [*result.kept, *result.added, *result.removed, *result.renewed]
    assert len(told) == len(set(told))
    assert {key for key in current if current[key] != result.rows.get(key)} == {
        *result.removed,
        *result.renewed,
    }


def test_a_row_others_refer_to_is_not_dropped() -> None:
    result = merged(before={"a": 1, "b": 1}, current={"a": 1, "b": 1}, drafted={}, needed={"a"})
    assert result.rows == {"a": 1}
    assert result.kept == ("a",)
    assert result.removed == ("b",)
