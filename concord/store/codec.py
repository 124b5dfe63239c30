"""Frozen values to canonical JSON and back, so that nothing is pickled and equal values give equal bytes.

In: dataclasses, enums, tuples, frozensets, NewTypes over them, plain JSON values. Out: UTF-8 bytes with sorted keys.
Called by concord.store and concord.log. A field that has its default is left out, so that a value that grows a field
with a default still reads what was written before. A value that has a shorter form of its own gives it by the method
`packed`, and takes it by the static method `unpacked` of its class, which passes over what was written before.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


class OtherShape(ValueError):
    """What was written has another shape than the values of this version: a field or a word that it does not know."""


def dumps(value: object) -> bytes:
    """Canonical JSON of a value: sorted keys, no white space, UTF-8.

    Raises:
        TypeError: the value holds something that has no canonical form (a float nan, an object of another kind).
    """
    try:
        text = json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except ValueError as error:
        raise TypeError(f"no canonical JSON: {error}") from None
    return text.encode("utf-8", "surrogatepass")


def loads(kind: type[T], data: bytes) -> T:
    """The value of that type; kind may be a tuple type such as tuple[Theme, ...] (cast it for the type checker).

    Raises OtherShape: another version wrote it, whose values had other fields or words.
    """
    collects = gc.isenabled()
    gc.disable()  # millions of values are made and none is thrown away: looking for some takes half of the time
    try:
        value: T = from_plain(kind, json.loads(data.decode("utf-8", "surrogatepass")))
    finally:
        if collects:
            gc.enable()
    return value


def to_plain(value: object) -> Any:
    """The value in lists, dicts, texts and numbers."""
    if value is None or (isinstance(value, bool | int | float) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return str(value)
    if callable(pack := getattr(value, "packed", None)):
        return pack(to_plain)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: to_plain(part) for name, default in _shape(type(value)) if (part := getattr(value, name)) != default
        }
    if isinstance(value, tuple | list):
        if all(type(part) is str for part in value):
            return list(value)
        return [to_plain(part) for part in value]
    if isinstance(value, frozenset | set):
        return sorted((to_plain(part) for part in value), key=lambda plain: json.dumps(plain, sort_keys=True))
    if isinstance(value, Mapping):
        return {str(key): to_plain(part) for key, part in value.items()}
    raise TypeError(f"no canonical JSON for {type(value).__name__}")


def from_plain(kind: Any, plain: Any) -> Any:
    """The value of a type from its plain form."""
    return _reader(kind)(plain)


@cache
def _shape(kind: type) -> tuple[tuple[str, object], ...]:
    """Name and default of each field that makes the value; dataclasses.MISSING equals nothing."""
    shape = []
    for item in dataclasses.fields(kind):
        if not item.init:
            continue
        made = item.default_factory
        shape.append((item.name, item.default if made is dataclasses.MISSING else made()))
    return tuple(shape)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    while isinstance(kind, typing.NewType):
        kind = kind.__supertype__
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any or kind is object:
        return _same
    if origin in (typing.Union, types.UnionType):
        return _optional(kind, arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is Sequence:
        return _sequence(_reader(arguments[0]))
    if origin in (frozenset, list):
        inner = _reader(arguments[0])
        return lambda plain: origin(inner(part) for part in plain)
    if origin in (dict, Mapping):
        inner = _reader(arguments[1])
        return lambda plain: {key: inner(part) for key, part in plain.items()}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind)
    if kind is float:
        return float
    if kind in (str, int, bool, type(None)) or origin is typing.Literal:
        return _same
    raise TypeError(f"no reader for {kind}")


def _same(plain: Any) -> Any:
    return plain


def _optional(kind: Any, arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    real = [a for a in arguments if a is not type(None)]
    if len(real) != 1:
        raise TypeError(f"no reader for {kind}: only 'X | None' is told apart")
    inner = _reader(real[0])
    return lambda plain: None if plain is None else inner(plain)


def _sequence(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A tuple, or what Translations packed: the one sequence that is written in another form than its members."""

    def read(plain: Any) -> Any:
        if not isinstance(plain, dict):
            return tuple([inner(part) for part in plain])
        from synthesis.translation.columns import unpacked

        try:
            return unpacked(plain, [inner(part) for part in plain["drawn"]])
        except (ValueError, KeyError) as error:
            raise OtherShape(f"translations: {error}") from None

    return read


def _tuple(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = _reader(arguments[0])
        if inner is _same:
            return tuple
        return lambda plain: tuple([inner(part) for part in plain])
    readers = [_reader(a) for a in arguments]
    return lambda plain: tuple(read(part) for read, part in zip(readers, plain, strict=True))


def _dataclass(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    readers = {name: _reader(hints[name]) for name, _ in _shape(kind)}
    unpack: Callable[[dict[str, Any]], dict[str, Any]] = getattr(kind, "unpacked", _same)

    def read(plain: dict[str, Any]) -> Any:
        plain = unpack(plain)
        if strange := sorted(plain.keys() - readers.keys()):
            raise OtherShape(f"{kind.__name__} has no field {strange[0]!r}")
        try:
            return kind(**{name: readers[name](part) for name, part in plain.items()})
        except (TypeError, ValueError) as error:
            raise error if isinstance(error, OtherShape) else OtherShape(f"{kind.__name__}: {error}") from None

    return read
