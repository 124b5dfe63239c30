"""Whether every quote stands where it is said to stand: in the text as it is read now, and in the file.

In: what follows from a store, its documents read anew, and the logs. Out: troubles. Called by concord.verifying.
Positions are compared with the text of the document, words with the file itself, as corpus promises: white space and
mark-up aside, a quote is verbatim. Of a PDF the text that its reader gave is all there is to compare with.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from concord import log
from concord.verifying.contents import Trouble

if TYPE_CHECKING:
    from concord.deriving.derive import Derived
    from concord.store.store import Store
    from corpus.study import Document, Study
    from extract.theme import Mention

_MARKED_UP = ("tei", "jats")
_PAGED = ("pdf",)
_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")  # a tag may hold ">" inside of an attribute
_SHOWN = 60  # characters of a quote in a sentence


def troubles(now: Derived, store: Store) -> Iterator[Trouble]:
    """All troubles of quotes, in a fixed order: those of themes, of decisions, of codings."""
    for name, sentence in sorted((one.name, one.sentence) for one in now.unreadable):
        yield Trouble("readings", name, sentence)
    documents = {str(document.id): document for document in now.documents}
    unread = {row.id for row in now.state.documents} - documents.keys()

    @cache
    def source(id: str) -> tuple[str, ...]:
        return sources_of(documents[id], store.document_bytes(id))

    for theme in sorted(now.synthesis.themes, key=lambda theme: theme.id):
        for mention in (mention for mention in theme.mentions if mention.anchor.document not in unread):
            if complaint := _complaint(mention, documents, source):
                said = f"The theme {theme.label!r} ({theme.id}) of {theme.study} {complaint}"
                yield Trouble(
                    "anchors", theme.id, f"{said}; 'concord verify --deep' says whether its cache is at fault."
                )
    yield from _of_decisions(now)
    yield from _of_codings(now.studies, store)


def _complaint(mention: Mention, documents: dict[str, Document], source: Callable[[str], tuple[str, ...]]) -> str:
    """What is wrong with the place of a quote, in words; "" for one that stands."""
    anchor, quote = mention.anchor, mention.quote
    document = documents.get(anchor.document)
    if document is None:
        return f"quotes a document that is not here ({anchor.document})"
    if document.text[anchor.start : anchor.end] != quote:
        return f"quotes {_shown(quote)}, which does not stand at {anchor.start} to {anchor.end} of {document.name}"
    texts, wanted = source(anchor.document), folded(quote)
    if texts and not any(wanted in text for text in texts):
        return f"quotes {_shown(quote)}, which does not stand so in the file {document.name}"
    return ""


def sources_of(document: Document, data: bytes) -> tuple[str, ...]:
    """The words of a file, folded, without its mark-up and with it; () for a file whose words only its reader knows."""
    if document.format in _PAGED:
        return ()
    raw = _decoded(data)
    plain = (folded(html.unescape(_TAG.sub(" ", raw))),) if document.format in _MARKED_UP else ()
    return (*plain, folded(raw))


def folded(text: str) -> str:
    """Text as it is compared: NFKC, without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _of_decisions(now: Derived) -> Iterator[Trouble]:
    """Themes that reviewers added: their words stand in the study, or the decision waits as a conflict."""
    from synthesis.decisions import Kind, find_quote, in_force

    waiting = {conflict.decision.sequence for conflict in now.conflicts}
    studies = _by_name(now.studies)
    for decision in in_force(now.log):
        if decision.kind is not Kind.ADD or decision.sequence in waiting:
            continue
        for address in decision.themes:
            study = studies.get(address.study)
            if study is None or find_quote(study, address.quote) is None:
                yield Trouble(
                    "anchors",
                    f"decision {decision.sequence}",
                    f"Decision {decision.sequence} of {decision.who} quotes {_shown(address.quote)}, which stands in "
                    f"no document of {address.study}.",
                )


def _of_codings(studies: tuple[Study, ...], store: Store) -> Iterator[Trouble]:
    """Codes of people: a study that reads otherwise now may have lost the words, which is nobody's fault."""
    from synthesis.decisions import find_quote

    named = _by_name(studies)
    for entry in log.codings(store):
        study = named.get(entry.study)
        for code in entry.codes:
            if study is None or find_quote(study, code.quote) is None:
                subject = f"coding {entry.sequence}"
                says = f"quotes {_shown(code.quote)}, which stands in no document of {entry.study} as it is read now"
                yield Trouble("anchors", subject, f"Coding {entry.sequence} of {entry.who} {says}.", doubt=True)


def _by_name(studies: tuple[Study, ...]) -> dict[str, Study]:
    former = {str(alias): study for study in studies for alias in study.aliases}
    return former | {str(study.id): study for study in studies}


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def _shown(quote: str) -> str:
    line = " ".join(quote.split())
    return repr(line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…")
