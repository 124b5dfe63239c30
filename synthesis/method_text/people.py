"""The sentences of a methods text on what people did: decisions, blind rounds, codings, imports, confidence.

In: Known. Out: Sentences. Called by synthesis.method_text.sections. What nobody did is told as not done where a reader
of a review would ask for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from synthesis.method_text.known import JudgedRound, Known
from synthesis.method_text.values import Part, Sentence, counted, door, listed, sentence


def reviewing(known: Known) -> Iterator[Sentence]:
    """Decisions first, then how far people agree, then what came from elsewhere."""
    if not known.studies:
        return
    yield from _decisions(known)
    if not known.rounds:
        yield sentence("No blind round was held, so no reliability of the reviewers is reported from one.")
    for found in known.rounds:
        yield from _round(found)
    yield from _codings(known)
    if known.imports[0]:
        yield sentence(
            "{0} brought in what was made elsewhere; {1} of it hold.",
            door(counted(known.imports[0], "import"), "importing"),
            counted(known.imports[1], "decision"),
        )
    yield from _confidence(known)


def _decisions(known: Known) -> Iterator[Sentence]:
    total = sum(known.decided.values())
    if not total:
        yield sentence(
            "No decision of a reviewer is in force: themes, translations and verdicts are what the program proposes."
        )
    else:
        people = [
            door(f"{who} ({number:,})", "review", view="log", who=who)
            for who, number in sorted(known.reviewers.items())
        ]
        kinds = [
            door(f"{number:,} {kind}", "review", view="log", decision=kind)
            for kind, number in sorted(known.decided.items(), key=lambda item: (-item[1], item[0]))
        ]
        pattern = f"{{0}} took {{1}} that are in force: {_places(2, len(kinds))}. The log keeps who, when and why."
        yield sentence(
            pattern,
            door(counted(len(people), "reviewer"), "review", view="log"),
            door(counted(total, "decision"), "review", view="log"),
            *kinds,
        )
        yield sentence(f"By person these are {_places(0, len(people))}.", *people)
    if known.taken_back:
        yield sentence(
            "{0} were taken back later, and stay in the log."
            if known.taken_back > 1
            else "{0} was taken back later, and stays in the log.",
            door(counted(known.taken_back, "decision"), "review", view="log"),
        )


def _round(found: JudgedRound) -> Iterator[Sentence]:
    name: Part = door(f"“{found.name}”", "judging", round=found.name)
    asked = f"{counted(found.items, 'question')} of {counted(found.reviewers, 'reviewer')}"
    if found.blind:
        yield sentence(
            "The blind round {0} asks " + asked + "; it is not finished, and nothing of it counts yet.", name
        )
        return
    yield sentence("The blind round {0} asked " + asked + ", who did not see each other's answers.", name)
    for kind, alpha, interval, compared in found.figures:
        over = f"over {counted(compared, 'question')} on a {kind} that two or more judged"
        if alpha is None:
            yield sentence(f"Its reliability {over} is not defined.")
        else:
            span = f" (95 % interval {interval[0]:.2f} to {interval[1]:.2f})" if interval else ""
            worth = door(f"{alpha:.2f}", "judging", round=found.name)
            yield sentence("Krippendorff's alpha was {0}" + f"{span}, {over}.", worth)
    if found.settled:
        yield sentence(
            "{0} of it became decisions.", door(counted(found.settled, "answer"), "judging", round=found.name)
        )


def _codings(known: Known) -> Iterator[Sentence]:
    if not known.coded:
        yield sentence("Nobody coded a study by hand to compare with the program.")
        return
    people = [
        door(f"{who} ({counted(number, 'study', 'studies')})", "coding", view="agreement")
        for who, number in sorted(known.coded.items())
    ]
    yield sentence(f"By hand, blind and place by place, coded: {_places(0, len(people))}.", *people)


def _confidence(known: Known) -> Iterator[Sentence]:
    if not known.assessed:
        yield sentence("Confidence in the findings (GRADE-CERQual) was not assessed.")
        return
    levels = listed(f"{number:,} {level}" for level, number in sorted(known.assessed.items()))
    yield sentence(
        "Reviewers assessed the confidence in {0} (GRADE-CERQual): {1}.",
        door(counted(sum(known.assessed.values()), "finding"), "export", what="profile"),
        levels,
    )


def _places(first: int, number: int) -> str:
    """Places for so many parts, as a list of a sentence.

    >>> _places(2, 3)
    '{2}, {3} and {4}'
    """
    return listed(f"{{{place}}}" for place in range(first, first + number))
