"""What the pages share: the knowledge base, its records as they stand now, and the filters that live in the URL.

In: CONCORD_KB and the URL. Out: records, and the values of filters. Called by the pages. Records are kept under the
revision of the knowledge base, so that what another program adds is there on the next click. They are one object for
all visitors: nobody changes a record, list or frame that came from here; who needs another one copies it first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from concord import ConcordError, KnowledgeBase, Role, StoreTrouble
from concord.settings import read_settings
from dashboard.shared.shelf import Shelf

Record = dict[str, Any]
T = TypeVar("T")
LONGEST = 2000  # characters of ids in the URL
_MOST = 128  # values on a shelf: those that all pages share, and the evidence of what was looked at last


@st.cache_resource(show_spinner=False)
def _opened(where: str) -> KnowledgeBase:
    try:
        return KnowledgeBase(where, role=Role.READER)
    except StoreTrouble:  # there is none yet, or an earlier Concord wrote it: whoever serves it makes or migrates it
        KnowledgeBase(where).close()
        return KnowledgeBase(where, role=Role.READER)


def knowledge_base() -> KnowledgeBase:
    """The one that CONCORD_KB names, for reading; who writes does it by `signing`.

    Where it cannot be opened the page says so and ends.
    """
    try:
        return _opened(read_settings().kb)
    except ConcordError as error:
        st.title("Concord", anchor=False)
        st.text(str(error))
        st.stop()


@st.cache_resource(show_spinner=False, max_entries=4)
def _shelf(where: str) -> Shelf:
    return Shelf(_MOST)


def _kept(key: Hashable, make: Callable[[], T]) -> T:
    def told() -> T:
        with st.spinner("Reading the knowledge base …"):
            return make()

    return _on_shelf(key, told)


def _on_shelf(key: Hashable, make: Callable[[], T]) -> T:
    found: T = _shelf(read_settings().kb).get(knowledge_base().revision, key, make)
    return found


def records(what: str, *given: Any, **named: Any) -> Any:
    """What a method of the knowledge base gives, as things stand at this moment; shared, so never changed.

    given, named: its arguments.
    """
    return _kept(*_asked(what, given, named))


def ready(what: str, *given: Any, **named: Any) -> Any:
    """The same for who draws no page, so that it is there when a page asks."""
    return _on_shelf(*_asked(what, given, named))


def _asked(what: str, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Hashable, Callable[[], Any]]:
    """The key of a call of the knowledge base, and the call."""
    method = getattr(knowledge_base(), what)
    return (what, *_hashable(given), *_hashable(sorted(named.items()))), lambda: method(*given, **named)


def _hashable(value: Any) -> Any:
    return tuple(map(_hashable, value)) if isinstance(value, list | tuple) else value


def made(make: Callable[..., T], *given: Hashable) -> T:
    """What a plain function makes, once for all visitors until the knowledge base changes; shared, so never changed.

    make: a function of a module that takes nothing but `given` and asks `records` itself, such as one that builds the
    frame of a page. A lambda or an inner function would be taken for another one of the same name.
    """
    return _kept((make.__module__, make.__qualname__, given), lambda: make(*given))


def shown(id: str) -> Record | None:
    """One study, theme or concept in full; None when there is none of that id, as after an old link."""
    from concord import NotFound

    try:
        found: Record = records("show", id)
    except NotFound:
        return None
    return found


def facets() -> list[str]:
    """The facets of the codebooks in use, in their order."""
    found: list[str] = records("facets")
    return found


def choice(
    label: str,
    name: str,
    options: Sequence[str],
    shown_as: Callable[[str], str] = str,
    *,
    default: str | None = None,
    placeholder: str = "All",
    help: str | None = None,
) -> str | None:
    """A select box whose choice lives in the URL under its name; None is "all" and keeps the URL clean."""
    _from_url(name, default, options.__contains__)
    if st.session_state[name] not in (None, *options):
        st.session_state[name] = default
    index = None if default is None else 0
    picked = st.selectbox(label, options, index, shown_as, key=name, placeholder=placeholder, help=help)
    _to_url(name, picked, default)
    return picked


def toggles(label: str, name: str, options: Sequence[str], shown_as: Callable[[str], str] = str) -> str:
    """A row of buttons of which one is pressed, in the URL; the first one is the default."""
    _from_url(name, options[0], options.__contains__)
    picked = st.segmented_control(
        label, options, key=name, format_func=shown_as, label_visibility="collapsed", required=True
    )
    _to_url(name, picked, options[0])
    return picked or options[0]


def several(
    label: str,
    name: str,
    options: Sequence[str],
    shown_as: Callable[[str], str],
    *,
    placeholder: str = "All",
    help: str | None = None,
) -> list[str]:
    """A box that takes several options, in the URL with commas between; none means all."""
    _from_url(name, "", lambda value: all(part in options for part in value.split(",")))
    if isinstance(st.session_state[name], str):
        st.session_state[name] = [part for part in st.session_state[name].split(",") if part]
    st.session_state[name] = [part for part in st.session_state[name] if part in options]
    picked = st.multiselect(label, options, key=name, format_func=shown_as, placeholder=placeholder, help=help)
    _to_url(name, ",".join(picked), "")
    return picked or list(options)


def words(label: str, name: str, placeholder: str, *, most: int = 300, help: str | None = None) -> str:
    """A search box whose words live in the URL. most: characters that it takes."""
    _from_url(name, "", lambda value: len(value) <= most)
    typed = st.text_input(label, key=name, placeholder=placeholder, max_chars=most, type="search", help=help) or ""
    _to_url(name, typed, "")
    return typed.strip()


def number(label: str, name: str, low: int, high: int, default: int) -> int:
    """A slider over whole numbers, in the URL."""
    _from_url(name, str(default), lambda value: value.isdigit() and low <= int(value) <= high)
    st.session_state[name] = min(max(int(st.session_state[name]), low), high)
    picked = st.slider(label, low, high, key=name) if low < high else low
    _to_url(name, str(picked), str(default))
    return picked


def remembered_id(name: str, options: Iterable[str]) -> str | None:
    """An id in the URL that no widget shows, such as the row of a table; None when there is none or it is gone."""
    known = set(options)
    _from_url(name, None, known.__contains__)
    if st.session_state[name] not in known:
        st.session_state[name] = None
    _to_url(name, st.session_state[name], None)
    value: str | None = st.session_state[name]
    return value


def given_id(name: str) -> str | None:
    """An id in the URL that no widget shows, whatever it is; the page says so when there is nothing of that id."""
    _from_url(name, None, lambda value: len(value) <= LONGEST)
    _to_url(name, st.session_state[name], None)
    value: str | None = st.session_state[name]
    return value


def listed(name: str) -> list[str]:
    """Ids in the URL that no widget shows, with commas between."""
    return [id for id in (given_id(name) or "").split(",") if id]


def standing(name: str, default: str = "") -> str:
    """What a choice is set to in this run, for what stands above its widget; of several, with commas between.

    The URL alone would not do: a widget that was just worked writes its choice there only when it is drawn.
    """
    _from_url(name, default, lambda value: len(value) <= LONGEST)
    value = st.session_state[name]
    return value if isinstance(value, str) else ",".join(value or ())


def put(**values: str | None) -> None:
    """Sets choices from a callback, before the page runs again, as one step that Back takes back."""
    given = st.query_params.to_dict()
    for name, value in values.items():
        st.session_state[name] = value
        given.pop(name, None)
        given |= {name: value} if value else {}
        st.session_state[f"_url {name}"] = given.get(name)
    st.query_params.from_dict(given)


def _from_url(name: str, default: str | None, fits: Callable[[str], bool]) -> None:
    """Lets the URL win whenever it is not what this page wrote last: a link was opened, or Back was pressed.

    On another page it wins always. Streamlit gives a box of the same key there the value of no box, so that a link that
    says the same as the page before would be forgotten.
    """
    given = st.query_params.get(name)
    written, on_page, here = f"_url {name}", f"_page {name}", _page()
    moved = st.session_state.get(on_page, here) != here
    if name not in st.session_state or moved or given != st.session_state.get(written):
        st.session_state[name] = given if given and fits(given) else default
        st.session_state[written] = given
    st.session_state[on_page] = here


def _page() -> str:
    """Which page is running."""
    running = get_script_run_ctx()
    return running.page_script_hash if running else ""


def _to_url(name: str, value: str | None, default: str | None) -> None:
    wanted = None if value in (default, None, "") else str(value)
    if wanted != st.query_params.get(name):
        if wanted is None:
            del st.query_params[name]
        else:
            st.query_params[name] = wanted
    st.session_state[f"_url {name}"] = wanted
