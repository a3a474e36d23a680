"""Texts of any characters, for properties."""

from hypothesis import strategies as st


def any_text(
    *, min_size: int = 0, max_size: int | None = None, without: str = ""
) -> st.SearchStrategy[str]:
    """What `st.text()` draws, without the two seconds in which it lists what UTF-8 can write."""
    characters = st.characters(exclude_categories=["Cs"], exclude_characters=without)
    return st.text(characters, min_size=min_size, max_size=max_size)
