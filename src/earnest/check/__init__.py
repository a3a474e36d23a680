"""One file per question put to the record; `docket` puts them all."""

from earnest.check.context import Context
from earnest.check.docket import docket
from earnest.check.silences import silences

__all__ = ["Context", "docket", "silences"]
