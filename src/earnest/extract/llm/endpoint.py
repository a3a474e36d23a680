"""An endpoint that speaks OpenAI's chat completions: asked again when busy, never for ever."""

import json
import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Self

from earnest.errors import InputError

if TYPE_CHECKING:
    from ssl import SSLContext

    from httpx import Response

TRIES: Final = 5
LONGEST_WAIT: Final = 60.0
_AGAIN: Final = frozenset({408, 409, 429, 500, 502, 503, 504})
_NO_SCHEMA: Final = frozenset({400, 404, 422})  # what servers answer that know no JSON Schema
_SECONDS: Final = 120.0
Sleep = Callable[[float], None]


@cache
def _trusted() -> "SSLContext":
    """The certificates trusted: to read them takes longer than to ask a model at hand."""
    import httpx  # noqa: PLC0415 - an extra

    return httpx.create_ssl_context()


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the model is and what it costs.

    Attributes:
        base_url: up to and without `/chat/completions`.
        seconds: how long one answer may take.
        price_in, price_out: of a million tokens, in the currency the user thinks in; 0 if unknown.
    """

    base_url: str
    model: str
    key: str = ""
    seconds: float = _SECONDS
    price_in: float = 0.0
    price_out: float = 0.0

    @classmethod
    def from_environment(cls, values: Mapping[str, str] = os.environ) -> Self:
        """What `EARNEST_LLM_BASE_URL`, `_MODEL`, `_API_KEY`, `_TIMEOUT`, `_PRICE_IN`, `_PRICE_OUT` say.

        Raises:
            InputError: address or model is missing, or a number is none.
        """
        for name in ("EARNEST_LLM_BASE_URL", "EARNEST_LLM_MODEL"):
            if not values.get(name):
                remedy = "set it to reach a model, or read with --reader rules"
                raise InputError(name, "it is not set", remedy)
        return cls(
            base_url=values["EARNEST_LLM_BASE_URL"].rstrip("/"),
            model=values["EARNEST_LLM_MODEL"],
            key=values.get("EARNEST_LLM_API_KEY", ""),
            seconds=_number(values, "EARNEST_LLM_TIMEOUT", _SECONDS),
            price_in=_number(values, "EARNEST_LLM_PRICE_IN", 0.0),
            price_out=_number(values, "EARNEST_LLM_PRICE_OUT", 0.0),
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote, whether it came to its end, and the tokens it took."""

    text: str
    is_whole: bool
    tokens_in: int = 0
    tokens_out: int = 0


class Endpoint:
    """A model that can be asked.

    Args:
        settings: where it is.
        sleep: waits so many seconds.
        rng: spreads the waits of several readers.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        sleep: Sleep = time.sleep,
        rng: random.Random | None = None,
    ) -> None:
        self.settings = settings
        self._sleep = sleep
        self._rng = rng or random.Random()  # noqa: S311 - spreads waits, no secret
        self._knows_schema = True

    def ask(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> Reply:
        """The model's answer to these messages.

        Raises:
            InputError: the endpoint cannot be reached, refuses, or stays busy.
        """
        response = self._posted(self._request(messages, schema))
        if response.status_code in _NO_SCHEMA and self._knows_schema:
            self._knows_schema = False
            response = self._posted(self._request(messages, schema))
        if response.status_code != 200:
            raise self._error(
                f"it answered with status {response.status_code}",
                "check the key, model and address",
            )
        return self._reply(response)

    def _request(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> dict[str, Any]:
        form = {"name": "statements", "strict": True, "schema": schema}
        wanted = {"response_format": {"type": "json_schema", "json_schema": form}}
        asked = {"model": self.settings.model, "messages": messages, "temperature": 0, "seed": 0}
        return {**asked, **wanted} if self._knows_schema else asked

    def _posted(self, request: dict[str, Any]) -> "Response":
        try:
            import httpx  # noqa: PLC0415 - an extra
        except ImportError:
            raise self._error(
                "the package httpx is missing", "install it with `pip install earnest[llm]`"
            ) from None
        key = self.settings.key
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        address = f"{self.settings.base_url}/chat/completions"
        problem, wait = "", 0.0
        for attempt in range(TRIES):
            if wait:
                self._sleep(wait)
            try:
                response = httpx.post(
                    address,
                    json=request,
                    headers=headers,
                    timeout=self.settings.seconds,
                    verify=_trusted(),
                )
            except httpx.InvalidURL:
                raise self._error("it is no address", "write http://… or https://…") from None
            except httpx.TransportError as error:
                problem = f"it did not answer ({type(error).__name__})"
                wait = self._wait(attempt, "")
                continue
            if response.status_code not in _AGAIN:
                return response
            problem = f"it answered with status {response.status_code}"
            wait = self._wait(attempt, response.headers.get("retry-after", ""))
        raise self._error(
            f"{problem} in {TRIES} tries", "try again later, or read with --reader rules"
        )

    def _wait(self, attempt: int, named: str) -> float:
        if named.isdigit():
            return min(LONGEST_WAIT, float(named))
        return float(min(LONGEST_WAIT, 2.0**attempt * self._rng.uniform(0.5, 1.0)))

    def _reply(self, response: "Response") -> Reply:
        try:
            body = response.json()
            choice = body["choices"][0]
            text = choice["message"]["content"]
            used = body.get("usage") or {}
            return Reply(
                text if isinstance(text, str) else "",
                choice.get("finish_reason") != "length",
                int(used.get("prompt_tokens") or 0),
                int(used.get("completion_tokens") or 0),
            )
        except (
            json.JSONDecodeError,
            UnicodeDecodeError,
            KeyError,
            IndexError,
            TypeError,
            ValueError,
            AttributeError,
        ):
            problem = "its answer is not that of a chat completion"
            raise self._error(
                problem, "give the address up to and without /chat/completions"
            ) from None

    def _error(self, problem: str, remedy: str) -> InputError:
        return InputError(f"language model at {self.settings.base_url}", problem, remedy)


def _number(values: Mapping[str, str], name: str, default: float) -> float:
    try:
        return float(values.get(name) or default)
    except ValueError:
        raise InputError(name, f"{values[name]!r} is no number", "write a number") from None
