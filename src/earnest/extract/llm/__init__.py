"""The optional reader: a language model behind any endpoint that speaks OpenAI's protocol.

A text is data to it, never an instruction; what it says of the text counts only where the text
holds the very words.
"""

from earnest.extract.llm.cache import Cache
from earnest.extract.llm.endpoint import Endpoint, Settings
from earnest.extract.llm.reader import Reading, llm_statements

__all__ = ["Cache", "Endpoint", "Reading", "Settings", "llm_statements"]
