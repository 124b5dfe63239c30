"""The part of KnowledgeBase where people code studies by hand, blind to one another and to the machine.

In: ids of studies, labels, the words they rest on. Out: plain records. Called as a base class by KnowledgeBase. Codings
have a log of their own and change no synthesis; what coders agree on becomes a theme by `add_theme`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import combinations
from typing import TYPE_CHECKING

from concord import log
from concord.parts.keeping import Keeper
from corpus.errors import BadDecision, BadInput

if TYPE_CHECKING:
    from corpus.study import Study
    from synthesis.coding import Code, Coder, Entry, Unit
    from synthesis.export.records import Record


class Codings(Keeper):
    """Blind coding and its reliability."""

    def coding_units(self, study: str) -> list[Record]:
        """The places of a study to code, in reading order: number, section, kind, text, start."""
        from synthesis.coding import units_of

        return [asdict(unit) for unit in units_of(self._one_study(study))]

    def coding_sheet(self, study: str, facets: Sequence[str] | None = None) -> bytes:
        """A CSV sheet with a row a unit and a column a facet, holding what the signer has coded already."""
        from concord.files import sheets

        found = self._one_study(study)
        return sheets.written(found.id, self._units(found), self._wanted(facets), self._mine(found).codes)

    def import_sheet(self, name: str, data: bytes) -> Record:
        """Takes a filled sheet: under its facets, the signer's codes of the study are those of the sheet from now on.

        Returns:
            {"study", "coded", "dropped", "missing"}: how many codes were new, how many are gone, and how many places of
            the study have no row in the sheet.

        Raises:
            BadInput: no sheet of a study that is here. BadDecision: the signer has handed in already.
        """
        from concord.files import sheets

        found = self._one_study(sheets.study_of(name, data))
        facets = self._wanted(sheets.facets_of(name, data))
        units = self._units(found)
        wanted = sheets.read(name, data, units)
        rows = sheets.numbers_of(name, data)
        held = [code for code in self._mine(found).codes if code.facet in facets]
        new = [code for code in wanted if code not in held]
        gone = [code for code in held if code not in wanted]
        self._write(found, new, gone)
        missing = sum(str(unit.number) not in rows for unit in units)
        return {"study": found.id, "coded": len(new), "dropped": len(gone), "missing": missing}

    def code(self, study: str, facet: str, label: str, quote: str, *, start: int = 0) -> None:
        """The signer codes words of a study. start: where they begin in its best document, to tell equal words.

        Raises:
            BadDecision: the words do not stand in the study, or the signer has handed in.
        """
        from synthesis.coding import Code
        from synthesis.decisions import find_quote

        found = self._one_study(study)
        self._wanted([facet])
        if find_quote(found, quote) is None:
            raise BadDecision(f"The words stand in no document of {found.id}; give them as they are written there.")
        code = Code(facet, label.strip(), quote.strip(), start)
        if code not in self._mine(found).codes:
            self._write(found, [code], [])

    def drop_code(self, study: str, facet: str, label: str, quote: str, *, start: int = 0) -> None:
        """The signer takes a code back."""
        from synthesis.coding import Code

        found = self._one_study(study)
        code = Code(facet, label.strip(), quote.strip(), start)
        if code in self._mine(found).codes:
            self._write(found, [], [code])

    def hand_in(self, study: str, facets: Sequence[str] | None = None, *, empty: bool = False) -> None:
        """The signer has finished. facets: those looked for; None for all. Nothing can be changed afterwards.

        empty: the signer coded nothing and means it; without it an empty coding is refused, as a mistyped name is one.
        """
        from synthesis.coding import Act, Entry

        found = self._one_study(study)
        wanted = self._wanted(facets)
        self._check_at_work(found)
        if not self._mine(found).codes and not empty:
            raise BadDecision(
                f"{self._user} has coded nothing in {found.id}; check the name and the study, or say that it is so "
                "('--empty' on the command line)."
            )
        if outside := sorted({code.facet for code in self._mine(found).codes} - set(wanted)):
            raise BadDecision(f"You coded {outside[0]!r} too; hand in with that facet, or take those codes back.")
        log.append(self._store, Entry(Act.HAND_IN, found.id, (), wanted, self._user), clock=self._clock)

    def open_codings(self, study: str, *, reason: str) -> None:
        """Lets everybody see codings that are still blind; the log keeps who did it and why."""
        from synthesis.coding import Act, Entry

        found = self._one_study(study)
        log.append(self._store, Entry(Act.OPEN, found.id, who=self._user, reason=reason), clock=self._clock)

    def my_codes(self, study: str) -> list[Record]:
        """The signer's own codes of a study."""
        return [asdict(code) for code in self._mine(self._one_study(study)).codes]

    def coders(self, study: str | None = None) -> list[Record]:
        """Who codes what: study, who, codes, finished, and whether the codings of the study may be seen."""
        from synthesis.coding import coders, is_open

        wanted = self._study_id(study)
        entries = log.codings(self._store)
        studies = sorted({entry.study for entry in entries if wanted in (None, entry.study)})
        return [
            {
                "study": id,
                "who": coder.who,
                "codes": len(coder.codes),
                "facets": list(coder.facets),
                "finished": coder.finished,
                "blind": coder.blind,
                "open": is_open(entries, id),
            }
            for id in studies
            for coder in coders(entries, id)
        ]

    def coding_agreement(self, study: str | None = None) -> list[Record]:
        """How far coders who handed in agree, people with one another and each with the machine, by study and facet.

        Units are the places of the study's best document, rated present or absent; facet "" is all of them. `themes`
        compares the lists of labels: how many both have, and positive agreement 2 both / (2 both + one + other).
        Coefficients are None where they are undefined, and `undefined` says why; `intervals` are of the bootstrap.
        """
        from concord.tables.reliability import coding_record
        from synthesis.reliability import compare

        wanted = self._study_id(study)
        rows = []
        for found in self._now().studies:
            if wanted not in (None, found.id):
                continue
            people = [coder for coder in self._people(found) if coder.finished]
            units = self._units(found)
            everyone = [*people, self._machine(found)] if people else []
            for one, other in combinations(everyone, 2):
                rows += [
                    {"study": found.id, "one": one.who, "other": other.who, "facet": compared.facet}
                    | coding_record(compared.figures)
                    | {"themes": _themes(one, other, compared.facet)}
                    for compared in compare(one, other, units)
                ]
        return rows

    def coding_disagreements(self, study: str) -> list[Record]:
        """Where people who handed in part, with what the machine found there, in reading order.

        Raises:
            BadDecision: the codings of the study are still blind.
        """
        from synthesis.coding import is_open
        from synthesis.reliability import disagreements

        found = self._one_study(study)
        people = self._people(found)
        if not is_open(log.codings(self._store), found.id):
            waiting = ", ".join(coder.who for coder in people if not coder.finished) or "a second coder"
            raise BadDecision(
                f"The codings of {found.id} are still blind: waiting for {waiting}. "
                "'concord coding open' lifts that, and the log tells who did it."
            )
        everyone = [*people, self._machine(found)]
        return [
            {
                "study": found.id,
                "unit": place.unit.number,
                "section": place.unit.section,
                "facet": place.facet,
                "labels": {who: list(labels) for who, labels in place.said},
                "text": place.unit.text,
            }
            for place in disagreements(everyone, self._units(found))
        ]

    def verify_codings(self) -> str | None:
        """None when no coding was changed past Concord, else one sentence."""
        return log.verify(log.codings(self._store))

    def _one_study(self, study: str) -> Study:
        id = self._study_id(study)
        return next(s for s in self._now().studies if s.id == id)

    def _units(self, study: Study) -> tuple[Unit, ...]:
        from synthesis.coding import units_of

        return units_of(study)

    def _wanted(self, facets: Iterable[str] | None) -> tuple[str, ...]:
        known = self.facets()
        for facet in facets or ():
            if facet not in known:
                raise BadInput(f"There is no facet {facet!r}; there are: {', '.join(known)}.")
        return tuple(facets or known)

    def _people(self, study: Study) -> tuple[Coder, ...]:
        from synthesis.coding import coders

        names = {study.id, *study.aliases}
        return coders(
            (self._named(entry, study) for entry in log.codings(self._store) if entry.study in names), study.id
        )

    def _named(self, entry: Entry, study: Study) -> Entry:
        from dataclasses import replace

        return entry if entry.study == study.id else replace(entry, study=study.id)

    def _mine(self, study: Study) -> Coder:
        from synthesis.coding import Coder

        return next((coder for coder in self._people(study) if coder.who == self._user), Coder(self._user, ()))

    def _machine(self, study: Study) -> Coder:
        from synthesis.coding import machine

        now = self._now()
        extraction = next(e for e in now.extractions if e.study == study.id)
        return machine(extraction, [facet.name for facet in now.codebook(study).codebook.facets])

    def _check_at_work(self, study: Study) -> None:
        if self._mine(study).finished:
            raise BadDecision(f"{self._user} has handed in the coding of {study.id}; it cannot be changed any more.")

    def _write(self, study: Study, new: Sequence[Code], gone: Sequence[Code]) -> None:
        from synthesis.coding import Act, Entry

        self._check_at_work(study)
        for act, codes in ((Act.DROP, gone), (Act.CODE, new)):
            if codes:
                log.append(self._store, Entry(act, study.id, tuple(codes), who=self._user), clock=self._clock)


def _themes(one: Coder, other: Coder, facet: str) -> Record:
    from concord.gold import match

    facets = [facet] if facet else [name for name in one.facets if name in other.facets]
    lists = [
        list({(c.facet, c.label): asdict(c) for c in coder.codes if c.facet in facets}.values())
        for coder in (one, other)
    ]
    both, total = len(match(*lists)), len(lists[0]) + len(lists[1])
    return {
        "both": both,
        "only_one": len(lists[0]) - both,
        "only_other": len(lists[1]) - both,
        "agreement": 2 * both / total if total else None,
    }
