"""earnest puts contested claims about relations between states on the docket.

    from earnest import Record

What is public is imported when it is first asked for, so that `import earnest` takes no time.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from earnest.errors import EarnestError, InputError, OutputError, RecordError
    from earnest.store import Record
    from earnest.store.result import Result, Stream

__version__ = "0.1.0"
__all__ = ["EarnestError", "InputError", "OutputError", "Record", "RecordError", "Result", "Stream"]

_HOMES: Final = {
    "EarnestError": "earnest.errors",
    "InputError": "earnest.errors",
    "OutputError": "earnest.errors",
    "Record": "earnest.store",
    "RecordError": "earnest.errors",
    "Result": "earnest.store.result",
    "Stream": "earnest.store.result",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name stands for
    if name not in _HOMES:
        raise AttributeError(f"module 'earnest' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
