"""Twelve short studies of an invented field, seed libraries, written from a table; and two codebooks of their review.

In: nothing. Out: files as (name, bytes). Called by the scripted year. Studies share and vary their themes, one tells
two counts of its own studies, some list one work in other words, and one has a report that nobody would take for the
same study by its title.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """One study. Lists are what it reports; cites: lines of its bibliography."""

    key: str
    title: str
    author: str
    year: int
    challenges: tuple[str, ...]
    roles: tuple[str, ...]
    tools: tuple[str, ...]
    stages: tuple[str, ...]
    cites: tuple[str, ...]
    included: tuple[int, int] = (14, 14)  # studies, as the abstract says and as the method says

    @property
    def file(self) -> tuple[str, bytes]:
        return f"{self.key}.md", self.text().encode()

    def text(self, title: str = "") -> str:
        """The paper in Markdown. title: another one than its own."""
        parts = [
            f"# {title or self.title}\n\n{self.author}\n\n{self.year}",
            f"## Abstract\n\nThis review asks how seed libraries are run. It includes {self.included[0]} studies.",
            f"## 1 Method\n\nWe searched two databases. In total, {self.included[1]} studies were included.",
            "## 2 Results",
            _listed("2.1 Challenges", "The main challenges of seed libraries are the following:", self.challenges),
            _listed("2.2 Roles", "The roles found in the studies are:", self.roles),
            f"### 2.3 Tools\n\nSeed libraries use tools such as {_row(self.tools)}.",
            _listed("2.4 Stages", "The work of a seed library has these stages:", self.stages),
            "## References\n\n" + "\n\n".join(f"[{n}] {line}" for n, line in enumerate(self.cites, 1)),
        ]
        return "\n\n".join(parts) + "\n"


def _listed(head: str, lead: str, items: tuple[str, ...]) -> str:
    return f"### {head}\n\n{lead}\n\n" + "\n".join(f"- {item}" for item in items)


def _row(items: tuple[str, ...]) -> str:
    return f"{', '.join(items[:-1])} and {items[-1]}"


_LINDEN = "Linden, L. (2015). Lending seeds in small towns. Journal of Commons, 3, 1-9."
_LINDEN_TOO = "Linden, L. (2018). Lending seeds in small towns. Commons Press."
_MYRTLE = "Myrtle, M. (2017). Saving seed from beans and squash. Garden Studies, 4, 10-19."
_NETTLE = "Nettle, N. (2018). Who returns the seeds? Garden Studies, 5, 2-11."
_OSIER = "Osier, O. (2019). Labels that survive a winter. Journal of Commons, 7, 40-52."

PAPERS = (
    Paper(
        "aster",
        "Seed libraries in public reading rooms: a review",
        "Anna Aster, Bob Broom",
        2019,
        ("Low return of seeds", "Loss of germination", "Lack of volunteers"),
        ("Seed librarian: keeps the catalogue.", "Garden mentor: teaches borrowers to save seed."),
        ("SeedCat", "GrowLog", "PacketPress"),
        ("Collection of seed", "Cleaning", "Cataloguing", "Lending"),
        (_LINDEN, _MYRTLE),
    ),
    Paper(
        "borage",
        "How seed libraries last: a scoping review",
        "Bella Borage",
        2020,
        ("Seeds are seldom returned", "Shortage of volunteers", "Unclear seed laws"),
        ("Seed librarian", "Volunteer coordinator", "Garden mentor"),
        ("SeedCat", "ShelfSense"),
        ("Seed collection", "Drying", "Lending of packets"),
        (_LINDEN_TOO, _NETTLE),
    ),
    Paper(
        "clover",
        "Borrowing beans: a systematic review of seed lending",
        "Carl Clover, Dina Dill",
        2021,
        ("Loss of germination", "Cross-pollination", "Unclear seed laws"),
        ("Seed steward: tests each lot.", "Seed librarian: lends packets."),
        ("GrowLog", "SproutTest"),
        ("Collection of seed", "Testing of germination", "Lending"),
        (_MYRTLE, _OSIER),
        (14, 17),
    ),
    Paper(
        "dahlia",
        "Seed commons and their keepers: an interview study",
        "Dora Dahlia",
        2021,
        ("Lack of volunteers", "Mislabelled packets", "Cold storage costs"),
        ("Seed steward", "Keeper of the cold store"),
        ("PacketPress", "FrostBox"),
        ("Cleaning", "Cold storage", "Cataloguing"),
        (_NETTLE, _OSIER),
    ),
    Paper(
        "elder",
        "What borrowers bring back: a review of returns",
        "Ed Elder",
        2022,
        ("Low return of seeds", "Mislabelled packets"),
        ("Borrower", "Seed librarian", "Volunteer coordinator"),
        ("SeedCat", "ReturnBox"),
        ("Lending", "Return of seed", "Cleaning"),
        (_LINDEN, _NETTLE),
    ),
    Paper(
        "fennel",
        "Seed swaps beside seed libraries: a comparison",
        "Fay Fennel",
        2022,
        ("Cross-pollination", "Uneven supply of varieties", "Lack of trained growers"),
        ("Swap host: opens the tables.", "Garden mentor: answers questions."),
        ("SwapBoard", "GrowLog"),
        ("Collection of seed", "Swapping", "Record keeping"),
        (_MYRTLE, _LINDEN_TOO),
    ),
    Paper(
        "gorse",
        "Rules for lending seed: a legal review",
        "Gil Gorse",
        2023,
        ("Unclear seed laws", "Liability for weeds", "Testing duties"),
        ("Legal adviser", "Seed librarian"),
        ("RuleBook", "SeedCat"),
        ("Registration", "Testing of germination", "Lending"),
        (_OSIER, _LINDEN),
    ),
    Paper(
        "hazel",
        "Children and seed libraries: a narrative review",
        "Hal Hazel",
        2023,
        ("Lack of trained teachers", "Loss of germination", "Short attention"),
        ("Teacher", "Garden mentor", "Seed steward"),
        ("SproutTest", "PicturePack"),
        ("Sowing", "Seed collection", "Drying"),
        (_MYRTLE, _NETTLE),
    ),
    Paper(
        "iris",
        "Keeping seed viable at home: a review of advice",
        "Ina Iris, Jon Juniper",
        2024,
        ("Loss of viability", "Damp storage", "Mislabelled packets"),
        ("Home saver: dries and stores seed.", "Seed steward: tests what comes back."),
        ("FrostBox", "DryJar", "SproutTest"),
        ("Drying", "Cold storage", "Testing of germination"),
        (_OSIER, _MYRTLE),
    ),
    Paper(
        "kale",
        "Catalogues of local varieties: a mapping study",
        "Kim Kale",
        2024,
        ("Uneven supply of varieties", "Mislabelled packets", "Names that differ"),
        ("Cataloguer", "Seed librarian"),
        ("SeedCat", "VarietyMap"),
        ("Cataloguing", "Record keeping", "Lending"),
        (_LINDEN, _OSIER),
    ),
    Paper(
        "lovage",
        "Volunteers of seed libraries: a qualitative synthesis",
        "Lea Lovage",
        2025,
        ("Lack of volunteers", "Burnout of coordinators", "Low return of seeds"),
        ("Volunteer coordinator: plans the shifts.", "Seed librarian: trains volunteers."),
        ("ShiftPlan", "ShelfSense"),
        ("Training", "Lending", "Return of seed"),
        (_NETTLE, _LINDEN_TOO),
    ),
    Paper(
        "mallow",
        "Climate and the seed library: an outlook",
        "Max Mallow",
        2025,
        ("Loss of germination", "Uneven supply of varieties", "Late frosts"),
        ("Climate adviser", "Seed steward", "Garden mentor"),
        ("FrostBox", "VarietyMap"),
        ("Selection of varieties", "Seed collection", "Cold storage"),
        (_OSIER, _NETTLE),
    ),
)
REPORT = Paper(
    "dahlia_report",
    "Who watches over shared packets",
    "Dorothea Dahlia",
    2020,
    ("Few volunteers", "Cold storage costs"),
    ("Seed steward", "Keeper of the cold store"),
    ("FrostBox", "PacketPress"),
    ("Cold storage", "Cataloguing"),
    (_NETTLE,),
)
BIBLIOGRAPHY = b"""@article{elder, title = {What borrowers bring back: a review of returns}, author = {Elder, Edmund},
  year = {2022}, doi = {10.5555/seed.elder}}
@article{iris, title = {Keeping seed viable at home: a review of advice}, author = {Iris, Ina and Juniper, Jon},
  year = {2024}, doi = {10.5555/seed.iris}}
"""

FIRST_CODEBOOK = """name = "seeds"
version = "1"
title = "Seed libraries"

[facets.challenge]
title = "Challenge"
item = "noun phrase"
cues = ["challenge", "problem"]

[facets.role]
title = "Role"
item = "noun phrase"
cues = ["role"]

[facets.tool]
title = "Tool"
item = "name"
cues = ["tool"]
"""
_TOOLS = FIRST_CODEBOOK.index("[facets.tool]")
SECOND_CODEBOOK = (
    FIRST_CODEBOOK[:_TOOLS].replace('version = "1"', 'version = "2"')
    + """[facets.stage]
title = "Stage"
item = "noun phrase"
cues = ["stage", "step"]
"""
)
