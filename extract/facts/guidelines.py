"""By what the study was guided: guidelines, methods of others, frames of questions, tools of appraisal, registration.

In: an Own. Out: Found of kinds GUIDELINE, FRAMING, APPRAISAL and REGISTRATION. Called by gather. A method known only
by its author is found by the words around it ("following the steps of ..."); where only a number cites it, the
bibliography gives the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.study import Citation, Reference
from extract.facts.own import Own, Place, Sentence
from extract.facts.values import Found, Kind

_GUIDED = re.compile(
    r"\b(?:follow|accord|adher|accordance|guid|based\son|using|used|adopt|adapt|appl(?:y|ied)|compl(?:y|ied|iance)|report|conform|in\sline\swith|"
    r"recommend|framework|checklist|statement|flow|diagram|described|proposed|outlined|per\b|steps|as\ssuggested|structured|informed|employ)",
    re.IGNORECASE,
)
_AUTHOR = r"(?:[A-ZÀ-Ž][\w'’-]+(?:-[A-ZÀ-Ž][\w'’-]+)*)"
_NAMED = rf"{_AUTHOR}(?:(?:,\s{_AUTHOR})*,?\s(?:and|&)\s{_AUTHOR}|\set\sal\.?|(?:'s|’s))?"
_STEPS = (
    r"(?:methods?|methodolog(?:y|ies)|guidelines?|steps|protocol|framework|recommendations?|approach|procedures?|process|guide|"
    r"guidance|phases|stages|advice|principles|integrative\smethod)"
)
_BY = re.compile(
    rf"(?:\b(?:[Ff]ollow(?:ing|ed|s)?|[Aa]ccording\sto|[Aa]dapt(?:ed|ing)|[Aa]dopt(?:ed|ing)|[Bb]ased\son|[Uu]s(?:ed|ing)|[Aa]ppl(?:ied|ying)|[Gg]uided\sby|[Ii]n\s(?:line|accordance)\swith|[Aa]dher(?:ed|ing|es)\sto|[Pp]er)\b"
    rf"(?:\s(?!and\b)[\w-]+){{0,6}}?\s{_STEPS}(?:\s(?!and\b)[\w-]+){{0,4}}?\s(?:of|by|from|in|proposed\sby|described\sby|described\sin|outlined\sby|outlined\sin|suggested\sby|developed\sby|recommended\sby|set\sout\sby)\s(?P<one>{_NAMED}|(?=\[))"
    rf"|\b(?:[Ff]ollow(?:ing|ed|s)|[Gg]uided\sby)\s(?P<two>{_NAMED})(?=\s?[\[(]|\s(?:methodology|methods?|guidelines|framework|approach|steps))"
    rf"|\b(?:protocol|method|review|approach|procedure|study)\s(?:here\s)?follow(?:s|ed)\s(?P<five>{_NAMED}(?=\s?[\[(])|(?=\[))"
    rf"|\b[Aa]ccording\sto\s(?P<four>{_NAMED})(?=(?:\s?\[[\d,\s]+\]|\s?\(\d{{4}}\))?\s(?:methodology|methods?|guidelines|framework|approach|steps|in\sthe\sfollowing\ssteps))"
    rf"|\b(?:[Tt]he|A|a|[Aa]n)(?:\s[\w-]+){{0,4}}?\s{_STEPS}(?:\s[\w-]+){{0,4}}?\s(?:of|by)\s(?P<three>{_NAMED}|(?=\[))(?=[^.;]{{0,40}}?\b(?:was|were)\s(?:\w+\s)?(?:followed|used|adapted|adopted|applied|employed))"
    rf"|\b(?:[Ff]ollow(?:ing|ed|s)?|[Aa]dapt(?:ed|ing)|[Uu]sed|[Aa]dopted|[Tt]hrough|[Ww]ith|[Aa]ccording\sto)(?:\s[\w-]+){{1,4}}?\s(?:guidelines?|steps|protocol|recommendations?|phases|synthesis)(?:\s[\w-]+,?){{0,9}}?\s?(?=[\[(]))"
)
_REVIEWING = re.compile(
    r"review|search|synthes|mapping|thematic|\bcod(?:e|ed|ing)\b|protocol|screen|literature|integrative|ethnograph|apprais|the\ssteps\sof",
    re.IGNORECASE,
)
_CITED = re.compile(r"^(?:'s|’s)?\s?(?:\set\sal\.?\s?)?[,]?\s?\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?")
_PARENTHESISED = re.compile(rf"^\s?\((?P<who>{_NAMED}),?\s(?P<year>(?:19|20)\d\d)[a-z]?\)")
_REGISTERED = (
    ("PROSPERO", re.compile(r"\bCRD\s?-?\s?(4\d{10}|4\d{3}\s?\d{6,7}|\d{8,11})\b")),
    ("OSF", re.compile(r"\b(?:10\.17605/OSF\.IO/[A-Z0-9]{5}|osf\.io/[a-z0-9]{5})\b", re.IGNORECASE)),
    ("INPLASY", re.compile(r"\bINPLASY\s?\d{9}\b")),
    ("Research Registry", re.compile(r"\breviewregistry\s?\d{2,6}\b", re.IGNORECASE)),
    ("ClinicalTrials.gov", re.compile(r"\bNCT\d{8}\b")),
)
_SAID = re.compile(
    r"\b(?P<no>[Nn]o\s(?:review\s|study\s)?)?protocol\b[^.;]{0,80}?\b(?:was|were|has\sbeen|is)\s(?P<not>not\s)?(?:\w+ly\s)?(?:pre-?)?(?:registered|published\sin\sPROSPERO)|\b(?:pre-?)?registered\s(?:\w+\s){0,4}?(?:with|in|on|at)\s(?:the\s)?(?:PROSPERO|OSF|Open\sScience|INPLASY)"
    r"|\bprotocol\sregistration\b|\b(?:review|study)\swas\s(?P<not2>not\s)?(?:\w+ly\s)?(?:pre-?)?registered\b",
    re.IGNORECASE,
)
_QUALITY = re.compile(
    r"\b(?:quality|risk\sof\sbias|bias|apprais|rigou?r|certainty|confidence|checklist|tool|scale|strength|assess)",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:did\snot|didn['’]t|no\sformal|without|not\s(?:formally\s)?)\s?(?:formally\s|critically\s)?(?:assess|apprais|evaluat|rat)\w*\s(?:the\s)?(?:methodological\s|study\s)?(?:quality|risk\sof\sbias)"
    r"|\bquality\s(?:of\s(?:the\s)?(?:\w+\s)?studies\s|assessment\s|appraisal\s)(?:was|were)\snot\s(?:assessed|appraised|evaluated|performed|conducted|undertaken|carried|rated)|\bno\s(?:formal\s)?(?:quality|critical)\s(?:assessment|appraisal)\b",
    re.IGNORECASE,
)
_SURE = {Place.METHOD: 0.92, Place.ABSTRACT: 0.9, Place.TITLE: 0.6}


def guidelines(own: Own) -> Iterator[Found]:
    """Guidelines and methods that were followed, and frames of questions."""
    vocabulary = own.vocabulary
    for sentence in own.sentences:
        if sentence.place is Place.BACKGROUND or not (
            sentence.told_here or sentence.place in (Place.OTHER, Place.RESULT)
        ):
            continue
        known = [
            h for h in vocabulary.guidelines.hits(sentence.text) if _GUIDED.search(sentence.text) or not h.entry.surname
        ]
        named = {h.entry.name.lower() for h in known}
        for hit in known:
            if hit.entry.surname and not (sentence.told_here and _near_guide(sentence.text, hit.start)):
                continue
            sure = _SURE.get(sentence.place, 0.75 if sentence.own else 0.65) - 0.04 * hit.entry.surname
            yield _found(sentence, Kind.GUIDELINE, hit.entry.name, hit.start, hit.end, sure, "a known guideline")
        for hit in vocabulary.framings.hits(sentence.text):
            if re.search(
                r"\b(?:question|framework|criteri|format|mnemonic|acronym|tool|elements|population|eligib|structur|model)",
                sentence.text,
                re.IGNORECASE,
            ):
                yield _found(
                    sentence, Kind.FRAMING, hit.entry.name, hit.start, hit.end, 0.88, "a frame of the question"
                )
        if sentence.told_here:
            spans = [(sentence.start + h.start, sentence.start + h.end) for h in known if not h.entry.surname]
            yield from (
                f
                for f in _by_author(own, sentence)
                if not any(n.split()[0] in f.value.lower() for n in named)
                and not any(start < f.end and f.start < end for start, end in spans)
            )


def _near_guide(text: str, at: int) -> bool:
    return _GUIDED.search(text[max(0, at - 110) : at + 90]) is not None


def _by_author(own: Own, sentence: Sentence) -> Iterator[Found]:
    """Methods that are called by who wrote of them."""
    if not _REVIEWING.search(sentence.text):
        return
    for match in _BY.finditer(sentence.text):
        name = match["one"] or match["two"] or match["three"] or match["four"] or match["five"] or ""
        rest = sentence.text[match.end() :]
        year, end = "", match.end()
        if inside := (None if name else _PARENTHESISED.match(rest)):
            name, year, end = inside["who"], inside["year"], match.end() + inside.end()
        elif name and (cited := _CITED.match(rest)):
            year, end = cited["year"], match.end() + cited.end()
        elif not name:
            reference = _cited_at(own, sentence.start + match.end())
            if reference is None:
                continue
            name, year = _called(reference), str(reference.year or "")
        name = re.sub(r"(?:'s|’s)$", "", name)
        if not name or re.match(
            r"(?:The|This|Figure|Table|Section|Our|We|Step|These|Scopus|Appendix|PRISMA|Google|Helsinki)\b", name
        ):
            continue
        value = f"{name} ({year})" if year else name
        yield _found(
            sentence,
            Kind.GUIDELINE,
            value,
            match.start(),
            end,
            _SURE.get(sentence.place, 0.7) - 0.1,
            "a method of others that was followed",
        )


def _cited_at(own: Own, at: int) -> Reference | None:
    """The one reference that the text cites at a position, or within two characters after it."""
    citation: Citation | None = next((c for c in own.document.citations if at - 1 <= c.start <= at + 2), None)
    if citation is None:
        number = re.match(r"\s?\[(\d+)\]", own.document.text[at : at + 8])
        return next((r for r in own.document.references if number and r.number == number[1]), None)
    return own.document.reference_of.get(citation.targets[0]) if len(citation.targets) == 1 else None


def _called(reference: Reference) -> str:
    """The surnames of a reference as a text calls them."""
    names = [author.split()[-1] for author in reference.authors if author.split()]
    return " and ".join(names) if len(names) < 3 else f"{names[0]} et al."


def appraisals(own: Own) -> Iterator[Found]:
    """Tools of appraisal, and the word that none was done ("none")."""
    for sentence in own.sentences:
        if sentence.place is Place.BACKGROUND:
            continue
        for hit in own.vocabulary.appraisals.hits(sentence.text):
            spoken = _QUALITY.search(sentence.text) or _QUALITY.search(own.path(sentence.block))
            if spoken and (sentence.told_here or sentence.place in (Place.OTHER, Place.RESULT)):
                sure = _SURE.get(sentence.place, 0.7) - 0.1 * hit.entry.surname
                yield _found(
                    sentence, Kind.APPRAISAL, hit.entry.name, hit.start, hit.end, sure, "a known tool of appraisal"
                )
        if none := _NONE.search(sentence.text):
            yield _found(sentence, Kind.APPRAISAL, "none", none.start(), none.end(), 0.85, "says that it was not done")


def registrations(own: Own) -> Iterator[Found]:
    """Where the protocol is registered: the id, else "registered", or "none" where the paper says so."""
    known = False
    for sentence in own.sentences:
        if sentence.place is Place.BACKGROUND:
            continue
        for register, pattern in _REGISTERED:
            for match in pattern.finditer(sentence.text):
                if register in ("OSF", "ClinicalTrials.gov") and not re.search(
                    r"regist|protocol", sentence.text, re.IGNORECASE
                ):
                    continue
                known = True
                yield _found(
                    sentence,
                    Kind.REGISTRATION,
                    re.sub(r"\s", "", match[0]),
                    match.start(),
                    match.end(),
                    0.95,
                    "an id of the register",
                    register,
                )
    if known:
        return
    for sentence in own.sentences:
        if sentence.place is not Place.BACKGROUND and (said := _SAID.search(sentence.text)):
            denied = bool(said["no"] or said["not"] or said["not2"])
            yield _found(
                sentence,
                Kind.REGISTRATION,
                "none" if denied else "registered",
                said.start(),
                said.end(),
                0.8,
                "says so",
            )


def _found(
    sentence: Sentence, kind: Kind, value: str, start: int, end: int, sure: float, reason: str, label: str = ""
) -> Found:
    return Found(kind, value, sentence.start + start, sentence.start + end, sure, f"{reason} ({sentence.place})", label)
