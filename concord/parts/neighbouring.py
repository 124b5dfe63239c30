"""The part of KnowledgeBase that opens the graph around a concept, theme or study, as far as a picture can hold it.

In: where to begin, and filters. Out: plain records. Called as a base class by KnowledgeBase. `graph` gives everything
at once, for programs; this is for eyes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from concord.parts.keeping import Keeper
from corpus.errors import BadInput, NotFound

if TYPE_CHECKING:
    from concord.deriving.derive import Derived
    from synthesis.edges import Web
    from synthesis.export.records import Record


class Neighbourhoods(Keeper):
    """The graph, a piece at a time."""

    _web: tuple[Derived, Web] | None = None

    def neighbourhood(
        self,
        start: str | None = None,
        *,
        facet: str | None = None,
        studies: Sequence[str] | None = None,
        kinds: Collection[str] | None = None,
        relations: Collection[str] | None = None,
        least: int = 0,
        steps: int = 1,
        opened: Collection[str] = (),
        also: Sequence[str] = (),
        most: int = 150,
        words: bool = False,
    ) -> Record:
        """What lies within some steps of a concept, theme or study: nodes, typed edges, and what is left away.

        Concepts, themes and studies are nodes. `group` of a theme is its concept; `hidden` counts the edges of a node
        that are not here; `begun` the ids begun from, of `starts`; `nodes_left` and `edges_left` what was too much.

        Args:
            start: an id; None begins with the concepts of the facet, the most supported first, until `most` are there.
            facet, studies: which themes and concepts, and whose; None all.
            kinds: "concept", "theme", "study": that are drawn. relations: of edges that are drawn, as in the graph.
            least: studies that support a concept at least, 0 to all.
            steps: 0 to 4; a study comes with its themes, and is gone on from only as the start, or when it is opened.
            opened: ids from which one step more is taken.
            also: ids to begin with before all others, such as what a link has chosen; those that are gone are left out.
            most: nodes, 1 to 5,000.
            words: with reasons and quotes of the machine's translations; they are made then, some hundreds a second.

        Raises:
            NotFound: no node of that id. BadInput: no such facet, kind or relation.
        """
        from concord.tables.neighbourhood import neighbourhood_record
        from synthesis.edges import KINDS, RELATIONS
        from synthesis.export.citing import short_names
        from synthesis.neighbourhood import Filters, neighbourhood

        self._check_facet(facet)
        self._known_words("kind", kinds or (), KINDS)
        self._known_words("relation", relations or (), RELATIONS)
        web = self._graph_web()
        if start is not None and web.kind(start) is None:
            raise NotFound(f"There is no concept, theme or study {start!r}.")
        only = Filters(
            facet,
            None if studies is None else frozenset(studies),
            frozenset(KINDS if kinds is None else kinds),
            frozenset(RELATIONS if relations is None else relations),
            least,
        )
        supported = sorted(web.concepts.values(), key=lambda concept: -concept.support.studies)
        starts = [start] if start else [concept.id for concept in supported if facet in (None, concept.facet)]
        starts = [*also, *starts]
        found = neighbourhood(web, starts, steps=steps, opened=opened, most=most, only=only)
        names = {str(id): name for id, name in short_names(self._now().studies).items()}
        if words:
            found = replace(found, edges=tuple(web.with_words(found.edges)))
        return neighbourhood_record(found, web, names)

    def edge(self, id: str) -> Record:
        """One edge of the graph by its id, "SOURCE-TARGET-RELATION", with its reasons and the words of both ends.

        Raises NotFound: there is no such edge, or it is told the other way round.
        """
        from concord.tables.neighbourhood import edge_record

        web = self._graph_web()
        for edge in web.edges(id.split("-")[0]):
            if edge.id == id:
                return edge_record(web.with_words([edge])[0])
        raise NotFound(f"There is no edge {id!r} in the graph.")

    def nodes_named(self, words: str, *, most: int = 4) -> list[Record]:
        """Concepts, then studies, then themes in whose label each of the words begins one; the shorter labels first.

        most: of each kind, 1 to 100. Without a word: [].
        """
        from concord.tables.neighbourhood import node_record
        from synthesis.export.citing import short_names

        web, names = self._graph_web(), {str(s): name for s, name in short_names(self._now().studies).items()}
        return [node_record(id, web, names) for id in web.named(words, names, min(max(most, 1), 100))]

    def _known_words(self, what: str, given: Collection[str], known: Sequence[str]) -> None:
        for word in given:
            if word not in known:
                raise BadInput(f"There is no {what} {word!r}; there are: {', '.join(known)}.")

    def _graph_web(self) -> Web:
        from synthesis.edges import Web

        now = self._now()
        with self._lock:
            if self._web is None or self._web[0] is not now:
                self._web = (now, Web(now.synthesis, [study.id for study in now.studies]))
            return self._web[1]
