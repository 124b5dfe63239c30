"""The part of KnowledgeBase that keeps: opens the store, and knows what follows from it now.

In: a path or a PostgreSQL address. Out: the values for those who need more than records. Called as a base class by
KnowledgeBase.
"""

from __future__ import annotations

import threading
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from concord import codebooks, log
from concord.access import Role, check
from concord.deriving.caching import key_of
from concord.deriving.derive import Derived
from concord.deriving.extracted import quiet
from concord.deriving.holding import Holding, Tell, told_by_log
from concord.deriving.readings import Progress
from concord.files.grobid import Grobid
from concord.processes.extractors import shared_extractors
from concord.processes.workers import shared_worker
from concord.resources import bundled_codebooks
from concord.settings import Settings, read_settings
from concord.store.adopting import Trial
from concord.store.history import marks
from concord.store.store import State, Store, StoredCodebook
from corpus.errors import BadInput, NotFound

if TYPE_CHECKING:
    from corpus.study import Study
    from synthesis.concept import Synthesis


class Keeper:
    """Documents, the codebook and the store that holds them."""

    def __init__(
        self,
        where: str | Path = "concord.db",
        *,
        codebook: str | None = None,
        user: str | None = None,
        role: Role = Role.ADMIN,
        progress: Progress = quiet,
        clock: log.Clock = log.now,
        settings: Settings | None = None,
        tell: Tell = told_by_log,
    ) -> None:
        """Opens a knowledge base, and makes it when it is new.

        Args:
            where: a path (SQLite) or postgresql://...
            codebook: a bundled name, a TOML file, or "auto" (each study's own words choose); None keeps what is.
            user: the name that decisions are signed with; None takes that of the settings.
            role: what may be done with it; a reader changes nothing, and makes no new knowledge base.
            progress: told what is being done, for anything that may take long.
            tell: told, in a sentence, what a person has to know beside an answer: that an update waits, say.

        Raises:
            StoreTrouble, StoreIsNewer: it cannot be opened. BadInput, BadCodebook: the codebook cannot be used, or it
            is not the one that papers have been read with. NotAllowed: a reader gives a codebook.
        """
        self._role = role
        self._settings = settings or read_settings()
        self._user = user or self._settings.user
        self._progress, self._clock = progress, clock
        self._reader = shared_worker(self._settings.parse_seconds, self._settings.parse_bytes).read
        limits = (self._settings.extract_seconds, self._settings.extract_bytes)
        self._extractors = shared_extractors(self._settings.workers, *limits)
        self._grobid = Grobid(self._settings.grobid_url) if self._settings.grobid_url else None
        wanted = codebook or self._settings.codebook
        texts = codebooks.texts_of(wanted) if wanted and wanted != "auto" else ()
        if texts:
            codebooks.parsed(texts)
        self._store = Store(where, busy_seconds=self._settings.busy_seconds, writer=role is not Role.READER)
        self._lock = threading.RLock()
        self._derived: Derived | None = None
        self._known_revision: tuple[int | None, str] | None = None  # with the mark of the store that it stood for
        self._tell = tell
        self._holding = Holding(self._store, self._user, clock, tell, self._settings.hold)
        if codebook:
            self._need(Role.ADMIN, "change the codebook")
            self._check_codebook(codebook, texts)
        if (codebook or (wanted and role.covers(Role.ADMIN))) and self._is_new():
            self._store.put_codebook(wanted if texts and wanted else "", texts, log.stamp(clock))

    def _need(self, role: Role, what: str) -> None:
        """Raises NotAllowed unless the role that this knowledge base was opened with covers another one."""
        check(self._role, role, what)

    def _is_new(self) -> bool:
        return not self._store.state().documents

    def _check_codebook(self, wanted: str, texts: codebooks.Texts) -> None:
        """Raises BadInput where papers have been read with another codebook: that is changed by adopting one.

        A bundled codebook is the same one in a later version, whose text is adopted like any other.
        """
        state = self._store.state()
        held = state.codebook or StoredCodebook(0, "", (), "")
        if not state.documents or held.texts == texts or (held.name == wanted and wanted in bundled_codebooks()):
            return
        name = f"the codebook {codebooks.name_of(held.texts)}" if held.texts else "the codebooks that its papers chose"
        raise BadInput(
            f"{self.where} is read with {name}; 'concord codebook try {wanted}' says what {wanted} would change, "
            f"and 'concord codebook adopt {wanted} --reason WHY' puts it in force."
        )

    @property
    def where(self) -> str:
        """The path or address, without a password."""
        return self._store.name

    @property
    def revision(self) -> str:
        """A word that is another one whenever documents, codebook, decisions, snapshots or additions are.

        Also when another program wrote.
        """
        mark = self._store.mark()
        if mark is None or self._known_revision is None or self._known_revision[0] != mark:
            self._known_revision = (mark, self._revision())
        return self._known_revision[1]

    def _revision(self) -> str:
        return key_of(asdict(self._store.state()), *marks(self._store))[:16]

    def close(self) -> None:
        """Lets go of the database; using the knowledge base again opens it again."""
        self._store.close()

    @property
    def synthesis(self) -> Synthesis:
        """All themes, concepts and translations, after all decisions."""
        return self._now().synthesis

    @property
    def corpus(self) -> tuple[Study, ...]:
        """The studies with their documents, by id."""
        return self._now().studies

    @property
    def unreadable(self) -> list[str]:
        """One sentence for each kept document that this version cannot read, and for each study that it gave up."""
        now = self._now()
        return [*(unreadable.sentence for unreadable in now.unreadable), *now.given_up.values()]

    def facets(self) -> list[str]:
        """The facets of the codebooks in use, in their order."""
        now = self._now()
        books = [now.codebook(study).codebook for study in now.studies]
        if not books:
            texts = now.state.codebook.texts if now.state.codebook else ()
            books = [codebooks.parsed(texts or codebooks.texts_of(codebooks.GENERIC))]
        return list(dict.fromkeys(facet.name for book in books for facet in book.facets))

    def _now(self) -> Derived:
        """What follows from the store as it stands at this moment, also after another program has written."""
        state = self._truth()
        with self._lock:
            if self._derived is None or self._derived.state != state:
                state = self._holding.settled(state)
                self._derived = self._derive(self._store, state)
            return self._derived

    def _truth(self) -> State:
        """The state of the store, with the program that what is derived from it is held at."""
        return self._holding.state()

    def _tried(self, state: State) -> Derived:
        """What would follow from another state; it is put aside, and nothing that is in force is touched."""
        with self._lock:
            tried = self._derive(Trial(self._store), state)
        tried.stand_alone()
        return tried

    def _derive(self, store: Store, state: State) -> Derived:
        return Derived(store, state, self._reader, self._extractors, self._progress, self._derived)

    def _study_id(self, study: str | None) -> str | None:
        """The whole id of a study that is named by it, by an id that it once had, or by a beginning that no other has.

        Raises NotFound.
        """
        ids: list[str] = [s.id for s in self._now().studies]
        if study is None or study in ids:
            return study
        former = [s.id for s in self._now().studies if study in s.aliases]
        near: list[str] = [*former] if len(former) == 1 else [id for id in ids if id.startswith(study)]
        if len(near) == 1:
            return near[0]
        raise NotFound(f"There is no study {study!r}; there are: {', '.join(near or ids) or 'none yet'}.")

    def _check_facet(self, facet: str | None) -> None:
        """Raises NotFound for a facet that is neither in a codebook nor in use, with those that are."""
        if facet is None or facet in {theme.facet for theme in self._now().synthesis.themes}:
            return
        if facet not in (known := self.facets()):
            raise NotFound(f"There is no facet {facet!r}; there are: {', '.join(known)}.")
