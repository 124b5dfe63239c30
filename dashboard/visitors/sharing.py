"""The link to what is on the screen, ready to be copied.

In: the address of the page and its query, as they are when the page has run. Out: a small menu beside the title. Called
by app. The copying is that of Streamlit's code block: no script of ours, and nothing of another host.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import streamlit as st


@contextmanager
def link_to_this_view() -> Iterator[None]:
    """Around a page: its link is known only when the page has run, and stands beside its title all the same."""
    place = st.container(key="link")
    try:
        yield
    finally:
        if here := st.context.url:
            with place.popover(
                "Link", icon=":material/link:", type="tertiary", help="A link that opens this very view"
            ):
                st.caption("Whoever may read this knowledge base sees with it what you see now.")
                st.code(address(here, st.query_params.to_dict()), language=None, wrap_lines=True)


def address(page: str, query: Mapping[str, str]) -> str:
    """The address of a page with its query, whatever query it was come by with.

    >>> address("http://localhost:8501/graph?facet=x", {"concept": "c1", "q": "a b"})
    'http://localhost:8501/graph?concept=c1&q=a%20b'
    """
    bare = page.partition("?")[0]
    return f"{bare}?{urlencode(query, quote_via=quote)}" if query else bare
