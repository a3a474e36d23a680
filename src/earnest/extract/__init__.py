"""From a text to its statements: who says what of whom, when, how much, and how surely."""

from earnest.extract.attribution import attributions
from earnest.extract.many import extract_many
from earnest.extract.statements import extract_statements

__all__ = ["attributions", "extract_many", "extract_statements"]
