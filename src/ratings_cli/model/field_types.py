"""How single values of a data file are parsed: each arrives as text, and none is changed on the way.

These are the types of the fields in `records`. Pydantic calls the parsers; what they raise becomes a message.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar

from pydantic_core import core_schema

from ratings_cli.model.dates import PartialDate, parse_date, parse_day
from ratings_cli.model.scale import Band, parse_band

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list | tuple) else "a group of keys"
        raise ValueError(f"should be a text, not {kind}")  # noqa: TRY004 - a TypeError would escape Pydantic
    text = value.strip()
    if text in {"", "~", "null"}:
        raise ValueError("is empty (give a value, or leave the key out when it is not known)")
    return text


def _read_with(parse: Callable[[str], T]) -> Callable[[object], T]:
    """Make a validator that parses a text."""

    def read(value: object) -> T:
        return parse(_read_text(value))

    return read


def parse_count(text: str) -> int:
    """Read a whole number that counts something.

    Raises:
        ValueError: it is none, or is larger than anything that is counted here.
    """
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"'{text}' is not a whole number (write it with digits only)")
    if len(text) > 9:  # noqa: PLR2004 - a billion is no caseload
        raise ValueError(f"{text} is too large for a count here (fix the number)")
    return int(text)


def _parse_switch(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(f"'{text}' is neither true nor false")
    return text == "true"


QUALIFIERS = ("more than", "nearly", "about", "up to")
"""How a source can qualify a number that it does not give exactly."""
_ALSO_SAID = {"over": "more than", "just over": "more than", "almost": "nearly", "just under": "nearly"}


def qualifier_of(how: str | None) -> str | None:
    """One of the qualifiers for what a text says: "just under" is nearly, "roughly" about."""
    said = (how or "").casefold()
    return said if said in QUALIFIERS else _ALSO_SAID.get(said, "about") if said else None


def parse_qualifier(text: str) -> str:
    """Return the qualifier.

    Raises:
        ValueError: it is none.
    """
    if text not in QUALIFIERS:
        raise ValueError(f"'{text}' is none of: {', '.join(QUALIFIERS)}")
    return text


class Read:
    """How Pydantic reads a kind of value: by the function that parses it, and by nothing else.

    Pydantic's own `PlainValidator` would also work out how to write the value, for every field, each time that the
    program starts.
    """

    def __init__(self, kind: str, read: Callable[[object], object]) -> None:
        """Remember the function, and the name of the kind; `schema` knows how each kind is written."""
        self.kind = kind
        self.read = read

    def __get_pydantic_core_schema__(self, *_: object) -> core_schema.CoreSchema:
        """What Pydantic asks of a type."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, *_: object) -> dict[str, Any]:
        """The kind, in place of a schema."""
        return {"type": "string", "kind": self.kind}


Text: TypeAlias = Annotated[str, Read("text", _read_text)]
Date: TypeAlias = Annotated[PartialDate, Read("date", _read_with(parse_date))]
Day: TypeAlias = Annotated[dt.date, Read("day", _read_with(parse_day))]
Count: TypeAlias = Annotated[int, Read("count", _read_with(parse_count))]
Qualifier: TypeAlias = Annotated[str, Read("qualifier", _read_with(parse_qualifier))]
Switch: TypeAlias = Annotated[bool, Read("switch", _read_with(_parse_switch))]
BandWord: TypeAlias = Annotated[Band, Read("band", _read_with(parse_band))]
