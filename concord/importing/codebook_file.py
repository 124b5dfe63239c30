"""A code book of another program as a codebook of Concord.

In: codes, what the reviewer says of them, the facets that are known. Out: the text of a TOML file that `concord
codebook check` finds right, and what of the codes it does not hold. Called by concord.importing.imports. Pure. Codes at
the top become facets, those below them terms; a term below a term is a concept that is part of another one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from concord.importing.mapping import Place, Rule, placing
from concord.importing.values import Code, Lost
from corpus.errors import BadInput
from extract.facet import Codebook, Facet
from extract.theme import fold_label
from synthesis.export.clean import one_line

_SLUG = re.compile(r"[^a-z0-9]+")


def codebook_text(
    name: str, title: str, codes: Sequence[Code], rules: Iterable[Rule], base: Codebook, rest: str = ""
) -> tuple[str, tuple[Lost, ...]]:
    """The text of a codebook and what is not in it.

    Args:
        name, title: of the codebook. rules, rest: as in mapping.placing. base: the codebook that it builds on where a
            code is called like one of its facets.

    Raises:
        BadInput: there is no code below another one, and no facet is named for them.
    """
    given = tuple(rules)
    own = {fold_label(word) for f in base.facets for word in (f.name, f.title, f.plural)}
    new = list(_new_facets([c for c in codes if fold_label(c.name) not in own], codes, base))
    placed = placing(codes, given, [*base.facets, *new], rest)
    places = [(code, placed.places[code.key]) for code in codes if code.key in placed.places]
    facets = [f for f in (*base.facets, *new) if any(p.facet == f.name and p.label for _, p in places)]
    if not facets:
        raise BadInput("holds no codes below others, so nothing tells the facets; name one (--facet, --map).")
    slug = _slug(name) or "imported"
    own_name = slug if slug != base.name else f"{slug}_own"
    extends = any(facet in base.facets for facet in facets)
    lines = [
        f"name = {_text(own_name)}",
        'version = "1.0.0"',
        f"title = {_text(title)}",
        *([f"extends = {_text(base.name)}"] if extends else []),
    ]
    for facet in facets:
        mine = [(code, place) for code, place in places if place.facet == facet.name and place.label]
        lines += ["", *_facet(facet, mine, facet in new)]
    lost = [Lost("code", " > ".join(c.path), placed.left[c.key], c.note) for c in codes if c.key in placed.left]
    notes = [c for c, place in places if place.label and c.note]
    lost += [Lost("note", " > ".join(c.path), "a codebook has no place for the note of a term", c.note) for c in notes]
    return "\n".join(lines) + "\n", tuple(lost)


def _new_facets(tops: Sequence[Code], codes: Sequence[Code], base: Codebook) -> Iterator[Facet]:
    """A facet for each code at the top that holds others."""
    holders = {code.path[:1] for code in codes if len(code.path) > 1}
    taken = {facet.name for facet in base.facets}
    for code in tops:
        if len(code.path) == 1 and code.path in holders:
            slug = _slug(code.name) or "facet"
            key = next(k for k in (slug, *(f"{slug}_{n}" for n in range(2, 10_000))) if k not in taken)
            taken.add(key)
            yield Facet(key, code.name, code.name, one_line(code.note) or f"What is coded as {code.name}.")


def _facet(facet: Facet, mine: Sequence[tuple[Code, Place]], new: bool) -> Iterator[str]:
    yield f"[facets.{facet.name}]"
    if new:
        yield f"title = {_text(facet.title)}"
        yield f"plural = {_text(facet.plural)}"
        yield f"definition = {_text(facet.definition)}"
        yield 'item = "noun phrase"'
    labels = {fold_label(place.label): place.label for _, place in reversed(mine)}
    yield "lexicon = ["
    yield from (f"  {_text(label)}," for label in dict.fromkeys(labels[fold_label(p.label)] for _, p in mine))
    yield "]"
    broader: dict[str, str] = {}
    for _, place in mine:
        above = fold_label(place.above[0]) if place.above else ""
        if above in labels and above != fold_label(place.label):
            broader.setdefault(fold_label(place.label), above)
    for key in dict.fromkeys([*broader.values(), *broader]):
        yield ""
        yield f"[[facets.{facet.name}.concepts]]"
        yield f"label = {_text(labels[key])}"
        if key in broader and not _circular(key, broader):
            yield f"broader = {_text(labels[broader[key]])}"


def _circular(key: str, broader: dict[str, str]) -> bool:
    """Whether what holds a term leads back to it, as two codes of one name can make it."""
    seen, at = {key}, broader.get(key)
    while at is not None:
        if at in seen:
            return True
        seen.add(at)
        at = broader.get(at)
    return False


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    slug = _SLUG.sub("_", plain).strip("_")
    return slug if not slug[:1].isdigit() else f"facet_{slug}"


def _text(words: str) -> str:
    """A TOML string."""
    return json.dumps(one_line(words).replace("\x7f", ""), ensure_ascii=False)
