"""The sections of a methods text, in the order in which a paper has them.

In: Known. Out: Sections. Called by KnowledgeBase.method_text; the sentences on what people did are in people.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from synthesis.concept import RULES, Relation, Verdict
from synthesis.method_text.known import Known, Shared
from synthesis.method_text.people import reviewing
from synthesis.method_text.values import Part, Section, Sentence, counted, door, listed, sentence

_MOST_SNAPSHOTS = 3  # that are named; the page has all
FILE_FORMATS = {"tei": "GROBID TEI", "jats": "JATS", "markdown": "Markdown", "text": "plain text", "pdf": "PDF"}
_RELATIONS = {
    Relation.EXACT: "the same",
    Relation.CLOSE: "close",
    Relation.BROAD: "narrower",
    Relation.NARROW: "broader",
    Relation.RELATED: "related",
    Relation.REFUTES: "refuting",
}


def sections(known: Known) -> tuple[Section, ...]:
    """All sections that have something to tell; without a study none but the one on the state."""
    told = (
        ("Corpus", _corpus),
        ("Extraction of themes", _extraction),
        ("Translation and concepts", _translation),
        ("Independence and overlap", _independence),
        ("Contradictions", _contradictions),
        ("Review by people", reviewing),
        ("State and versions", _state),
    )
    made = ((title, tuple(tell(known))) for title, tell in told)
    return tuple(Section(title, sentences) for title, sentences in made if sentences)


def _corpus(known: Known) -> Iterator[Sentence]:
    if not known.studies:
        yield sentence("The corpus holds no study yet.")
        return
    kinds = listed(f"{number:,} {FILE_FORMATS.get(name, name)}" for name, number in sorted(known.formats.items()))
    first, last = known.years or (0, 0)
    when = (
        "" if known.years is None else f", published in {first}" if first == last else f", published {first} to {last}"
    )
    yield sentence(
        "The corpus holds {0}{1}, in {2} ({3}).",
        door(counted(known.studies, "study", "studies"), "studies"),
        when,
        door(counted(known.documents, "document"), "reading"),
        kinds,
    )
    yield sentence(
        "Files of one work (by DOI, else by title, authors, year and overlap of their texts) count as one study."
    )
    if known.coverage is not None:
        yield sentence(
            "The text that was read of each file holds at least {0} of its letters and digits.",
            door(f"{math.floor(1000 * known.coverage) / 10:.1f} %", "reading"),
        )
    if known.unreadable:
        yield sentence(
            "{0} could not be read or extracted, and is not part of the figures."
            if known.unreadable == 1
            else "{0} could not be read or extracted, and are not part of the figures.",
            door(counted(known.unreadable, "document or study", "documents or studies"), "reading"),
        )


def _extraction(known: Known) -> Iterator[Sentence]:
    if not known.studies:
        return
    books: list[Part | str] = []
    for number, book in enumerate(known.books):
        books += [", " if number else "", door(book.label, "codebook", codebook=book.label.split()[0])]
        books.append(f" ({counted(len(book.facets), 'facet')}; {counted(book.studies, 'study', 'studies')})")
    how = "one codebook, chosen for all studies:" if known.chosen else "the codebook that its own words chose:"
    pattern = "".join(f"{{{place}}}" for place in range(2, 2 + len(books)))
    yield sentence(
        "Themes were extracted with {0} by rules and a language pipeline, without a generative model; each study was "
        "read with {1} " + pattern + ".",
        f"Concord {known.program}",
        how,
        *books,
    )
    yield sentence(
        "A theme is what one study reports under one facet, and rests on verbatim quotes with their places in the "
        "document; a candidate without a quote is none."
    )
    given = door(counted(known.themes, "theme"), "themes")
    yield sentence("This gave {0} on {1}.", given, door(counted(known.quotes, "quote"), "export", what="evidence"))
    if known.rejected:
        yield sentence(
            "Reviewers rejected {0} besides.",
            door(counted(known.rejected, "theme"), "themes", status="rejected"),
        )
    if added := known.decided.get("add", 0):
        yield sentence(
            "{0} on quotes that the program had not taken.",
            door(
                f"{added:,} of the themes {'was' if added == 1 else 'were'} added by hand",
                "review",
                view="log",
                decision="add",
            ),
        )


def _translation(known: Known) -> Iterator[Sentence]:
    if not known.themes:
        return
    yield sentence(
        "Themes of one facet were translated into one another (reciprocal translation after Noblit and Hare, 1988): "
        "each pair of two studies was scored by its words, abbreviations, heads and modifiers, a thesaurus, word "
        "embeddings, parents and the lists that it stands in. What one study sets side by side was kept apart, unless "
        "the study itself or a reviewer sets it equal."
    )
    chance = 1 / (1 + math.exp(-known.merged_from))
    yield sentence(
        f"Groups of themes were joined to one concept while the mean log-odds over all pairs between them lay above "
        f"{known.merged_from:g} (a probability of {chance:.2f})."
    )
    edges = sum(known.translations.values())
    by = (
        listed(
            f"{known.translations[relation]:,} {said}"
            for relation, said in _RELATIONS.items()
            if relation in known.translations
        )
        if edges
        else ""
    )
    total = sum(known.concepts.values())
    if edges:
        yield sentence(
            "This gave {0}, told in each direction ({1}).",
            door(counted(edges, "translation"), "export", what="translations"),
            by,
        )
    yield sentence(
        "The themes form {0}, of which {1} have the support of two studies or more.",
        door(counted(total, "concept"), "agreement", least="1"),
        door(f"{known.shared:,}", "agreement", least="2"),
    )
    for verdict in Verdict:
        if number := known.concepts.get(str(verdict), 0):
            noun = "concept is" if number == 1 else "concepts are"
            yield sentence(
                "{0} " + noun + f" called {verdict}: {RULES[verdict]}.",
                door(f"{number:,}", "agreement", verdict=str(verdict), least="1"),
            )


def _independence(known: Known) -> Iterator[Sentence]:
    if not known.studies:
        return
    yield sentence(
        "Support counts the studies that report a concept among those whose scope holds its facet; silence outside the "
        "scope is missing by design. Beside the count stands the number of independent studies that it amounts to, as "
        "reviews that share primary studies are not independent witnesses."
    )
    if known.ties:
        ties = listed(f"{number:,} ({kind})" for kind, number in sorted(known.ties.items()))
        yield sentence(
            "Ties between studies were found in their words and dates: {0}; inclusion and versions of one work count "
            "once in every figure.",
            door(ties, "export", what="dependence"),
        )
    if known.overlap is None or known.overlap.reviews < 2:
        yield sentence("Overlap of primary studies was not reckoned: fewer than two reviews list theirs.")
        return
    yield from _overlap(known.overlap)


def _overlap(found: Shared) -> Iterator[Sentence]:
    yield sentence(
        "{0} list {1} in {2}.",
        door(counted(found.reviews, "review"), "overlap"),
        door(counted(found.works, "distinct primary study", "distinct primary studies"), "export", what="citations"),
        door(counted(found.inclusions, "inclusion"), "overlap"),
    )
    if found.corrected is None or found.span is None:
        yield sentence("Their corrected covered area (Pieper et al., 2014) is not defined.")
        return
    low, high = (f"{100 * share:.1f}" for share in found.span)
    yield sentence(
        "Their corrected covered area (Pieper et al., 2014) is {0} ({1}) under the usual assumption ({2}), and {3} "
        f"over {found.assumptions} assumptions.",
        door(f"{100 * found.corrected:.1f} %", "overlap"),
        found.band,
        found.assumed,
        door(f"{low} %" if low == high else f"{low} to {high} %", "overlap"),
    )


def _contradictions(known: Known) -> Iterator[Sentence]:
    if not known.studies:
        return
    total = sum(known.contradictions.values())
    if not total:
        yield sentence("Rules that look for contradictions between studies and within them found none.")
        return
    standing = (("confirmed", "confirmed"), ("dismissed", "dismissed"), ("candidate", "not judged by anybody"))
    doors = [
        door(f"{known.contradictions.get(name, 0):,} {said}", "refutations", standing=name) for name, said in standing
    ]
    yield sentence(
        "Rules found {0} between studies or within one, as candidates for people: {1}, {2} and {3}.",
        door(counted(total, "contradiction"), "refutations"),
        *doors,
    )


def _state(known: Known) -> Iterator[Sentence]:
    for kind, said in (("codebook", "Another codebook"), ("program", "Another version of Concord")):
        if number := known.adoptions.get(kind, 0):
            yield sentence(
                said + " was adopted {0}; what that changed is kept.",
                door("once" if number == 1 else f"{number:,} times", "changes", view="adoptions"),
            )
    if not known.snapshots:
        yield sentence("No snapshot was frozen: the figures are those of the moment at which this text was made.")
        return
    shown = known.snapshots[-_MOST_SNAPSHOTS:]
    names = listed(f"“{one.name}” ({one.day}, SHA-256 {one.hash[:12]})" for one in shown)
    last = "" if len(shown) == len(known.snapshots) else ", the last of them"
    yield sentence(
        "The state of the synthesis was frozen in {0}{1}: {2}.",
        door(counted(len(known.snapshots), "snapshot"), "changes", view="snapshots"),
        last,
        names,
    )
