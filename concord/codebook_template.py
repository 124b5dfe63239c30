"""A codebook to fill in, for a person who has never seen one.

In: a name, a title and the codebook that it builds on. Out: the text of a TOML file that `concord codebook check` finds
right as it stands. Called by concord.codebooks for `concord codebook new`.
"""

from __future__ import annotations

import textwrap

from extract.facet import Codebook, Facet

_OPENING = """\
# A codebook: what Concord looks for in papers, and by which words it finds it.
# Lines that begin with # are read by people only. To use one, take away the # at its start.
# When you are done:   concord codebook check {file}
# To use it:           concord add --codebook {file} papers/
# All keys, with examples: docs/codebooks.md

name = "{name}"
version = "1.0.0"        # count it up when you change the words: themes say with which version they were made
title = {title}
"""
_RULES = """\

# How to write words
#   small letters, nouns in the singular, verbs in their plain form: "barrier" finds "Barriers",
#   "be solve by" finds "was solved by"
#   every word stands in straight quotes, with a comma between two of them:   cues = ["barrier", "obstacle"]
"""
_BASE = """\

# ---------------------------------------------------------------------------------------------------------------------
# 1. Facets that the codebook "{base}" has already. What you write is added to its words. Take away the # of the line
#    [facets...] and of the lines that you fill in. cues: nouns that name the facet in titles, lead-ins and tables;
#    lexicon: items that you know already, found wherever they stand.
# ---------------------------------------------------------------------------------------------------------------------
"""
_OWN = """\

# ---------------------------------------------------------------------------------------------------------------------
# {number}. A facet of your own. Its name stands in the brackets: small letters, digits and _ only.
# ---------------------------------------------------------------------------------------------------------------------
{mark}[facets.{key}]
{mark}title = "Setting"
{mark}plural = "Settings"
{mark}definition = "The kind of place in which the work is done."
{mark}item = "noun phrase"    # or "name" (products), "clause" (challenges), "definition" (terms that are explained)
{mark}include = ["Rural clinic"]                       # examples, for the people who code by hand
{mark}exclude = ["Our department (where the review was made)"]     # what looks like one and is none, with the reason
{mark}cues = ["setting", "place of work"]              # nouns that name the facet, in titles, lead-ins and tables
{mark}lead_in_cues = ["be carry out in"]               # words after which items stand: "was carried out in ..."
{mark}head_words = ["clinic"]                          # last words of items, wherever they stand: "a rural clinic"
{mark}lexicon = ["Day surgery", {{ label = "Intensive care unit", forms = ["ICU"] }}]     # names that you know already
{mark}negative = ["other setting"]                     # labels that are never items

# What is one thing, whatever papers call it: the translation of themes goes by it. Below the other keys of the facet.
{mark}[[facets.{key}.concepts]]
{mark}label = "Day surgery"
{mark}alt = ["outpatient surgery", "same-day surgery"]   # other names for the same thing
{mark}broader = "Hospital"                               # the concept that it is part of
{mark}not = ["Intensive care unit"]                      # what looks like it and is something else

{mark}[[facets.{key}.concepts]]
{mark}label = "Intensive care unit"
{mark}alt = ["ICU", "critical care unit"]
{mark}broader = "Hospital"

{mark}[[facets.{key}.concepts]]
{mark}label = "Hospital"
"""


def template(name: str, title: str, base: Codebook | None, file: str = "") -> str:
    """The text of a new codebook.

    base: the codebook that it adds to, None for one that stands alone. file: where it will lie, NAME.toml unless said.
    """
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = _OPENING.format(name=name, title=quoted, file=file or f"{name}.toml")
    if base is not None:
        text += (
            f'extends = "{base.name}"    # all of it is used too; see it with:   concord codebook show {base.name}\n'
        )
    text += _RULES
    if base is not None:
        text += _BASE.format(base=base.name) + "".join(_of_base(facet) for facet in base.facets)
    taken = {facet.name for facet in base.facets} if base else set()
    key = "setting" if "setting" not in taken else "my_facet"
    return text + _OWN.format(number=2 if base else 1, key=key, mark="# " if base else "")


def _of_base(facet: Facet) -> str:
    """A facet of the base with its meaning, and the two keys that a field most often adds to."""
    meaning = textwrap.wrap(f"{facet.title}: {facet.definition}", 110, initial_indent="# ", subsequent_indent="# ")
    keys = [f"# [facets.{facet.name}]", "# cues = []", "# lexicon = []"]
    return "\n" + "\n".join([*meaning, *keys]) + "\n"
