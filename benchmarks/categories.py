"""The kinds of text in TEI and JATS files that benchmarks.kept looks for: what holds them, and what is not theirs.

In: nothing. Out: one Format for each of the two. A new category is one line.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of text: an XPath on the tree without namespaces, and the elements in it that are of another category."""

    path: str
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Format:
    """What is measured of a format. entries: bibliography; pointers: elements that cite; apart: need a space around."""

    categories: dict[str, Category]
    entries: str
    pointers: str
    apart: frozenset[str]


TEI = Format(
    categories={
        "title": Category("//teiHeader//titleStmt/title[1]"),
        "keywords": Category("//teiHeader//keywords"),
        "abstract": Category("//abstract"),
        "paragraphs": Category(
            "//text//p[not(ancestor::back or ancestor::figure or ancestor::note or ancestor::biblStruct)]",
            frozenset(("figure", "table", "list", "note", "p")),
        ),
        "items": Category("//text//item", frozenset(("list",))),
        "heads": Category("//text//head[not(ancestor::figure)]"),
        "formulas": Category("//text//formula"),
        "notes": Category("//text//note[not(ancestor::biblStruct)]"),
        "captions": Category("//figure/head | //figure/figDesc | //figure/label"),
        "tables": Category("//table"),
        "back": Category("//back//p[not(ancestor::figure or ancestor::biblStruct)]"),
        "references": Category("//listBibl//biblStruct | //listBibl//bibl", frozenset(("note",))),
        "entries as printed": Category("//listBibl//note[@type='raw_reference']"),
    },
    entries="//text//listBibl/biblStruct[normalize-space(string(.)) != ''] | //listBibl/bibl",
    pointers="//text//ref[@type='bibr']",
    apart=frozenset(("s", "lb")),
)
JATS = Format(
    categories={
        "title": Category("//front//article-title", frozenset(("xref", "fn"))),
        "keywords": Category("//kwd"),
        "abstract": Category("//abstract//p | //abstract//title | //trans-abstract//p"),
        "paragraphs": Category(
            "//body//p[not(ancestor::fig or ancestor::table-wrap or ancestor::fn or ancestor::list)]",
            frozenset("fig fig-group table-wrap list fn disp-formula boxed-text disp-quote p media".split())
            | {"supplementary-material", "table-wrap-group", "element-citation"},
        ),
        "items": Category("//list-item//p[not(ancestor::table-wrap)]", frozenset(("list", "disp-formula", "fn"))),
        "heads": Category("//body//sec/title | //back//title"),
        "formulas": Category("//disp-formula//tex-math[1] | //disp-formula[not(.//tex-math)]", frozenset(("label",))),
        "notes": Category("//fn//p | //table-wrap-foot//p"),
        "captions": Category("//caption//title | //caption//p"),
        "tables": Category("//td | //th"),
        "back": Category("//back//p[not(ancestor::ref-list or ancestor::fn)]"),
        "references": Category("//ref-list//ref"),
    },
    entries="//ref-list//ref",
    pointers="//xref[@ref-type='bibr']",
    apart=frozenset(("p", "title", "break", "label", "td", "th", "list-item")),
)
