"""The reader of Russian: the same statements as from English, by rules over natasha's models."""

from earnest.extract.ru.attribution import russian_attributions
from earnest.extract.ru.statements import russian_statements

__all__ = ["russian_attributions", "russian_statements"]
