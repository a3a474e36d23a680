"""earnest puts contested claims about relations between states on the docket."""

__version__ = "0.1.0"
