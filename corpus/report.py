"""The parse report: what of a file was read, what was lost, and what to look at.

In: a corpus.study.Document. Out: a ParseReport, made from the document alone. Called by the shell, for `concord studies
--report`, the dashboard, and the gate of `--strict`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from corpus.doubts import Doubt, Severity, doubts_of, uncited
from corpus.study import BlockKind, Document, DocumentId

LEAST_COVERAGE = 0.99  # share of letters and digits; a file below it is refused by --strict


@dataclass(frozen=True, slots=True)
class ParseReport:
    """One document's account.

    coverage: share, 0 to 1, of the file's letters and digits that the text holds. characters: length of the text.
    other: blocks that were read and set aside, other_share: their share, 0 to 1, of the text. inferred: sections whose
    heading the reader recovered. torn_tables: tables whose cells could not be recovered. orphans: citations that point
    at no reference. uncited: references that nothing points at. repairs: (name, how often), the most frequent first.
    missing: which of title, authors, year, abstract and references the reader did not find.
    """

    document: DocumentId
    name: str
    format: str
    coverage: float
    characters: int
    blocks: int
    other: int
    other_share: float
    sections: int
    inferred: int
    tables: int
    torn_tables: int
    citations: int
    orphans: int
    references: int
    uncited: int
    repairs: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    def count(self, severity: Severity) -> int:
        """How many doubts there are of a severity."""
        return sum(doubt.severity is severity for doubt in self.doubts)

    def kinds(self, *severities: Severity) -> tuple[tuple[str, int], ...]:
        """Names of the doubts of those severities and how often each stands, the most frequent first."""
        return _counted(Counter(doubt.name for doubt in self.doubts if doubt.severity in severities))

    @property
    def uncited_share(self) -> float:
        """Share, 0 to 1, of references that nothing points at; 0 without references."""
        return self.uncited / self.references if self.references else 0.0


def report(document: Document) -> ParseReport:
    """The account of a document; the same document gives the same one."""
    other = [block for block in document.blocks if block.kind is BlockKind.OTHER]
    doubts = doubts_of(document)
    return ParseReport(
        document=document.id,
        name=document.name,
        format=document.format,
        coverage=document.coverage,
        characters=len(document.text),
        blocks=len(document.blocks),
        other=len(other),
        other_share=sum(block.end - block.start for block in other) / max(1, len(document.text)),
        sections=len(document.sections),
        inferred=sum(section.inferred for section in document.sections),
        tables=len(document.tables),
        torn_tables=sum(repair.name in ("table not recovered", "empty table") for repair in document.repairs),
        citations=len(document.citations),
        orphans=sum(not citation.targets for citation in document.citations),
        references=len(document.references),
        uncited=len(uncited(document)),
        repairs=_counted(Counter(repair.name for repair in document.repairs)),
        missing=tuple(doubt.name[3:] for doubt in doubts if doubt.name.startswith("no ")),
        doubts=doubts,
    )


def refusal(found: ParseReport) -> str:
    """Why a document does not pass the gate of --strict, as one sentence; "" when it does.

    It passes when its text holds at least LEAST_COVERAGE of the file and no doubt says that words are lost.
    """
    reasons = []
    if found.coverage < LEAST_COVERAGE:
        reasons.append(f"only {100 * found.coverage:.1f} % of its letters and digits were read")
    reasons += [f"{name} ({count})" if count > 1 else name for name, count in found.kinds(Severity.LOST)]
    if not reasons:
        return ""
    return f"{found.name}: {', '.join(reasons)}; add a better copy of the paper, or add it without --strict."


def _counted(names: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(names.items(), key=lambda item: (-item[1], item[0])))
