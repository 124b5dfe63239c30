"""One vocabulary: the words of the field as Concord uses them, each with the sentence that a page shows on hover.

In: a word. Out: what it means here. Called by the pages for `help=`; DESIGN's words, and no others for the same thing.
"""

from __future__ import annotations

MEANINGS = {
    "study": "One work, however many files hold it.",
    "document": "One file of a study; a TEI and a Markdown of one paper are two documents of one study.",
    "block": "A paragraph, list item, table, caption, formula or note of a document, in reading order.",
    "anchor": "The span of a document's text that a quote is, character by character.",
    "facet": "A kind of theme, such as stage, role, tool or challenge; the codebook says which there are.",
    "codebook": "The facets of a review with their cues and word lists: a file that a reviewer can edit.",
    "theme": "What one study reports under one facet, on a verbatim quote (a second-order construct).",
    "concept": "Themes of several studies that translate into one another (a third-order construct).",
    "translation": "How a theme of one study stands to a theme of another: the same, close, broader, narrower, "
    "related, or refuted, with reasons and who decided.",
    "polarity": "Whether the study asserts, hedges or denies it; a denied mention is never support.",
    "scope": "The facets that a study addresses at all; silence outside its scope is missing by design, "
    "not disagreement.",
    "agreement": "Which of the eligible studies support a concept, how strongly, and how independently of each other.",
    "support": "The studies that report the concept, among those that address its facet.",
    "eligible": "Studies whose scope holds the facet: those that could have spoken of it.",
    "effective": "What the supporting studies count as when shared primary studies, and a review within a review, "
    "count once.",
    "weighted support": "The share of the independent evidence that supports the concept, 0 to 1.",
    "interval": "Between which shares the true one lies with a confidence of 95 % (Wilson).",
    "verdict": "What support and opposition add up to, by a rule that the page shows.",
    "refutation": "A place where studies contradict each other, or a paper contradicts itself.",
    "contested": "At least one study refutes it.",
    "shared": "Two studies or more support it.",
    "study selection": "How a review came from what its search found to what it includes, as PRISMA draws it.",
    "first appearance": "The year of the earliest study of this knowledge base that supports a concept.",
    "overlap": "Primary studies that several reviews include: evidence that would otherwise count twice.",
    "corrected covered area": "How far reviews share their primary studies, 0 to 1 (Pieper and others 2014).",
    "primary study": "A study that a review includes as its evidence.",
    "decision": "A reviewer's word, added to a log and never overwritten.",
    "snapshot": "A named state of the whole synthesis that can be compared with another.",
    "coverage": "The share of the letters and digits of a file that its text holds.",
    "repair": "A place where damage in a file was mended, with what was changed.",
    "confidence": "How sure the machine is, 0 to 1; a person's word makes it certain.",
    "evidence kind": "How the document shows a theme; a list item is the strongest, running text the weakest.",
    "leave-one-out": "What is left of a verdict when one study is taken away.",
    "review queue": "What the machine is unsure of, and decisions that lost their object or contradict each other.",
    "blind round": "Two reviewers judge the same questions without seeing each other's answers.",
}


def meaning(word: str) -> str:
    """What the word means here; KeyError for a word that is not explained, which a test finds.

    >>> meaning("study")
    'One work, however many files hold it.'
    """
    return MEANINGS[word]
