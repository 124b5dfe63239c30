"""Files of strangers are read in a process of their own: exchange files and bibliographies too.

In: the name and the bytes of one file. Out: a Project or a Bibliography, or UnreadableDocument, UnknownFormat or
BadInput with one sentence. Called by concord.importing.imports. Time and memory are limited as for papers.
"""

from __future__ import annotations

import atexit
from functools import cache

from concord.importing import parse_process
from concord.importing.parse_process import REFUSED
from concord.importing.values import Bibliography, Project
from concord.processes.parse_process import FAULT, MEMORY, UNREADABLE
from concord.processes.workers import Broken, Died, Late, Process
from concord.store import codec
from corpus.errors import BadInput, UnknownFormat, UnreadableDocument

_SMALLER = "export a smaller part of the project, or raise "
_REPORT = "export it again, and please report it"


class Importer(Process):
    """A process that reads exchange files and bibliographies."""

    module, what, setting = parse_process.__name__, "to read imports", "CONCORD_PARSE_MB"

    def read(self, name: str, data: bytes) -> Project | Bibliography:
        """What a file holds. Raises as concord.importing.parse does, and Broken, and StoreTrouble."""
        try:
            reply, body = self.ask({"name": name}, data)
        except Late:
            reason = f"reading it took more than the {self.seconds:g} seconds that a file may take"
            raise Broken("time", name, reason, _SMALLER + "CONCORD_PARSE_SECONDS") from None
        except Died as died:
            raise Broken("process", name, f"reading it broke the process that reads ({died})", _REPORT) from None
        no = reply.get("no")
        if no is None:
            if reply["kind"] == "project":
                return codec.loads(Project, body)
            return codec.loads(Bibliography, body)
        if no == UNREADABLE:
            raise UnreadableDocument(name, str(reply["reason"]), str(reply["advice"]), reply["line"])
        if no == MEMORY:
            raise Broken("memory", name, "reading it took more memory than a file may take", _SMALLER + self.setting)
        if no == FAULT:
            raise Broken("fault", name, f"a fault in Concord stopped its reading ({reply['says']})", _REPORT)
        raise (BadInput if no == REFUSED else UnknownFormat)(str(reply["says"]))


@cache
def shared_importer(seconds: float, memory: int) -> Importer:
    """The process of this program with those limits; it ends with the program."""
    importer = Importer(seconds, memory)
    atexit.register(importer.close)
    return importer
