"""Which program read the documents and extracted the themes of a knowledge base, by fingerprints of its code and data.

In: nothing, or the JSON of an adoption. Out: a Program. Called by concord.deriving.readings and what is derived after
it, and by concord.parts.adopting. A knowledge base is held at the program that was adopted last: its readings, choices
of codebooks, themes and facts are cached under that program's fingerprints, and a later program goes on using them
until it is adopted itself. The synthesis is not held: every program makes its own.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from functools import cache

from concord import resources


@dataclass(frozen=True, slots=True)
class Program:
    """Fingerprints of what makes each sort of value that is held.

    version: of Concord, for people. corpus: what reads. choice: what finds the codebook of a study. themes: what
    extracts themes. facts: what finds the facts of the method.
    """

    version: str = ""
    corpus: str = ""
    choice: str = ""
    themes: str = ""
    facts: str = ""

    def makes_as(self, other: Program) -> bool:
        """Whether both make the same of the same documents: a version that changed nothing of it is no other one."""
        return self._makes == other._makes

    @property
    def _makes(self) -> tuple[str, ...]:
        return self.corpus, self.choice, self.themes, self.facts

    def dumps(self) -> str:
        """As JSON, for the row of an adoption."""
        return json.dumps(asdict(self), sort_keys=True)


def loads(text: str) -> Program:
    """The program of an adoption; what a later version tells beside is passed over."""
    known = {field.name for field in fields(Program)}
    return Program(**{key: str(value) for key, value in json.loads(text).items() if key in known})


def names(one: Program, other: Program) -> tuple[str, str]:
    """What two programs are called in a sentence: their versions, told apart by their code where these are equal."""
    if one.version != other.version:
        return one.version, other.version
    return f"{one.version} ({one.themes[:6]})", f"{other.version} ({other.themes[:6]})"


def present() -> Program:
    """This program."""
    models = (resources.PIPELINE, resources.CONFIDENCE)
    return Program(
        version=_version(),
        corpus=resources.fingerprint("corpus"),
        choice=resources.fingerprint("codebooks", "concord/deriving/choosing.py"),
        themes=resources.fingerprint("corpus", "extract", *models),
        facts=resources.fingerprint("corpus", "extract", resources.METHODS),
    )


def in_force(text: str) -> Program:
    """The program that a knowledge base is held at; this one where it is held at none. text: JSON, "" for none."""
    return loads(text) if text else present()


@cache
def _version() -> str:
    from importlib.metadata import version

    return version("concord-synthesis")
