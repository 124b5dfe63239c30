"""What the studies tell of their method, as evidence on methodological limitations and on relevance.

In: a Finding. Out: Statements. Called by synthesis.cerqual. Facts are found by a machine in what a paper says: what was
not found may still have been done, and each gap says so by its words ("was found in").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus.study import StudyId
from extract.facts.values import Fact, Kind, Stage
from synthesis.cerqual.known import NAMED, Finding, Statement, Words, count, sentence
from synthesis.disagreement import Kind as Sort
from synthesis.disagreement import Standing

_NONE = "none"  # the value of an appraisal that a study says it did not make
Brief = Callable[[Sequence[Fact]], str]


def methodological(finding: Finding) -> Iterator[Statement]:
    """How the contributing studies were made, and what of it they do not tell."""
    if not finding.contributing:
        yield Statement("No study contributes to the finding, so there is no method to look at.")
        return
    yield from _appraised(finding)
    yield from _told(finding, (Kind.REVIEW_TYPE,), "the kind of study is told", "kind of study", _values)
    yield from _told(finding, (Kind.GUIDELINE,), "a guideline or method is named", "guideline", _values)
    yield from _told(finding, (Kind.REGISTRATION,), "a protocol or registration is told", "registration", _values)
    yield from _statements(finding, (told := _search(finding)), "what was searched is told", _searched)
    yield from _gap(finding, set(finding.contributing) - told.keys(), "database or search string")
    yield from _told(
        finding, (Kind.REVIEWERS, Kind.AGREEMENT), "the number of reviewers is told", "number of reviewers", _people
    )
    yield from _own_numbers(finding)


def relevance(finding: Finding) -> Iterator[Statement]:
    """Which studies could speak of the finding, which do, and of which times, people and questions they are."""
    yield from _scope(finding)
    if finding.contributing:
        yield from _years(finding)
        told = _told(finding, (Kind.SEARCH_PERIOD, Kind.SEARCH_DATE), "the time is told", "period of search", _period)
        yield from told
        yield from _told(finding, (Kind.SAMPLE,), "who or what was studied is told", "sample", _sample)
        yield from _told(
            finding,
            (Kind.RESEARCH_QUESTION,),
            "the questions are told",
            "research question",
            _number("question", "questions"),
        )
        yield from _told(
            finding,
            (Kind.INCLUSION, Kind.EXCLUSION),
            "what was let in is told",
            "criterion of inclusion",
            _number("criterion", "criteria"),
        )


def _appraised(finding: Finding) -> Iterator[Statement]:
    """Who rated the quality of what they include, with what, and who does not tell."""
    own = _facts(finding, (Kind.APPRAISAL, Kind.QUALITY))
    rating = _facts(finding, (Kind.REVIEWERS, Kind.AGREEMENT))
    for study, facts in rating.items():
        raters = [fact for fact in facts if "apprais" in f"{fact.label} {fact.detail}".casefold()]
        if raters:
            own[study] = [*own.get(study, []), *raters]
    refused = {s: [f for f in facts if f.value == _NONE] for s, facts in own.items()}
    refused = {study: facts for study, facts in refused.items() if facts and len(facts) == len(own[study])}
    told = {study: facts for study, facts in own.items() if study not in refused}
    yield from _statements(finding, told, "the quality of what was included is appraised", _appraisal)
    if refused:
        text = f"{finding.known.listed(refused)} {'say' if len(refused) > 1 else 'says'} that quality was not appraised"
        yield Statement(sentence(text), tuple(sorted(refused)), _words(refused))
    yield from _gap(finding, set(finding.contributing) - own.keys(), "quality appraisal")


def _appraisal(facts: Sequence[Fact]) -> str:
    """ "CASP; 8 criteria; 2 reviewers" """
    tools = [f"{fact.value}{_score(fact)}" for fact in facts if fact.kind is Kind.APPRAISAL and fact.value != _NONE]
    criteria = sum(fact.kind is Kind.QUALITY for fact in facts)
    people = [_person(fact) for fact in facts if fact.kind in (Kind.REVIEWERS, Kind.AGREEMENT)]
    return "; ".join(
        [*dict.fromkeys(tools), *([count(criteria, "criterion", "criteria")] if criteria else []), *people]
    )


def _score(fact: Fact) -> str:
    return f", scored {fact.number:g}" if fact.number is not None else ""


def _values(facts: Sequence[Fact]) -> str:
    return ", ".join(dict.fromkeys(fact.value for fact in facts))


def _search(finding: Finding) -> dict[StudyId, list[Fact]]:
    """Databases by name or by number, and search strings."""
    found = _facts(finding, (Kind.DATABASE, Kind.SEARCH_STRING, Kind.COUNT))
    own = {
        s: [f for f in facts if f.kind is not Kind.COUNT or f.label == Stage.DATABASES] for s, facts in found.items()
    }
    return {study: facts for study, facts in own.items() if facts}


def _searched(facts: Sequence[Fact]) -> str:
    databases = [fact.value for fact in facts if fact.kind is Kind.DATABASE]
    counted = [f"{fact.value} databases" for fact in facts if fact.kind is Kind.COUNT]
    strings = sum(fact.kind is Kind.SEARCH_STRING for fact in facts)
    named = f"{count(len(databases), 'database')}: {', '.join(databases)}" if databases else "".join(counted[:1])
    return "; ".join(part for part in (named, count(strings, "search string") if strings else "") if part)


def _people(facts: Sequence[Fact]) -> str:
    return "; ".join(dict.fromkeys(map(_person, facts)))


def _person(fact: Fact) -> str:
    if fact.kind is Kind.AGREEMENT:
        return f"{fact.label or 'agreement'} {fact.value}"
    return (
        f"{fact.value} {'reviewer' if fact.value == '1' else 'reviewers'}{f' ({fact.detail})' if fact.detail else ''}"
    )


def _period(facts: Sequence[Fact]) -> str:
    """Search and included works apart: they are not the same time."""
    searched = [fact.value for fact in facts if fact.kind is Kind.SEARCH_PERIOD and fact.label == "search"]
    held = [f"included studies {f.value}" for f in facts if f.kind is Kind.SEARCH_PERIOD and f.label != "search"]
    on = [f"searched {fact.value}" for fact in facts if fact.kind is Kind.SEARCH_DATE]
    return "; ".join(dict.fromkeys((*(f"search covers {value}" for value in searched), *on, *held)))


def _sample(facts: Sequence[Fact]) -> str:
    return ", ".join(dict.fromkeys(f"{fact.value} {fact.label}".strip() for fact in facts))


def _number(one: str, more: str) -> Brief:
    return lambda facts: count(len(facts), one, more)


def _own_numbers(finding: Finding) -> Iterator[Statement]:
    """Where the numbers of a contributing study disagree with one another."""
    for study in finding.contributing:
        facts = [fact for fact in finding.known.facts_of(study) if fact.kind is Kind.INCONSISTENCY]
        found = [
            one
            for one in finding.known.within(study)
            if one.kind is Sort.ARITHMETIC and one.standing is not Standing.DISMISSED
        ]
        told = [*(fact.value for fact in facts), *(one.computed or one.topic for one in found)]
        sides = [Words(side.study, side.anchor, side.quote, one.id) for one in found for side in one.sides]
        if told:
            each = tuple(dict.fromkeys(told))
            text = f"in {finding.known.name(study)} {count(len(each), 'reckoning does', 'reckonings do')} not add up"
            yield Statement(sentence(text), (study,), (*_words({study: facts}), *sides), each)


def _scope(finding: Finding) -> Iterator[Statement]:
    known, concept = finding.known, finding.concept
    eligible = concept.support.eligible_studies
    facet = concept.facet.replace("_", " ")
    speaking = {theme.study for theme in finding.members} | set(concept.refuted_by)
    groups = (
        (eligible, f"{count(len(eligible), 'study addresses', 'studies address')} its facet ({facet}) at all"),
        (
            tuple(study for study in eligible if study not in speaking),
            "of them {verb} silent on it: {names}",
        ),
        (
            tuple(study for study in sorted(known.studies) if study not in eligible),
            "of the corpus {do} not address the facet, so that silence says nothing: {names}",
        ),
    )
    for studies, text in groups:
        if studies:
            one = len(studies) == 1
            told = text.format(verb="is" if one else "are", do="does" if one else "do", names=known.listed(studies))
            lead = "" if studies is eligible else f"{len(studies)} "
            words = tuple(w for study in studies if (w := known.scope_words(study, concept.facet)))
            yield Statement(sentence(lead + told), tuple(studies), words)


def _years(finding: Finding) -> Iterator[Statement]:
    held = finding.known.studies
    years = [year for s in finding.contributing if s in held and (year := held[s].year) is not None]
    if years:
        span = f"in {years[0]}" if min(years) == max(years) else f"from {min(years)} to {max(years)}"
        yield Statement(f"The contributing studies were published {span}.", finding.contributing)


def _told(finding: Finding, kinds: tuple[Kind, ...], what: str, lack: str, brief: Brief) -> Iterator[Statement]:
    """Which contributing studies tell something, what it is, and in which it was not found."""
    told = _facts(finding, kinds)
    yield from _statements(finding, told, what, brief)
    yield from _gap(finding, set(finding.contributing) - told.keys(), lack)


def _statements(finding: Finding, told: dict[StudyId, list[Fact]], what: str, brief: Brief) -> Iterator[Statement]:
    if told:
        each = tuple(f"{finding.known.name(study)} ({brief(told[study])})" for study in sorted(told))
        of = f"{len(told)} of {count(len(finding.contributing), 'contributing study', 'contributing studies')}"
        says = f"In {of} {what}"
        studies = tuple(sorted(told))
        yield Statement(f"{says}: {'; '.join(each)}.", studies, _words(told), brief=f"{says}.", each=each)


def _gap(finding: Finding, silent: set[StudyId], lack: str) -> Iterator[Statement]:
    if silent:
        studies, of = tuple(sorted(silent)), len(finding.contributing)
        text = f"No {lack} was found in {finding.known.listed(studies)}."
        if len(studies) <= NAMED:
            yield Statement(text, studies, gap=True)
            return
        among = "any of the" if len(studies) == of else f"{len(studies)} of the"
        brief = f"No {lack} was found in {among} {of} contributing studies."
        yield Statement(text, studies, gap=True, brief=brief, each=tuple(map(finding.known.name, studies)))


def _facts(finding: Finding, kinds: tuple[Kind, ...]) -> dict[StudyId, list[Fact]]:
    """The facts of these kinds, by contributing study; studies without are left out."""
    found = {study: [f for f in finding.known.facts_of(study) if f.kind in kinds] for study in finding.contributing}
    return {study: facts for study, facts in found.items() if facts}


def _words(told: dict[StudyId, list[Fact]]) -> tuple[Words, ...]:
    """The surest quote of each fact."""
    return tuple(Words(fact.study, fact.anchor, fact.quote, fact.id) for study in sorted(told) for fact in told[study])
