"""What is proposed: values with the sentence that says each, and how sure the reading is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.model.dates import PartialDate
from ratings_cli.model.scale import Band

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ratings_cli.model.records import Provider

UNSURE_WHOSE = "left out, as it may be of another provider"
"""How a note begins on a rating of which the text does not plainly say whose it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value that a text says: the sentence, where in it, and by which rule.

    `doubt` is why it is unclear; None when the text states it. `ground` is what it was worked out from, where the
    sentence does not say it in so many words.
    """

    value: Any
    sentence: str
    span: tuple[int, int]
    rule: str
    doubt: str | None = None
    ground: str | None = None

    @property
    def certainty(self) -> str:
        """``stated`` or ``unclear``."""
        return "unclear" if self.doubt else "stated"

    def record(self) -> dict[str, Any]:
        """The value as JSON gives it."""
        found = {
            "value": as_json(self.value),
            "sentence": self.sentence,
            "certainty": self.certainty,
            "rule": self.rule,
        }
        more = {"words": self.sentence[slice(*self.span)], "reason": self.doubt, "ground": self.ground}
        return found | {key: value for key, value in more.items() if value}


def as_json(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """A value in the types of JSON."""
    if isinstance(value, dict):
        return {as_json(key): as_json(item) for key, item in value.items()}
    return value.iso if isinstance(value, PartialDate) else value.value if isinstance(value, Band) else value


def agreed(values: Sequence[Value], several: str | None = None) -> Value | None:
    """The value that a text agrees on, the surest first; unclear where it does not, which `several` can say."""
    if not values:
        return None
    best = min(values, key=lambda value: (value.doubt is not None, "overall" not in value.rule))
    others = [f"the text also says {as_json(other.value)}" for other in values if other.value != best.value]
    return replace(best, doubt=best.doubt or (others and (several or others[0])) or None)


class Proposed(NamedTuple):
    """A proposed entry, one inspection of one provider: its values by field, and the bands of standards by name."""

    provider: Provider
    values: Mapping[str, Value]
    standards: Mapping[str, Value]

    def record(self) -> dict[str, Any]:
        """The entry as JSON gives it."""
        values = {key: value.record() for key, value in self.values.items()}
        return values | {"standards": {name: value.record() for name, value in self.standards.items()}}


class Proposal(NamedTuple):
    """An entry for each service that a text is about, what was left out and why, and where the text is from."""

    entries: tuple[Proposed, ...]
    notes: tuple[str, ...] = ()
    address: str | None = None
    publisher: str | None = None

    def record(self) -> dict[str, Any]:
        """The proposal as JSON gives it."""
        return {"entries": [entry.record() for entry in self.entries], "notes": list(self.notes)}
