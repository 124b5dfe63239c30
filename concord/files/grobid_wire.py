"""The public GROBID client with bounds: how long an answer may take and how large it may be.

In: the address of a server. Out: a client. Called by concord.files.grobid, which imports this only when a server is
named, since the client brings three packages that nobody else needs. The client itself waits for a busy server for
ever, has no limit for a server that trickles, and reports a broken connection as a bad file; all of that is seen to
here, in the one public method through which it speaks.
"""

from __future__ import annotations

import io
import logging
import time
from typing import Any

import requests

_ROOT = logging.getLogger()
_BEFORE = _ROOT.level, _ROOT.handlers[:]
from grobid_client.grobid_client import GrobidClient  # noqa: E402  (it makes every library of the program talk)

_ROOT.setLevel(_BEFORE[0])
_ROOT.handlers[:] = _BEFORE[1]

_CHUNK = 65_536
_CONNECT_SECONDS = 10.0
_SILENT = logging.getLogger("concord.files.grobid")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False


class Wire(GrobidClient):
    """A client for one server. trouble: what broke the last call, None when an answer came."""

    def __init__(self, url: str, most_bytes: int, deadline: float) -> None:
        """deadline: of time.monotonic(), for all calls together. most_bytes: of one answer."""
        super().__init__(grobid_server=url, check_server=False)
        self.logger = _SILENT
        self.most_bytes, self.deadline = most_bytes, deadline
        self.trouble: str | None = None

    def call_api(
        self,
        method: str,
        url: str,
        headers: dict[str, str] | None = None,
        params: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
        files: dict[str, Any] | None = None,
        timeout: float | None = None,
    ) -> tuple[requests.Response, int]:
        """One request, over by the deadline. RequestException, with the reason in trouble, also for a busy server.

        Redirects are not followed: a paper goes to the server that was named and to no other.
        """
        self.trouble = None
        try:
            with requests.request(
                method,
                url,
                headers={**(headers or {}), "Accept": self.accept_type},
                params=params,
                data=data,
                files=files,
                timeout=(min(_CONNECT_SECONDS, self._left()), self._left()),
                stream=True,
                allow_redirects=False,
            ) as answer:
                if answer.status_code == requests.codes.service_unavailable:
                    self.trouble = "it is busy"
                    raise requests.RequestException(self.trouble)
                return self._whole(answer), answer.status_code
        except requests.Timeout:
            self.trouble = self.trouble or "it took too long"
            raise
        except requests.RequestException:
            self.trouble = self.trouble or "there is no connection"
            raise

    def _left(self) -> float:
        return max(0.05, self.deadline - time.monotonic())

    def _whole(self, answer: requests.Response) -> requests.Response:
        """The answer with its words read, as UTF-8, which GROBID writes and does not always declare."""
        words = io.BytesIO()
        for chunk in answer.iter_content(_CHUNK):
            words.write(chunk)
            if words.tell() > self.most_bytes:
                self.trouble = "its answer has no end"
                raise requests.RequestException(self.trouble)
            if time.monotonic() > self.deadline:
                self.trouble = "it took too long"
                raise requests.Timeout(self.trouble)
        whole = requests.Response()
        whole.status_code, whole.encoding = answer.status_code, "utf-8"
        whole.raw = io.BytesIO(words.getvalue())
        return whole
