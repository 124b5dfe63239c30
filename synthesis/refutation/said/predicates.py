"""The words of the scales: predicates of which one excludes the other.

In: nothing. Out: patterns, read by scales. They are general English, as reviews of any field use it. A word is on a
pole only where nobody could say it in praise and in blame; words that reviews say of everything ("important",
"critical") are on none. Each pattern is what follows "is", in lower case.
"""

from __future__ import annotations

_BARRIER = (
    r"(?:barriers?|challenges?|obstacles?|problems?|hindrances?|impediments?|difficult(?:y|ies)|inhibitors?|concerns?)"
)
_WEIGHTY = (
    r"(?:major|main|chief|serious|significant|principal|key|critical|important|biggest|greatest|central|crucial|common|"
    r"urgent|considerable|substantial|severe|real|frequent|first|primary|largest|most\s\w+)"
)
_STUDIED = r"(?:studied|researched|investigated|documented|explored|examined|covered)"
_DRAWN = r"(?:has|have)\s(?:\w+ly\s)?(?:received|attracted|drawn|gained)"
_MUCH = r"(?:much|considerable|great|a\slot\sof|wide|most|substantial|significant|widespread)"
_LITTLE = r"(?:little|scant|limited|no|less|hardly\sany)"

Poles = tuple[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]]

PREDICATES: dict[str, Poles] = {
    "difficulty": (
        ("easy", ("easy", r"easily\sdone", "simple", "straightforward", "effortless", "trivial", "unproblematic")),
        (
            "difficult",
            (
                "difficult",
                r"hard\sto",
                "challenging",
                "complicated",
                "demanding",
                "laborious",
                "cumbersome",
                "problematic",
                "burdensome",
            ),
        ),
    ),
    "standing": (
        (
            "established",
            (
                "mature",
                r"well[\s-]established",
                r"(?:\w+\s)?established\s(?:practice|discipline|field)",
                r"standard\spractice",
                r"widely\s(?:adopted|established|accepted|used)",
                "commonplace",
                "ubiquitous",
                "mainstream",
            ),
        ),
        (
            "at an early stage",
            (
                r"(?:very\s)?infancy",
                r"(?:very\s)?(?:early|initial|embryonic|nascent|experimental|exploratory)\s(?:stages?|phases?|days)",
                "immature",
                "nascent",
                "fledgling",
                "embryonic",
                "underdeveloped",
                "rudimentary",
            ),
        ),
    ),
    "weight": (
        (
            "a real problem",
            (rf"{_WEIGHTY}\s(?:\w+\s)?{_BARRIER}", _BARRIER, "urgent", "pressing", "worrying", "alarming"),
        ),
        (
            "no real problem",
            (
                rf"(?:minor|slight|negligible|marginal|secondary|small)\s(?:\w+\s)?{_BARRIER}",
                "negligible",
                "unimportant",
                "insignificant",
                "minor",
                "marginal",
                "irrelevant",
                r"(?:less|least)\surgent",
                r"(?:minor|little|low|no)\s(?:importance|concern|priority|relevance)",
            ),
        ),
    ),
    "need": (
        (
            "needed",
            (
                "necessary",
                "indispensable",
                "essential",
                "required",
                "vital",
                "imperative",
                r"prerequisites?",
                "crucial",
                "mandatory",
                "compulsory",
            ),
        ),
        ("not needed", ("unnecessary", "superfluous", "dispensable", "redundant", "needless", "optional")),
    ),
    "effect": (
        ("effective", ("effective", "efficacious", "beneficial", "successful", "fruitful")),
        (
            "not effective",
            (
                "ineffective",
                "ineffectual",
                "inefficacious",
                "useless",
                "harmful",
                "detrimental",
                "counterproductive",
                "unsuccessful",
                r"(?:little|no)\s(?:use|benefit|help)",
            ),
        ),
    ),
    "supply": (
        (
            "there in plenty",
            ("sufficient", "adequate", "abundant", "plentiful", "ample", r"(?:readily|widely|generally)\savailable"),
        ),
        (
            "lacking",
            (
                "insufficient",
                "inadequate",
                "scarce",
                "lacking",
                "missing",
                "unavailable",
                r"short\ssupply",
                "scant",
                "sparse",
            ),
        ),
    ),
    "cost": (
        ("costly", ("costly", "expensive", r"cost[\s-]intensive", "unaffordable")),
        ("not costly", ("cheap", "inexpensive", "affordable", r"low[\s-]cost", r"low\scost")),
    ),
    "trust": (
        (
            "reliable",
            ("reliable", "trustworthy", "dependable", "accurate", "safe", "secure", "robust", "stable"),
        ),
        (
            "not reliable",
            (
                "unreliable",
                "untrustworthy",
                "inaccurate",
                "unsafe",
                "insecure",
                "unstable",
                r"error[\s-]prone",
                "fragile",
                "brittle",
            ),
        ),
    ),
    "feasibility": (
        ("feasible", ("feasible", "practicable", "workable", "viable", "possible")),
        ("not feasible", ("infeasible", "unfeasible", "impracticable", "impractical", "unworkable", "impossible")),
    ),
    "attention": (
        (
            "well studied",
            (
                rf"(?:well|widely|extensively|thoroughly|intensively|frequently)[\s-]{_STUDIED}",
                rf"(?:most|best)[\s-]{_STUDIED}",
            ),
        ),
        (
            "little studied",
            (
                r"under[\s-]?(?:studied|researched|explored|investigated)",
                "neglected",
                "overlooked",
                rf"(?:rarely|seldom|hardly|insufficiently|poorly|little|scarcely|barely)\s(?:{_STUDIED}|addressed|discussed)",
            ),
        ),
    ),
    "clarity": (
        (
            "clearly defined",
            ("standardi[sz]ed", r"(?:well|clearly|precisely)[\s-]defined", "clear", "uniform", "unambiguous"),
        ),
        (
            "not clearly defined",
            (
                *(r"(?:ill|poorly|vaguely|loosely)[\s-]defined", "unclear", "vague", "ambiguous", "blurred"),
                *("unstandardi[sz]ed", "inconsistent", "undefined"),
            ),
        ),
    ),
    "frequency": (
        ("common", ("common", "frequent", "widespread", "prevalent", "pervasive", r"rule(?=[\s,.;]|$)")),
        ("rare", ("rare", "uncommon", "infrequent", "exceptional", r"exception(?=[\s,.;]|$)")),
    ),
    "course": (
        ("linear", ("linear", "sequential")),
        ("iterative", ("iterative", "cyclic", "cyclical", r"non-?linear", "circular")),
    ),
    "handling": (
        ("manual", ("manual", r"(?:done|performed|carried\sout|made)\s(?:manually|by\shand)")),
        ("automated", (r"(?:fully\s|largely\s)?automated", "automatic")),
    ),
    "trend": (
        ("growing", ("growing", "increasing", "rising", r"on\sthe\srise")),
        ("declining", ("declining", "decreasing", "falling", "stagnating", "shrinking", r"on\sthe\sdecline")),
    ),
}
# The subject stands before: (scale, pole, verbs)
VERBS = (
    (
        "standing",
        "established",
        (r"(?:has|have)\s(?:\w+ly\s)?(?:transformed|revolutioni[sz]ed|matured|come\sof\sage)",),
    ),
    ("attention", "well studied", (rf"{_DRAWN}\s{_MUCH}\s(?:\w+\s)?(?:attention|interest)",)),
    ("attention", "little studied", (rf"{_DRAWN}\s{_LITTLE}\s(?:\w+\s)?(?:attention|interest)",)),
)
# The subject comes after: (scale, pole, words)
OPENING = (
    (
        "evidence",
        "shown",
        (
            r"there\sis\s(?:strong|good|clear|robust|convincing|ample|solid|sufficient|consistent)\sevidence\s(?:for|of)",
        ),
    ),
    (
        "evidence",
        "not shown",
        (
            r"(?:there\sis|we\sfound|found)\s(?:no|little|hardly\sany|insufficient|scant|weak|only\sweak)\sevidence\s(?:for|of)",
        ),
    ),
    ("supply", "lacking", (r"(?<!no\s)(?:lack|shortage|scarcity|dearth|paucity)\sof",)),
    (
        "supply",
        "there in plenty",
        (
            r"no\s(?:lack|shortage|scarcity|dearth)\sof",
            r"there\s(?:is|are|was|were)\s(?:sufficient|enough|adequate|ample|abundant|plenty\sof)",
        ),
    ),
)
