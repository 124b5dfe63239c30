"""Small studies, themes and extractions, built by hand for the tests of synthesis/."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.study import Anchor, Document, DocumentId, Reference, Study, StudyId
from extract.theme import Evidence, Extraction, Mention, Polarity, Theme, theme_id


def study(
    id: str,
    *sentences: str,
    title: str = "",
    authors: Sequence[str] = (),
    year: int = 2020,
    refs: Iterable[Reference] = (),
) -> Study:
    """A study of one document, whose text is the sentences, one a line."""
    text = "\n".join(sentences) or "Nothing."
    document = Document(DocumentId(f"d{id}"), f"{id}.md", "markdown", text, references=tuple(refs))
    return Study(StudyId(id), title or f"A study called {id}", tuple(authors), year, "", (document,))


def theme(
    study: Study,
    facet: str,
    label: str,
    *,
    quote: str = "",
    parent: Theme | None = None,
    polarity: Polarity = Polarity.ASSERTS,
    contrast: Iterable[str] = (),
    definition: str = "",
) -> Theme:
    """A theme of a study whose text holds the quote (its label, when none is given)."""
    document = study.documents[0]
    quote = quote or label
    start = document.text.index(quote)
    anchor = Anchor(document.id, start, start + len(quote))
    return Theme(
        theme_id(study.id, facet, label, parent.id if parent else None),
        study.id,
        facet,
        label,
        (Mention(anchor, quote, label, Evidence.LIST_ITEM, polarity),),
        definition=definition,
        parent=parent.id if parent else None,
        contrast=frozenset(contrast),
    )


def extraction(study: Study, *themes: Theme, scope: Sequence[str] = ()) -> Extraction:
    """What a study reports; its scope is that of its themes and the facets given."""
    facets = dict.fromkeys([*(theme.facet for theme in themes), *scope])
    return Extraction(study.id, themes, tuple((facet, "words") for facet in facets))


def reference(key: str, title: str, year: int = 2015, *, author: str = "Ann Smith", included: bool = True) -> Reference:
    return Reference(key, f"{author} ({year}). {title}.", title=title, authors=(author,), year=year, included=included)
