"""What a data frame is: its columns, each with type, unit and meaning, and where its rows come from.

In: nothing. Out: Frame values. Called by the modules beside this one, each of which describes some frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import BadInput

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
DTYPES = ("string", "Int64", "Float64", "boolean")  # pandas' own types, which know a missing value


@dataclass(frozen=True, slots=True)
class Field:
    """A column. unit: what a value counts, or its range; "" where the meaning says it all."""

    name: str
    dtype: str
    unit: str
    meaning: str

    def __post_init__(self) -> None:
        if self.dtype not in DTYPES or not self.meaning:
            raise ValueError(f"the column {self.name} needs a type of {', '.join(DTYPES)}, and a meaning")


@dataclass(frozen=True, slots=True)
class Frame:
    """A data frame. row: what one row is. rows: from a KnowledgeBase, and options, its records in a fixed order.

    options: what it takes besides, as the methods of KnowledgeBase do that `like` names, with blanks between.
    """

    name: str
    row: str
    fields: tuple[Field, ...]
    rows: Callable[..., Iterable[Record]]
    options: tuple[str, ...] = ()
    like: str = ""

    def of(self, knowledge_base: Any, **options: Any) -> pd.DataFrame:
        """The frame, one value a cell, with the columns in order and their types. Raises BadInput: a strange option."""
        import pandas as pd

        if strange := sorted(options.keys() - self.options):
            taken = f"it takes {', '.join(self.options)}" if self.options else "it takes none"
            raise BadInput(f"The data frame {self.name!r} has no option {strange[0]!r}; {taken}.")
        rows = list(self.rows(knowledge_base, **options))
        frame = pd.DataFrame({field.name: [row[field.name] for row in rows] for field in self.fields}, dtype=object)
        return frame.astype({field.name: field.dtype for field in self.fields})


def fields(table: str) -> tuple[Field, ...]:
    """Columns from lines of "name | type | unit | meaning"; a line without "|" goes on with the meaning before it.

    >>> fields("year | Int64 | | year of publication")
    (Field(name='year', dtype='Int64', unit='', meaning='year of publication'),)
    """
    lines: list[str] = []
    for line in table.strip().splitlines():
        if "|" in line:
            lines.append(line)
        else:
            lines[-1] += f" {line.strip()}"
    return tuple(Field(*(part.strip() for part in line.split("|", 3))) for line in lines)


def listed(values: Iterable[object]) -> str:
    """Several short values in one cell, as they are written everywhere: "a; b"."""
    return "; ".join(map(str, values))


def picked(record: Record, *names: str) -> Record:
    """Some keys of a record."""
    return {name: record[name] for name in names}


def ends(name: str, pair: Iterable[float] | None) -> Record:
    """An interval as two columns; both missing where there is none."""
    low, high = pair if pair is not None else (None, None)
    return {f"{name}_low": low, f"{name}_high": high}
