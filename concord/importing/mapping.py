"""From the codes of a code book to facets, labels and what holds them.

In: the codes of a file, what the reviewer says of them (a mapping file, a facet for the rest), the facets there are.
Out: for each code its place, or why it has none. Called by concord.importing.imports and by codebook_file. Pure.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from concord.files.csv_files import rows_of, text_of
from concord.importing.values import Code
from corpus.errors import BadInput
from extract.facet import Facet
from extract.theme import fold_label

NO_FACET = "has no facet; name one for it (--map), or one for all other codes (--facet)"
LEFT_OUT = "is left out by the mapping"
_SIGNS = ("/", ">", "\\")  # between the names of a path, as people write it
_BLANKS = re.compile(r"\s*([/>\\])\s*")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a reviewer says of a code. code: its path or its name. facet: "" leaves it out. label: "" keeps its name."""

    code: str
    facet: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a code belongs.

    label: "" for a code that is the facet itself and only holds others. above: labels of the codes that hold it, the
    nearest first.
    """

    facet: str
    label: str
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placing:
    """places: by key of the code. left: keys of codes without a facet, each with why. unused: rules that fit none."""

    places: Mapping[str, Place]
    left: Mapping[str, str]
    unused: tuple[str, ...] = ()


def read_rules(name: str, data: bytes) -> tuple[Rule, ...]:
    """The rules of a mapping file: CSV with columns code, facet and perhaps label; or TOML, code = facet.

    Raises:
        BadInput: no such file; says the line or the column.
    """
    try:
        text = text_of(data)
        return tuple(_of_toml(text) if name.lower().endswith(".toml") else _of_csv(text))
    except BadInput as error:
        raise BadInput(f"{name}: {error}") from None


def _of_toml(text: str) -> Iterable[Rule]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f'is not TOML ({error}); a line is   "Barriers/Cost" = "challenge"') from None
    held = table["codes"] if isinstance(table.get("codes"), dict) and len(table) == 1 else table
    for code, said in held.items():
        given = {"facet": said} if isinstance(said, str) else said
        if not isinstance(given, dict) or not all(isinstance(given.get(key, ""), str) for key in ("facet", "label")):
            raise BadInput(f'{code!r} takes a facet, or {{ facet = "...", label = "..." }}.')
        yield Rule(code, given.get("facet", "").strip(), given.get("label", "").strip())


def _of_csv(text: str) -> Iterable[Rule]:
    rows = rows_of(text)
    header, _ = next(rows, ([], 0))
    names = [cell.strip().casefold() for cell in header]
    if missing := [column for column in ("code", "facet") if column not in names]:
        raise BadInput(f"has no column {missing[0]!r}; the first row names the columns code, facet and perhaps label.")
    for cells, line in rows:
        row = {name: cells[at].strip() if at < len(cells) else "" for at, name in enumerate(names)}
        if not row["code"]:
            raise BadInput(f"row {line}: names no code.")
        yield Rule(row["code"], row["facet"], row.get("label", ""))


def placing(
    codes: Sequence[Code], rules: Iterable[Rule], facets: Iterable[Facet], rest: str = "", coded: Collection[str] = ()
) -> Placing:
    """Where each code belongs.

    A rule counts for its code and for all below it that have none; within one facet nesting stays. Without a rule, a
    code at the top that is called like a facet holds the codes of that facet; all others go to `rest`. A code that is
    put on no words and holds others is, by a rule without a label, the facet itself.

    Args:
        codes: each after the one that holds it. facets: those there are. rest: a facet, "" for none.
        coded: keys of the codes that are put on words.

    Raises:
        BadInput: a rule, or rest, names a facet that there is not.
    """
    known = list(facets)
    given = tuple(rules)
    _check(known, [*(rule.facet for rule in given), rest])
    called = {fold_label(word): f.name for f in reversed(known) for word in (f.plural, f.title, f.name) if word}
    chosen, unused = _fitting(codes, given)
    holders = {code.path[:-1] for code in codes}
    places: dict[str, Place] = {}
    left: dict[str, str] = {}
    by_path: dict[tuple[str, ...], Place | None] = {}
    out: set[tuple[str, ...]] = set()
    for code in codes:
        above, rule = by_path.get(code.path[:-1]), chosen.get(code.key)
        only_holds = code.path in holders and (code.key not in coded or not code.codable)
        place: Place | None
        held = tuple(filter(None, (above.label, *above.above))) if above is not None else ()
        if rule is not None:
            label = rule.label or ("" if only_holds else code.name)
            stays = above is not None and above.facet == rule.facet
            place = Place(rule.facet, label, held if stays else ()) if rule.facet else None
        elif above is not None:
            place = Place(above.facet, code.name, held)
        elif len(code.path) == 1 and fold_label(code.name) in called:
            place = Place(called[fold_label(code.name)], "")
        else:
            place = Place(rest, code.name) if rest and code.path[:-1] not in by_path else None
        by_path[code.path] = place
        if place is not None:
            places[code.key] = place
        else:
            out |= {code.path} if rule is not None or code.path[:-1] in out else set()
            left[code.key] = LEFT_OUT if code.path in out else NO_FACET
    return Placing(places, left, unused)


def _check(facets: Sequence[Facet], named: Iterable[str]) -> None:
    names = [facet.name for facet in facets]
    for name in named:
        if name and name not in names:
            raise BadInput(f"There is no facet {name!r}; there are: {', '.join(names)}.")


def _fitting(codes: Sequence[Code], rules: Sequence[Rule]) -> tuple[dict[str, Rule], tuple[str, ...]]:
    """The rule of each code that has one, and the rules that fit none. A name alone fits where one code has it."""
    names = Counter(_form(code.name) for code in codes)
    by_form: dict[str, str] = {_form(code.name): code.key for code in codes if names[_form(code.name)] == 1}
    for code in codes:
        by_form |= {_form(sign.join(code.path)): code.key for sign in _SIGNS}
    chosen = {by_form[_form(rule.code)]: rule for rule in rules if _form(rule.code) in by_form}
    return chosen, tuple(rule.code for rule in rules if _form(rule.code) not in by_form)


def _form(path: str) -> str:
    return " ".join(_BLANKS.sub(r"\1", path).casefold().split())
