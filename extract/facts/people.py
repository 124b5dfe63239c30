"""Who did the review and how far they agreed, and who took part in a primary study.

In: an Own. Out: Found of kinds REVIEWERS, AGREEMENT and SAMPLE. Called by gather.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.facts.numbers import numbers
from extract.facts.own import Own, Place, Sentence
from extract.facts.values import Found, Kind

_COUNT = {
    "both": 2,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "6": 6,
    "one": 1,
    "single": 1,
}
_REVIEWERS = re.compile(
    r"\b(?:(?P<n>both|all\s(?:two|three|four|five|six)|two|three|four|five|six|[2-6]|one|a\ssingle)\s(?:of\s(?:the\s|us\b|our\s)?)?(?:\w+ly\s|different\s|of\s)?"
    r"(?:(?:independent|blinded|trained|experienced|human|senior|the|of|review|pairs\sof)\s)*(?P<who>reviewers|authors|researchers|readers|assessors|coders|raters|investigators|annotators|screeners|evaluators|author|reviewer|researcher|us)\b)",
    re.IGNORECASE,
)
_TASKS = (
    ("screening", r"screen|select|eligib|title|abstract|include|inclusion|read\s"),
    ("extraction", r"extract|chart"),
    ("appraisal", r"quality|apprais|bias|rated|ratings|assess"),
    ("coding", r"\bcod(?:e|ed|ing)\b|theme|analy[sz]"),
    ("", r"independent|review|disagree|agree"),
)
_COEFFICIENT = re.compile(
    r"(?P<what>(?:Cohen|Fleiss|Scott|Krippendorff|Gwet|Light)['’]?s?\s?['’]?\s?(?:weighted\s|linear\s)?(?:kappa|κ|K|k|alpha|α|pi|AC1)(?:\s(?:coefficient|statistic|value|score|index))?|"
    r"(?:weighted\s|unweighted\s|mean\s|average\s|overall\s)?(?:kappa|κ)(?:\s(?:coefficient|statistic|value|score|index))?|intra-?class\scorrelation(?:\scoefficient)?|\bICC\b|"
    r"inter-?\s?(?:rater|coder|reviewer|observer|assessor)\s(?:agreement|reliability)|percent(?:age)?\sagreement|level\sof\sagreement|rate\sof\sagreement)"
    r"[^.;]{0,80}?(?<![\d.])(?P<value>0?[.·]\d{1,3}|1\.0+|\d{2,3}(?:\.\d+)?\s?(?:%|per\scent|percent))",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"rater|reviewer|author|coder|observer|researcher|assessor|reader|screen|full\stext|abstract|inclusion|extraction|apprais|selection|two\sof\sus",
    re.IGNORECASE,
)
_PEOPLE = (
    r"participants|respondents|interviewees|informants|practitioners|experts|professionals|patients|students|nurses|teachers|managers|engineers|developers|"
    r"physicians|clinicians|adults|children|women|men|caregivers|carers|stakeholders|employees|companies|organi[sz]ations|panelists|panellists|subjects|volunteers|users|households|people|persons"
)
_SAMPLE = re.compile(
    rf"(?:\s(?!of\b|and\b|in\b|to\b)[\w’'/-]+){{0,3}}?\s(?P<what>(?:semi-?\s?structured\s|in-?depth\s|expert\s|individual\s)*interviews|focus\sgroups|(?:completed\s|valid\s|usable\s)?(?:questionnaires|responses)|{_PEOPLE})\b",
    re.IGNORECASE,
)
_TOOK_PART = re.compile(
    r"\b(?:we|researcher\w*|authors?)\s(?:\w+\s){0,2}(?:interviewed|surveyed|recruited|enrolled|held|conducted|invited|included)|\binterviews?\s(?:were|was|lasted)|\b(?:were|was)\s(?:interviewed|recruited|surveyed|enrolled|conducted|held|used\sin\sthis)|"
    r"\b(?:answered|completed|responded|took\spart|participated|filled)|\bsample\s(?:of|size|consisted|comprised|included|was)|\b[nN]\s?=|\brespondents\b|\bparticipants\s(?:were|included|comprised|consisted)|\b(?:interviews|conversations)\swith\b",
    re.IGNORECASE,
)
_OF_STUDIES = re.compile(
    r"\b(?:included\s(?:studies|trials|reviews)|(?:studies|trials|reviews)\s(?:included|involved|with|enrolled|comprised|comprising)|\btrials?\b|meta-?analys)",
    re.IGNORECASE,
)


def reviewers(own: Own) -> Iterator[Found]:
    """How many people screened, extracted, appraised or coded; detail: the task."""
    for sentence in own.sentences:
        if sentence.place not in (Place.METHOD, Place.ABSTRACT, Place.OTHER, Place.RESULT):
            continue
        for match in _REVIEWERS.finditer(sentence.text):
            task = next((name for name, words in _TASKS if re.search(words, sentence.text, re.IGNORECASE)), None)
            before = sentence.text[: match.start()]
            if task is None or re.search(
                r"\b(?:studies|articles|papers)\s(?:by|from|of)\s$|\bat\sleast\s$|\bother\s$", before, re.IGNORECASE
            ):
                continue
            if sentence.place in (Place.OTHER, Place.RESULT) and not re.search(
                r"screen|extract|independent|apprais|ratings|full\stext", sentence.text, re.IGNORECASE
            ):
                continue
            number = _COUNT[match["n"].lower().removeprefix("all ").removeprefix("a ")]
            if number == 1 and not re.search(
                r"^\s(?:\([^)]*\)\s)?(?:\w+\s)?(?:screened|extracted|selected|reviewed|coded|assessed|read)\b",
                sentence.text[match.end() :],
            ):
                continue
            sure = (0.9 if sentence.place is Place.METHOD else 0.75) - (0.1 if number == 1 else 0)
            yield Found(
                Kind.REVIEWERS,
                str(number),
                sentence.start + match.start(),
                sentence.start + match.end(),
                sure,
                f"did the work ({sentence.place})",
                detail=task,
                number=number,
            )


def agreements(own: Own) -> Iterator[Found]:
    """Coefficients of agreement between the reviewers, 0 to 1; label: which coefficient."""
    for sentence in own.sentences:
        if sentence.place in (Place.BACKGROUND, Place.TITLE):
            continue
        if not _RATED.search(sentence.text):
            continue
        for match in _COEFFICIENT.finditer(sentence.text):
            told = match["value"].replace("·", ".")
            figure = float(re.sub(r"[^\d.]", "", told))
            number = figure / 100 if re.search(r"[%a-z]", told) else figure
            if 0 <= number <= 1:
                what = " ".join(match["what"].split())
                label = "kappa" if what == "κ" else what
                value = f"{number:.4g}"
                yield Found(
                    Kind.AGREEMENT,
                    value,
                    sentence.start + match.start(),
                    sentence.start + match.end(),
                    0.9,
                    f"told with its value ({sentence.place})",
                    label,
                    number=number,
                )


def samples(own: Own) -> Iterator[Found]:
    """Who took part in a primary study, and how many; label: what is counted, in the paper's word."""
    for sentence in own.sentences:
        if sentence.place in (Place.BACKGROUND, Place.QUESTION) or not (sentence.told_here):
            continue
        took_part = bool(_TOOK_PART.search(sentence.text))
        of_studies = bool(_OF_STUDIES.search(sentence.text))
        for number in numbers(sentence.text):
            match = _SAMPLE.match(sentence.text, number.end)
            if (
                not match
                or number.value < 2
                or not (took_part or sentence.place is Place.TITLE)
                or (of_studies and sentence.place is not Place.ABSTRACT)
            ):
                continue
            if _part_of(sentence, number.start):
                continue
            what = match["what"].lower()
            label = "interviews" if what.endswith("interviews") else what
            sure = {Place.METHOD: 0.85, Place.ABSTRACT: 0.85, Place.TITLE: 0.8}.get(sentence.place, 0.6)
            start, end = sentence.start + number.start, sentence.start + match.end()
            detail = "in the included studies" if of_studies else ""
            yield Found(
                Kind.SAMPLE,
                str(number.value),
                start,
                end,
                sure - 0.1 * of_studies,
                "took part in the study",
                label,
                detail,
                number.value,
            )


def _part_of(sentence: Sentence, at: int) -> bool:
    """Whether a number counts a part of the sample ("among the respondents, 42", "interviewees were three ...")."""
    return (
        re.search(
            r"\b(?:of\sthe|among|interviewees\swere|participants\swere|respondents\swere)\b",
            sentence.text[max(0, at - 60) : at],
            re.IGNORECASE,
        )
        is not None
    )
