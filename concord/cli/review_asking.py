"""What a session of review asks further: a label, a facet, a relation, other themes, a reason.

In: an answer that needs something, keys. Out: values. Called by cli.review_session. An empty line drops the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from concord.cli.keys import Keys
from concord.cli.printing import brief_study, say, shorten
from concord.queueing.answers import Answer

if TYPE_CHECKING:
    from concord.knowledge_base import KnowledgeBase

Record = dict[str, Any]
_FOUND = 9  # themes and concepts that are offered for words, one for each digit


class Dropped(Exception):
    """The person gave nothing where something is needed."""


class Asking:
    """Asks for what an answer needs, one thing after the other."""

    def __init__(self, kb: KnowledgeBase, keys: Keys) -> None:
        self._kb, self._keys = kb, keys

    def for_answer(self, answer: Answer, record: Record, *, reason: bool) -> tuple[str, list[str], str]:
        """Value, others and reason; "" and [] where none is needed. reason: asked for in any case. Raises Dropped."""
        others = self._others(answer, record) if answer.others else []
        value = self._value(answer, record) if answer.value else ""
        why = self._line("Reason: ", needed=answer.reason) if answer.reason or reason else ""
        return value, others, why

    def _others(self, answer: Answer, record: Record) -> list[str]:
        if record["kind"] == "question":
            sides = [f"'{record[f'{end}_label']}' ({brief_study(record[f'{end}_study'])})" for end in _ENDS]
            return [record[_ENDS[self._choice("Which one", sides)]]]
        if answer.action == "readdress":
            return [self._meant(lost) for lost in record["candidates"]]
        given = self._line("With what? Ids, or words to look for: ", needed=True)
        ids = given.replace(",", " ").split()
        if all(len(id) == 11 and id[0] in "tc" for id in ids):
            return ids
        found = self._kb.find(given, facet=record["facet"] if answer.action == "merge" else None)
        hits = [hit for hit in found if hit["kind"] in ("theme", "concept") and hit["id"] != record["item"]][:_FOUND]
        if not hits:
            say("Nothing is called so.")
            raise Dropped
        return [hits[self._choice("Which one", [_told(hit) for hit in hits])]["id"]]

    def _meant(self, lost: Record) -> str:
        """The theme that stands now for one that a decision no longer finds."""
        say(f"  '{shorten(lost['label'], 80)}' of {brief_study(lost['study'])} is now:")
        near = [f"'{shorten(c['label'], 80)}' ({c['facet']}, {c['id']})" for c in lost["candidates"]]
        if near:
            return str(lost["candidates"][self._choice("Which one", near)]["id"])
        return self._line("Nothing is near; the id of a theme: ", needed=True)

    def _value(self, answer: Answer, record: Record) -> str:
        options = self._options(answer, record)
        if not options:
            return self._line(f"{answer.value[0].upper()}{answer.value[1:]}: ", needed=True)
        told = {str(side["numbers"][-1]): _side(side) for side in record.get("sides", ())}
        return options[self._choice(answer.value.split(":")[0].split(",")[0].capitalize(), options, told)]

    def _options(self, answer: Answer, record: Record) -> list[str]:
        """The values that there are; [] where any words will do."""
        from synthesis.concept import Relation
        from synthesis.conclusion import Level
        from synthesis.disagreement import Kind

        if answer.action == "move":
            return [facet for facet in self._kb.facets() if facet != record["facet"]]
        if answer.action == "relate":
            return [str(relation) for relation in Relation]
        if answer.action == "assess":
            return [str(level) for level in Level]
        if answer.action == "settle":
            return [str(side["numbers"][-1]) for side in record["sides"]]
        if answer.action == "relabel" and record["kind"] == "refutation":
            return [str(kind) for kind in Kind if kind != record["what"]]
        return []

    def _choice(self, what: str, options: Sequence[str], told: Mapping[str, str] | None = None) -> int:
        """The place of one of several, by its number or its words. told: of an option in words, where it has some."""
        told = told or {}
        for number, option in enumerate(options, 1):
            say(f"  {number}  {told.get(option, option)}")
        given = self._line(f"{what} (1 to {len(options)}): ", needed=True)
        if given.isascii() and given.isdigit() and 1 <= int(given) <= len(options):
            return int(given) - 1
        if given in options:
            return options.index(given)
        say(f"{given!r} is none of them.")
        raise Dropped

    def _line(self, prompt: str, *, needed: bool) -> str:
        given = self._keys.line(prompt).strip()
        if needed and not given:
            raise Dropped
        return given


_ENDS = ("source", "target")


def _side(side: Record) -> str:
    return f"'{side['value']}', decision {side['numbers'][-1]} by {', '.join(side['who'])}"


def _told(hit: Record) -> str:
    study = f", {brief_study(hit['study'])}" if hit.get("study") else ""
    return f"{hit['kind']} '{shorten(hit.get('label') or hit['text'], 80)}'{study} ({hit['id']})"
