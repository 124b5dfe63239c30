"""The language pipeline run so that nothing is worked out twice.

In: texts, and the spaCy pipeline that the shell loaded. Out: docs, parsed or only tagged. Called by extract.language.
What the first layers of the network, the rules of the tagger and the lemmatizer say of a word depends on that word and
its tags alone, so each different word is asked about once. What depends on neighbours is computed as spaCy does it, and
the docs are bit by bit those of `nlp.pipe`, whatever the texts beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from itertools import accumulate, pairwise
from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    Rows = NDArray[np.uint64]

_TOGETHER = 64  # docs that go through a layer together: few enough for the cache of a processor, enough for its speed
_MOST_WORDS = 50_000  # strings that the vocabulary keeps for good; it begins with 18,000
_MOST_FORMS = 20_000  # words with their tags whose lemmas are kept, some 8 MB
_TAGS = ("TAG", "POS", "MORPH")
_RULES = ("attribute_ruler", "lemmatizer")
_TREE = "parser"


class Parser:
    """A spaCy pipeline for many studies; what is asked of it within `study` is safe between threads."""

    def __init__(self, nlp: Pipeline) -> None:
        self.nlp = nlp
        self._lock = RLock()
        self._reading = 0  # studies within studies
        self._forms = _Forms(nlp)

    @contextmanager
    def study(self) -> Iterator[None]:
        """The time in which docs live, once the vocabulary is full: then new words are forgotten with their study."""
        with self._lock, ExitStack() as zone:
            if not self._reading and len(self.nlp.vocab.strings) > _MOST_WORDS:
                zone.enter_context(self.nlp.memory_zone())
            self._reading += 1
            try:
                yield
            finally:
                self._reading -= 1

    def possible_lemmas(self, word: str) -> frozenset[str]:
        """Every lemma that a word in lower case may have."""
        return self._forms.possible(word)

    def parsed(self, texts: Sequence[str]) -> list[Doc]:
        """Docs with tags, lemmas, trees and sentences, in the order of the texts."""
        docs = self.tagged(texts)
        if _TREE in self.nlp.pipe_names:
            _set_trees(self.nlp.get_pipe(_TREE), docs)
        return docs

    def tagged(self, texts: Sequence[str]) -> list[Doc]:
        """Docs with tags and lemmas but no trees and no sentences, which cost half."""
        docs = [self.nlp.make_doc(text) for text in texts]
        for name, component in self.nlp.pipeline:
            if name == "tok2vec":
                _set_vectors(component, docs)
            elif name not in (*_RULES, _TREE):
                for some in _batches(docs):
                    list(component.pipe(some, batch_size=len(some)))  # type: ignore[attr-defined]
        self._forms.set(docs)
        return docs


def _batches(docs: list[Doc]) -> Iterator[list[Doc]]:
    return (docs[i : i + _TOGETHER] for i in range(0, len(docs), _TOGETHER))


def _set_vectors(tok2vec: Any, docs: list[Doc]) -> None:
    """What the component itself would set: its embedding looks at single words, its encoder at their neighbours."""
    from spacy.tokens import Doc

    embed, encode = tok2vec.model.layers
    if not sum(len(doc) for doc in docs):
        return
    rows, places = _different([_rows(doc, "ORTH", "SPACY", "NORM") for doc in docs])
    strings = docs[0].vocab.strings
    one = Doc(docs[0].vocab, words=[strings[row[0]] for row in rows.tolist()], spaces=rows[:, 1].astype(bool).tolist())
    _set_rows(one, rows[:, 2:], "NORM")
    vectors = embed.predict([one])[0]
    for some, where in zip(_batches(docs), _batches(places), strict=True):  # type: ignore[arg-type]
        tok2vec.set_annotations(some, encode.predict([vectors[place] for place in where]))


def _set_trees(parser: Any, docs: list[Doc]) -> None:
    """What the component itself would set. Its own loop gives up and takes back Python's lock at each of its eight
    additions a step, which takes as long as all the rest; this one, which spaCy trains with, holds it.
    """
    for some in _batches(sorted(docs, key=len)):
        model = parser.model.predict(some)
        states = parser.moves.init_batch(some)
        going = [state for state in states if not state.is_final()]
        while going:
            going = parser.transition_states(going, model.predict(going))
        parser.set_annotations(some, states)


def _rows(doc: Doc, *attributes: str) -> Rows:
    """A row for each token, a column for each attribute."""
    return doc.to_array(list(attributes)).reshape(len(doc), len(attributes))  # type: ignore[return-value]


def _set_rows(doc: Doc, rows: Rows, *attributes: str) -> None:
    doc.from_array(list(attributes), rows)  # type: ignore[arg-type]


def _different(arrays: list[Rows]) -> tuple[Rows, list[NDArray[np.intp]]]:
    """The different rows of several arrays, and for each array the places of its rows among them."""
    rows = np.ascontiguousarray(np.concatenate(arrays))
    whole = rows.view([("", rows.dtype)] * rows.shape[1]).ravel()
    _, first, places = np.unique(whole, return_index=True, return_inverse=True)
    ends = list(accumulate((len(array) for array in arrays), initial=0))
    return rows[first], [places[a:b] for a, b in pairwise(ends)]


class _Forms:
    """Tags after the rules of the pipeline and lemmas, for each different word with its tags."""

    def __init__(self, nlp: Pipeline) -> None:
        self.nlp = nlp
        self.rules = [component for name, component in nlp.pipeline if name in _RULES]
        self.known: dict[tuple[int, ...], tuple[int, int, int, str]] = {}
        self.rulers = [component for name, component in nlp.pipeline if name == _RULES[0]]
        self.first = _first_words(self.rulers)
        self.lemmas: dict[str, frozenset[str]] = {}

    @cached_property
    def _tables(self) -> tuple[list[dict[str, list[str]]], tuple[tuple[str, str], ...]]:
        """The exceptions of the lemmatizer by part of speech, and all its rules (ending, what stands for it)."""
        tables = self.nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        exceptions, rules = tables.get_table("lemma_exc"), tables.get_table("lemma_rules")
        return list(exceptions.values()), tuple(sorted({(old, new) for some in rules.values() for old, new in some}))

    def possible(self, word: str) -> frozenset[str]:
        """The lemmas that exceptions and rules can give for a word, whatever its tags."""
        if (known := self.lemmas.get(word)) is not None:
            return known
        if len(self.lemmas) > _MOST_FORMS:
            self.lemmas.clear()
        exceptions, rules = self._tables
        found = {word, *(form for table in exceptions for form in table.get(word, ()))}
        found.update(word.removesuffix(old) + new for old, new in rules if old and word.endswith(old))
        self.lemmas[word] = frozenset(found)
        return self.lemmas[word]

    def set(self, docs: list[Doc]) -> None:
        """Sets them in docs that have tags."""
        strings = self.nlp.vocab.strings
        several = np.array([strings.add(word) for word in self.first], dtype=np.uint64)
        plain = []
        for doc in docs:
            if np.isin(_rows(doc, "LOWER"), several).any():  # a rule may look at more than one word here
                for ruler in self.rulers:
                    ruler(doc)
            if len(doc):
                plain.append(doc)
        if not plain:
            return
        if len(self.known) > _MOST_FORMS:
            self.known.clear()
        rows, places = _different([_rows(doc, "ORTH", *_TAGS) for doc in plain])
        forms = [self._form(row) for row in map(tuple, rows.tolist())]
        table = np.array([(*tags, strings.add(lemma)) for *tags, lemma in forms], dtype=np.uint64)
        for doc, place in zip(plain, places, strict=True):
            _set_rows(doc, table[place], *_TAGS, "LEMMA")

    def _form(self, row: tuple[int, ...]) -> tuple[int, int, int, str]:
        if (form := self.known.get(row)) is not None:
            return form
        from spacy.tokens import Doc

        doc = Doc(self.nlp.vocab, words=[self.nlp.vocab.strings[row[0]]])
        _set_rows(doc, np.array([row[1:]], dtype=np.uint64), *_TAGS)
        for rule in self.rules:
            rule(doc)
            getattr(rule, "cache", {}).clear()  # the lemmatizer remembers too, without an end
        tag, pos, morph = _rows(doc, *_TAGS)[0].tolist()
        form = self.known[row] = (tag, pos, morph, doc[0].lemma_)
        return form


def _first_words(rulers: list[Any]) -> tuple[str, ...]:
    """The words in lower case with which those patterns begin that look at several words, sorted."""
    found = set()
    for ruler in rulers:
        for pattern in (p for rule in ruler.patterns for p in rule["patterns"] if len(p) > 1):
            found.add(str(pattern[0].get("LOWER", pattern[0].get("ORTH", ""))).lower())
    return tuple(sorted(found))
