"""The part of KnowledgeBase that opens codebooks: one in full, what is wrong with a text, what two of them differ in.

In: names of codebooks, or the TOML of one. Out: plain records. Called as a base class by KnowledgeBase. What another
codebook would change in the themes is tried in concord.parts.adopting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord import codebooks
from concord.parts.keeping import Keeper
from concord.resources import bundled_codebooks
from corpus.errors import BadCodebook, BadInput

if TYPE_CHECKING:
    from extract.facet import Codebook
    from synthesis.export.records import Record

AUTO = "auto"
MOST_TEXT = 1_000_000  # characters of a codebook


class Codebooks(Keeper):
    """The codebooks themselves."""

    def codebook(self, name: str | None = None) -> Record:
        """A codebook in full, with its TOML.

        name: a bundled one, the one in force by its name, or a TOML file; None takes the one in force, and where each
        study's own words choose that of most studies.

        Returns the record of concord.codebooks.detail with `file`, `text` (its TOML) and `below` ([{file, text}] of
        what it extends, the base first), `in_force` (a person chose it for all studies) and `studies`, those that are
        read with it. Raises BadInput, BadCodebook.
        """
        texts = self._texts_of(name)
        now, book = self._now(), codebooks.parsed(texts)
        held = now.state.codebook.texts if now.state.codebook else ()
        *below, (file, text) = texts
        return {
            **codebooks.detail(texts),
            "file": file,
            "text": text,
            "below": [{"file": base, "text": said} for base, said in below],
            "in_force": texts == held,
            "studies": [study.id for study in now.studies if now.codebook(study).codebook.name == book.name],
        }

    def check_codebook(self, text: str, *, file: str = "codebook.toml", words: bool = True) -> Record:
        """What is wrong with the TOML of a codebook, and what is doubtful.

        Args:
            text: the TOML; what it extends is a bundled codebook or the one in force. file: what to call it.
            words: also what is doubtful, such as a cue that never matches; that takes the language model.

        Returns {usable, label, facets, terms, concepts, problems: [{line, message, fatal}]}; label is name and version,
        "" where it cannot be used. Raises BadInput: it is longer than any codebook.
        """
        from concord import resources
        from extract.codebook import extends, read
        from extract.codebook_check import check
        from extract.toml_places import places

        if len(text) > MOST_TEXT:
            raise BadInput(f"A codebook has up to {MOST_TEXT:,} characters; this has {len(text):,}.")
        try:
            wanted = extends(file, text)
        except BadCodebook as error:
            return _checked(None, [(error.line, error.reason, True)])
        try:
            base = self._base(wanted) if wanted is not None else None
        except BadInput as error:
            return _checked(None, [(places(text).key("extends"), str(error).rstrip("."), True)])
        book, problems = read(file, text, base)
        if book is not None and words:
            problems = check(file, text, base, resources.language().lemmas)
        return _checked(book, [(problem.line, problem.message, problem.fatal) for problem in problems])

    def compare_codebooks(
        self, codebook: str | None = None, against: str | None = None, *, text: str | None = None
    ) -> Record:
        """What a codebook has that another one has not, and the other way round, facet by facet.

        codebook, against: names as `codebook` takes them; None is the one in force. text: the TOML of the first one
        instead of its name, as `check_codebook` takes it. See concord.codebook_changes. Raises BadInput, BadCodebook.
        """
        from concord.codebook_changes import changes_record
        from extract.codebook import extends, parse

        before = codebooks.detail(self._texts_of(against))
        if text is None:
            return changes_record(before, codebooks.detail(self._texts_of(codebook)))
        wanted = extends(codebook or "codebook.toml", text)
        book = parse(codebook or "codebook.toml", text, self._base(wanted) if wanted is not None else None)
        return changes_record(before, codebooks.detail_of(book, [wanted] if wanted else []))

    def _base(self, name: str) -> Codebook:
        """What a text may extend: a text that somebody sends must not make the server read any file of its own.

        Raises BadInput.
        """
        held = self._texts_of(None)
        if name not in bundled_codebooks() and name not in (codebooks.parsed(held).name, held[-1][0]):
            there = ", ".join(bundled_codebooks())
            raise BadInput(f"'extends' names {name!r}, which is neither in force nor bundled; there are: {there}.")
        return codebooks.parsed(self._texts_of(name))

    def _texts_of(self, name: str | None) -> codebooks.Texts:
        """The texts of a codebook by name, the base first; None: of the one in force, or of most studies."""
        now = self._now()
        held = now.state.codebook.texts if now.state.codebook else ()
        if name is None or name == AUTO:
            if held:
                return held
            used = [now.codebook(study).texts for study in now.studies]
            return max(used, key=lambda texts: (used.count(texts), texts)) if used else codebooks.texts_of("generic")
        if held and name in (codebooks.parsed(held).name, held[-1][0]):
            return held
        return codebooks.texts_of(name)


def _checked(book: Codebook | None, problems: list[tuple[int | None, str, bool]]) -> Record:
    facets = book.facets if book else ()
    return {
        "usable": book is not None,
        "label": book.label if book else "",
        "facets": len(facets),
        "terms": sum(len(facet.lexicon) for facet in facets),
        "concepts": sum(len(facet.concepts) for facet in facets),
        "problems": [{"line": line, "message": message, "fatal": fatal} for line, message, fatal in problems],
    }
