"""Small studies of gardens, clinics and bees, written for the tests of what studies hold against one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.identity import join
from corpus.read import read
from corpus.study import Anchor, Study, StudyId
from extract.theme import Evidence, Mention, Polarity, Theme, theme_id
from synthesis.concept import Concept, Support, Verdict, concept_id
from synthesis.dependence import dependences
from synthesis.disagreement import Disagreement
from synthesis.refutation.compared import Corpus

ABSTRACT = (  # it makes the text long enough for a paper, and says nothing of bees
    "Two of the authors walked from roof to roof for a summer and wrote down what they saw, who was there, and when. "
    "The notes were read again in winter, sorted by street, and told to the keepers, who laughed at a few of them."
)
Detector = Callable[[Corpus], Iterator[Disagreement]]


def paper(title: str, *paragraphs: str, heading: str = "Results", references: Sequence[str] = ()) -> Study:
    """A study read from a Markdown file."""
    lines = [f"# {title}", "Ada Quill", "## Abstract", ABSTRACT, f"## {heading}", *paragraphs]
    lines += ["## References", *references] if references else []
    name = title.casefold().replace(" ", "_")
    (study,) = join([read(f"{name}.md", "\n\n".join(lines).encode())])
    return replace(study, id=StudyId(name), authors=("Ada Quill",), year=2019)


def corpus(*studies: Study, themes: Sequence[Theme] = (), concepts: Sequence[Concept] = ()) -> Corpus:
    """Studies with their ties, as a detector is given them."""
    ordered = sorted(studies, key=lambda study: study.id)
    return Corpus(ordered, themes, concepts, (), dependences(ordered))


def found(detector: Detector, one: str | Study, other: str | Study) -> list[Disagreement]:
    """What a detector finds between two reviews of rooftop bees, each given whole or by one sentence."""
    studies = [
        given if isinstance(given, Study) else paper(title, given)
        for title, given in (("Rooftop bees of the north", one), ("Rooftop bees in cities of glass", other))
    ]
    return list(detector(corpus(*studies)))


def theme(study: Study, facet: str, label: str, polarity: Polarity = Polarity.ASSERTS) -> Theme:
    """A theme whose label stands in the study as it is; its quote is the paragraph."""
    document = study.documents[0]
    at = document.text.index(label)
    block = next(block for block in document.blocks if block.start <= at < block.end)
    quote = document.text[block.start : block.end]
    mention = Mention(Anchor(document.id, block.start, block.end), quote, label, Evidence.LIST_ITEM, polarity)
    return Theme(theme_id(study.id, facet, label), study.id, facet, label, (mention,))


def concept(label: str, *themes: Theme, denied_by: Sequence[str] = ()) -> Concept:
    """A concept of some themes, with nothing reckoned up."""
    studies = tuple(sorted({theme.study for theme in themes}))
    none = Support(0, 0, 0.0, (0.0, 0.0), (0.0, 0.0), 0.0, (0.0, 0.0), None, ())
    facet = themes[0].facet
    ids = tuple(theme.id for theme in themes)
    return Concept(
        concept_id(facet, label),
        facet,
        label,
        "",
        ids,
        studies,
        none,
        Verdict.SINGLE,
        denied_by=tuple(map(StudyId, denied_by)),
    )
