"""The words that were searched for, as the paper gives them.

In: an Own. Out: Found of kind SEARCH_STRING; detail: the database that a string was put to. Called by gather. Found
are Boolean expressions, quoted terms after a word such as "search terms", terms listed after it, and table columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.study import BlockKind
from extract.facts.own import Own, Place, Sentence
from extract.facts.values import Found, Kind

_OPERATOR = re.compile(r"(?<![\w-])(?:AND|OR|NOT|NEAR/?\d*|W/\d+|ADJ\d*|adj\d+|AND/OR)(?![\w-])")
_GAP = 160  # characters between two operators of one string
_CUE = re.compile(
    r"\bsearch(?:ed|es|ing)?\b|\bquer(?:y|ies)\b|\b(?:search|key)\s?-?(?:strings?|terms?|words?|expressions?)\b|\bkeywords?\b|\bstrings?\b|\bBoolean\b",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?:search\s(?:strings?|terms?|words?|expressions?|phrases?|queries|query|equation)|key\s?-?words?|quer(?:y|ies)|strings?|"
    r"(?:combinations?\sof\s)?(?:the\s)?(?:following\s)?(?:terms|words|phrases|expressions|descriptors|MeSH\sterms)|search(?:ed)?\s(?:\w+\s){0,5}?for)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”„]([^\"“”„]{2,160})[\"“”]|(?<!\w)[‘']([^’'\n]{2,80})[’'](?!\w)")
_LISTED = re.compile(
    r"(?:search\s(?:strings?|terms?|words?|queries|query|expressions?)|key\s?-?words?|combinations?\sof\s(?:the\s)?(?:search\s)?(?:words|terms|keywords))"
    r"(?:\s(?:used|applied|employed|we\sused))?\s?(?:,\s)?(?:(?:were|was|are|included?|includes|comprised|like|such\sas|being|namely)\s?(?:as\sfollows)?:?|:|(?<=words)(?=\s)|(?<=terms)(?=\s[\"“‘]))\s?"
    r"(?P<list>[^.;:()]{6,300}?)(?=\s(?:led|yielded|gave|returned|helped|resulted|to\s(?:find|identify|search|locate|retrieve)|in\s(?:the|title|all|each|their)|"
    r"were|was|with\sthe)\b|[.;(]|$)",
    re.IGNORECASE,
)
_SEARCHES = re.compile(
    r"\b(?:search|quer(?:y|ied)|key\s?-?words?|databases?|MeSH|subject\sheading|descriptor|strings?)", re.IGNORECASE
)
_OPERAND = re.compile(r"\s*(?:\[\d|[=<>≥≤]|\d|of\b|for\b|was\b|were\b|and\b|\(?95)")
_COLUMN = re.compile(
    r"^(?:search\s)?(?:strings?|quer(?:y|ies)|terms?|expressions?|keywords?|key\swords)(?:\s\w+)?$", re.IGNORECASE
)


def search_strings(own: Own) -> Iterator[Found]:
    """Search strings and terms, in the paper's own spelling."""
    yield from _boolean(own)
    taken: set[int] = set()
    for sentence in own.sentences:
        if (
            sentence.told_here
            and sentence.place not in (Place.TITLE, Place.BACKGROUND)
            and not _OPERATOR.search(sentence.text)
        ):
            found = [*_quoted(sentence)] or [*_listed(sentence)]
            taken.update(f.start for f in found)
            yield from found
    yield from _in_tables(own)


def _boolean(own: Own) -> Iterator[Found]:
    """Expressions with operators in capitals, of any block that may tell of the search."""
    document = own.document
    for index, block in enumerate(document.blocks):
        if block.kind in (BlockKind.REFERENCE, BlockKind.TITLE, BlockKind.AUTHORS, BlockKind.TABLE):
            continue
        text = document.text[block.start : block.end]
        if not ("AND" in text or " OR " in text) or own.place(block) in (Place.BACK, Place.BACKGROUND):
            continue
        for start, end in _clusters(text):
            string = text[start:end]
            if string.count("“") != string.count("”") or string.startswith("”"):
                continue  # a torn line
            near = text[max(0, start - 200) : start] + " / " + own.path(index)
            formal = re.search(r"[\"“”*()\[\]]", string) and re.search(r"[a-z]{2}", string)
            spoken = _CUE.search(near + string) or own.place(block) is Place.METHOD
            if (formal and spoken) or _CUE.search(near):
                named = [h.entry.name for h in own.vocabulary.databases.hits(text[max(0, start - 30) : start])]
                place = own.place(block)
                yield Found(
                    Kind.SEARCH_STRING,
                    " ".join(string.split()),
                    block.start + start,
                    block.start + end,
                    0.92 if place in (Place.METHOD, Place.ABSTRACT) else 0.75,
                    f"a Boolean expression ({place})",
                    detail=named[-1] if named else "",
                )


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """The spans of Boolean expressions: runs of operators with their terms."""
    runs: list[list[re.Match[str]]] = []
    for match in _OPERATOR.finditer(text):
        if match[0] == "OR" and _OPERAND.match(text, match.end()):
            continue  # an odds ratio
        gap = text[runs[-1][-1].end() : match.start()] if runs else ""
        if runs and len(gap) <= _GAP and not re.search(r"[.;]\s+[A-Z][a-z]+\s[a-z]|\n", gap):
            runs[-1].append(match)
        else:
            runs.append([match])
    for run in runs:
        start, end = _left(text, run[0].start()), _right(text, run[-1].end())
        end = _closed(text, start, end)
        if 8 <= end - start <= 3000:
            yield start, end


def _left(text: str, at: int) -> int:
    """Where the first term of an expression begins: after the words that lead to it."""
    before = text[:at]
    floor = max(
        (
            m.end()
            for m in re.finditer(
                r"(?<=[.?!;])\s+(?=[A-Z\"“(])|\n|(?<!Title\")(?<![\"”\]\w]\"):\s+|,\s(?:namely|i\.e\.),?\s", before
            )
        ),
        default=0,
    )
    piece = before[floor:]
    opening = re.search(r"(?:\$?[A-Z]{2,}[\w-]*\$?(?:[/-][A-Z]+)*\s?:?\s?[=(\[]\s?)?[\"“(\[‘']", piece)
    if opening and not re.search(r"\)\s+(?:\w+\s+){3,}", piece[opening.start() :]):
        return floor + opening.start()
    words = list(re.finditer(r"\S+", piece))
    last = [
        m
        for m in words
        if re.search(
            r"^(?:for|using|with|were|was|is|as|by|terms?|query|queries|string|strings|of|the|and|keywords?|following|used)$|:$",
            m[0],
            re.IGNORECASE,
        )
    ]
    return floor + (
        last[-1].end() + len(piece[last[-1].end() :]) - len(piece[last[-1].end() :].lstrip())
        if last and last[-1] is not words[-1]
        else (words[max(0, len(words) - 4)].start() if words else 0)
    )


def _right(text: str, at: int) -> int:
    """Where the last term of an expression ends."""
    rest = text[at:]
    space = len(rest) - len(rest.lstrip())
    term = re.match(
        r"(?:\$?[A-Z]{2,}[\w-]*\$?\s?[:=<>(\[]*\s?)*(?:\"[^\"]*\"|“[^”]*”|‘[^’]*’|\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\]|[\w*?$#<>=/\u2013-]+)",
        rest[space:],
    )
    end = at + space + (term.end() if term else 0)
    tail = re.match(r"(?:[*?\s]*[)\]”\"]+)*(?:\s?[:–-]\s?\d[\d\s–-]*)?", text[end:])
    return end + (tail.end() if tail else 0)


def _closed(text: str, start: int, end: int) -> int:
    """The end moved on to where all brackets that the expression opens are closed, when that is near."""
    depth = 0
    for character in text[start:end]:
        depth += (character in "([") - (character in ")]")
    at = end
    while depth > 0 and at < min(len(text), end + 300):
        depth += (text[at] in "([") - (text[at] in ")]")
        at += 1
    return at if depth <= 0 else end


def _quoted(sentence: Sentence) -> Iterator[Found]:
    cue = _TERMS.search(sentence.text)
    if not cue or not _SEARCHES.search(sentence.text):
        return
    for match in _QUOTED.finditer(sentence.text):
        group = 1 if match[1] else 2
        if len(match[group].split()) <= 12 and abs(match.start() - cue.end()) < 400:
            yield _terms(sentence, match.start(group), match.end(group), "quoted as a search term")


def _listed(sentence: Sentence) -> Iterator[Found]:
    for match in _LISTED.finditer(sentence.text):
        words = match["list"]
        if ("," in words or " and " in words or " or " in words) and not re.match(
            r"(?:used|off|to|presented|that|in)\b", words
        ):
            yield _terms(sentence, match.start("list"), match.end("list"), "listed as search terms")


def _terms(sentence: Sentence, start: int, end: int, reason: str) -> Found:
    text = sentence.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip(" ,")))
    sure = 0.85 if sentence.place is Place.METHOD else 0.7
    return Found(
        Kind.SEARCH_STRING,
        " ".join(sentence.text[start:end].split()),
        sentence.start + start,
        sentence.start + end,
        sure,
        reason,
    )


def _in_tables(own: Own) -> Iterator[Found]:
    """The cells under a header such as "Search string"; detail is the database named in the same row."""
    document = own.document
    for table in document.tables:
        if own.place(document.blocks[table.block]) in (Place.BACK, Place.BACKGROUND):
            continue
        columns = {
            c.column for c in table.cells if c.row == 0 and _COLUMN.match(document.text[c.start : c.end].strip())
        }
        for cell in table.cells:
            if cell.column in columns and cell.row > 0 and cell.start < cell.end:
                row = " ".join(
                    document.text[c.start : c.end] for c in table.cells if c.row == cell.row and c is not cell
                )
                named = [h.entry.name for h in own.vocabulary.databases.hits(row)]
                value = " ".join(document.text[cell.start : cell.end].split())
                reason = "in a column of search strings"
                yield Found(
                    Kind.SEARCH_STRING, value, cell.start, cell.end, 0.88, reason, detail=named[0] if named else ""
                )
