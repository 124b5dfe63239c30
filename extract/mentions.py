"""A candidate to the mention that it becomes: its quote, its polarity, whose words it is and what it rests on.

In: a candidate with the reading that it was found in. Out: a Mention. Called by extract.consolidate.
"""

from __future__ import annotations

from corpus.study import Anchor
from extract.denials import polarity_at
from extract.grouping import Found
from extract.quotes import quote_span
from extract.theme import Mention


def mention_of(found: Found) -> Mention:
    """The mention; its quote is trimmed to what stands together in the file."""
    document, candidate = found.reading.document, found.candidate
    start, end = quote_span(document, candidate.quote, (candidate.start, candidate.end))
    voice = found.voices.of(candidate)
    return Mention(
        anchor=Anchor(document.id, start, end),
        quote=document.text[start:end],
        surface=document.text[candidate.start : candidate.end],
        evidence=candidate.evidence,
        polarity=polarity_at(found.voices.scope, found.voices.layout, candidate),
        section=found.section,
        cites=voice.cites,
        reasons=candidate.reasons,
        basis=voice.basis,
        attributed_to=voice.attributed_to,
    )
