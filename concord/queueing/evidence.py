"""What an entry of the queue rests on: the words of both sides, each with the place where they stand.

In: an entry and the state that it is of. Out: plain records, `side` 0 or 1, as they are laid side by side. Called by
concord.queueing.records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from concord.queueing.entry import Entry
from concord.queueing.waiting import Waiting
from corpus.references import Doubt
from corpus.study import Anchor, BlockKind, Clash, Document, Reference, StudyId
from extract.theme import Mention, Theme, ThemeId
from synthesis.concept import ConceptId, Translation
from synthesis.conclusion import Conclusion
from synthesis.decisions import Address, Conflict, Dispute, find_quote
from synthesis.disagreement import Disagreement
from synthesis.export.records import Record, section_at

_FIRST_WORDS = 400  # characters of a document that are shown to tell which work it is
_MORE = 4  # themes of other studies beside the one that is asked about; one in a list


def evidence(entry: Entry, waiting: Waiting, most: int = 1) -> list[Record]:
    """The words of one side, then those of the other. most: mentions of a theme."""
    return list(_Evidence(waiting, most).of(entry.what))


def words_of(themes: Sequence[ThemeId], waiting: Waiting) -> list[Record]:
    """The best words of some themes, as those of the other side."""
    reader = _Evidence(waiting, 1)
    return [words for id in themes if id in waiting.themes for words in reader.theme(waiting.themes[id], 1)]


class _Evidence:
    """Reads the words of each kind of entry out of one state."""

    def __init__(self, waiting: Waiting, most: int) -> None:
        self.waiting, self.most = waiting, most

    def of(self, what: object) -> Iterator[Record]:
        match what:
            case Translation():
                for side, id in enumerate((what.source, what.target)):
                    yield from self.theme(self.waiting.themes[id], side)
            case Theme():
                yield from self.theme(what, 0)
                yield from self.others(what)
            case Disagreement():
                for words in sorted(what.sides, key=lambda words: words.against):
                    theme = self.waiting.themes.get(words.theme) if words.theme else None
                    label = theme.label if theme else words.says or what.topic
                    yield self.words(words.study, words.anchor, words.quote, label, int(words.against), words.theme)
            case Doubt():
                cited = self.waiting.now.overlap.bibliography.reference
                for side, (study, key) in enumerate((what.one, what.other)):
                    yield self.reference(study, cited[study, key], side)
            case Clash():
                for side, (home, document) in enumerate(self.waiting.holding(what.documents)):
                    yield self.document(home.id, home.document(document), side)
            case Conflict():
                yield from self.addresses(what.decision.themes, 0)
            case Conclusion():
                yield from self.conclusion(what)
            case Dispute():
                yield from self.dispute(what)

    def theme(self, theme: Theme, side: int, most: int | None = None) -> Iterator[Record]:
        for mention in theme.mentions[: most or self.most]:
            yield self.mention(theme, mention, side)

    def mention(self, theme: Theme, mention: Mention, side: int) -> Record:
        found = self.words(theme.study, mention.anchor, mention.quote, theme.label, side, theme.id, mention.section)
        found["polarity"] = str(mention.polarity)
        return found

    def others(self, theme: Theme) -> Iterator[Record]:
        """Who says the same: themes of its concept, those of other studies first, else what its parent lists."""
        concept = self.waiting.concept_of.get(theme.id)
        ids = [id for id in concept.themes if id != theme.id] if concept else []
        found = [self.waiting.themes[id] for id in ids]
        for other in sorted(found, key=lambda o: (o.study == theme.study, -o.confidence, o.study, o.id))[
            : _MORE if self.most > 1 else 1
        ]:
            yield from self.theme(other, 1, 1)

    def reference(self, study: StudyId, reference: Reference, side: int) -> Record:
        fields = {
            name: getattr(reference, name) or None
            for name in ("title", "year", "venue", "volume", "first_page", "doi", "pmid")
        }
        return {
            **self.placed(study, reference.title or reference.key, reference.raw, "References", side),
            "fields": {"title": fields["title"], "authors": list(reference.authors), **fields},
        }

    def document(self, study: StudyId, document: Document, side: int) -> Record:
        told, words = document.metadata, _first_words(document)
        return {
            **self.placed(study, told.title or document.name, document.quote(words) if words else "", "", side),
            "document": document.name,
            "start": words.start if words else 0,
            "end": words.end if words else 0,
            "fields": {
                "title": told.title,
                "authors": list(told.authors),
                "year": told.year,
                "doi": told.doi,
                "format": document.format,
                "characters": len(document.text),
            },
        }

    def conclusion(self, conclusion: Conclusion) -> Iterator[Record]:
        """What it spoke of and what is still there; over against it what has come and what has left since."""
        drawn = next(d for d in self.waiting.now.replayed.drawn if d.decision.sequence == conclusion.number)
        then = dict(zip(drawn.addresses, drawn.themes, strict=True))
        concept = self.waiting.concepts.get(ConceptId(conclusion.concept))
        there = set(concept.themes) if concept else set()
        left = [address for address, id in then.items() if id not in there]
        yield from self.addresses([address for address in then if address not in left], 0, then)
        for id in concept.themes if concept else ():
            if id not in then.values():
                yield from ({**words, "moved": "came"} for words in self.theme(self.waiting.themes[id], 1, 1))
        yield from ({**words, "moved": "left"} for words in self.addresses(left, 1, then))

    def dispute(self, dispute: Dispute) -> Iterator[Record]:
        """What people speak of: each theme once; of words the quotes, of documents both files."""
        for id in dispute.themes:
            if id in self.waiting.themes:
                yield from self.theme(self.waiting.themes[id], 0, 1)
        if dispute.themes:
            return
        decision = self.waiting.decision(dispute.holds)
        groups = decision.groups or (0, *(1 for _ in decision.themes[1:]))
        for address, side in zip(decision.themes, groups, strict=True):
            yield from self.addresses((address,), side)
        for side, (home, document) in enumerate(self.waiting.holding(decision.documents)):
            yield self.document(home.id, home.document(document), side)

    def addresses(
        self, addresses: Sequence[Address], side: int, themes: Mapping[Address, ThemeId | None] | None = None
    ) -> Iterator[Record]:
        """The words that a decision names; with their place where they still stand. themes: what is known of them."""
        for address in addresses:
            study = self.waiting.home(address.study)
            anchor = find_quote(study, address.quote) if study else None
            if study and anchor:
                quote = study.document(anchor.document).quote(anchor)
                yield self.words(study.id, anchor, quote, address.label, side, (themes or {}).get(address))
            else:
                yield self.placed(address.study, address.label, address.quote, "", side)

    def words(
        self,
        study: StudyId,
        anchor: Anchor,
        quote: str,
        label: str,
        side: int,
        theme: ThemeId | None = None,
        section: str | None = None,
    ) -> Record:
        """Words at their place. section: found by the place where it is not given."""
        home = self.waiting.studies.get(study)
        document = self.waiting.documents.get(anchor.document)
        return {
            "side": side,
            "study": study,
            "study_title": home.title if home else "",
            "label": label,
            "quote": quote,
            "section": section if section is not None else section_at(document, anchor.start) if document else "",
            "document": document.name if document else str(anchor.document),
            "start": anchor.start,
            "end": anchor.end,
            "theme": theme,
        }

    def placed(self, study: str, label: str, quote: str, section: str, side: int) -> Record:
        """Words of a study whose place in a document is not known, or that have none."""
        home = self.waiting.studies.get(StudyId(study))
        return {
            "side": side,
            "study": study,
            "study_title": home.title if home else "",
            "label": label,
            "quote": quote,
            "section": section,
            "document": "",
            "start": 0,
            "end": 0,
            "theme": None,
        }


def _first_words(document: Document) -> Anchor | None:
    """The beginning of a document's text, from its abstract or first paragraph on; None for one without words."""
    running = (BlockKind.ABSTRACT, BlockKind.PARAGRAPH)
    first = next((block for block in document.blocks if block.kind in running), None)
    start = first.start if first else 0
    end = min(start + _FIRST_WORDS, len(document.text))
    return Anchor(document.id, start, end) if start < end else None
