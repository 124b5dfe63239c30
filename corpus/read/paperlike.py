"""Is it a paper? A few robust signs, lenient with short ones.

In: decoded text. Out: None, or why it is none. Called by corpus.read.plain.
"""

from __future__ import annotations

import ast
import re
import warnings

_SENTENCE_END = re.compile(r"[.!?؟。](?=[\s\"”)\]*_]|$)")
_SIGNS = re.compile(
    r"(?im)^[^\w\n]{0,6}(?:\d{0,2}\.?[^\S\n]{0,3}|[IVX]{1,4}\.[^\S\n]{0,3})?"
    r"(?:abstract|introduction|background|methods?|methodology|results|findings|discussion|conclusions?|references"
    r"|bibliography|keywords|acknowledge?ments?|appendix|limitations|related work"
    r"|resumen|resumo|résumé|zusammenfassung|einleitung|introducción|introdução|referencias|referências|literatur"
    r"|bibliographie|palabras clave|palavras-chave|mots[- ]clés|摘要|引言|参考文献|要約|はじめに)\b"
)
_NUMBERED = re.compile(r"(?m)^[^\w\n]{0,6}(?:\d{1,2}(?:\.\d{1,2}){1,3}|[IVX]{2,4})\.?\s+[A-Z][^\n]{2,80}$")
_STRUCTURE = (
    re.compile(r"(?m)^ {0,3}#{1,6} \S"),
    re.compile(r"(?m)^\|.{1,2000}\|[ \t]*$|<t[dr]\b|<!-- image -->|^!\["),
    re.compile(r"(?m)^\s{0,8}(?:[-*•+]|\d{1,2}[.)]) \S.*\n(?:.*\n){0,4}\s{0,8}(?:[-*•+]|\d{1,2}[.)]) \S"),
    re.compile(r"\$[^$\n]{2,200}\$|\\\(|\\\["),
    re.compile(
        r"[\w.+-]{1,40}@[\w-]{1,40}\.\w|\buniversit|\bjournal of\b|\bvol\.|https?://|\b(?:19|20)\d\d\b", re.IGNORECASE
    ),
    re.compile(r"(?m)^[^\w\n]{0,4}(?:figure|fig\.|table|tab\.)\s*\d{1,2}\s*[.:|]\s*\S", re.IGNORECASE),
)
_CITED = re.compile(
    r"\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]|\(\s?[^\W\d_][^()\n]{2,60},?\s(?:19|20)\d\d[a-z]?\)|et al\.|doi", re.IGNORECASE
)
_CODE = re.compile(
    r"(?m)^[ \t]{0,80}+(?:import |from \w{1,80} import|def \w+\(|class \w+|#include|public |private |function |var "
    r"|let |const |return\b|\}|\{|if \(|for \(|\w{1,80}+[ \t]{0,9}=[ \t]{0,9}\S+;?$)"
)
_PYTHON = re.compile(r"(?m)^(?:import \w|from [\w.]{1,80} import |def \w{1,80}\(|class \w{1,80}[(:])")
_STATEMENTS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
_LONGEST = 8_000_000  # characters; a long book has two million
_LINE = 2_000_000  # characters; no paragraph is as long
_LINES = 60_000  # a book of 500 pages has half of that


def why_no_paper(text: str) -> str | None:
    """None for a paper; else the sentence's middle: what speaks against it."""
    if not text.strip():
        return "the file is empty" if not text else "the file holds nothing but white space"
    if len(text) > _LONGEST:
        return f"it has {len(text) // 1_000_000} million characters, and no paper is as long"
    if text.count("\n") > _LINES:
        return f"it has over {_LINES:,} lines, and no paper is as long"
    if max(map(len, text.split("\n"))) > _LINE:
        return "it has a line of over two million characters, so it is no paper"
    sample = text[:300_000]
    lines = [line for line in sample.split("\n") if line.strip()]
    letters = sum(map(str.isalpha, sample))
    code = len(_CODE.findall(sample))
    if code > 0.3 * len(lines) and len(lines) > 5:
        return "it looks like program code, not like a paper"
    if _PYTHON.search(text) and _is_python(text):
        return "it is the source code of a program, not a paper"
    separated = max((sum(line.count(sign) >= 2 for line in lines), sign) for sign in ",;\t|")
    sentences = sum(len(words.strip()) > 24 for words in _SENTENCE_END.split(sample)[:-1])
    signs = len({m.group().strip(" #*0123456789.").lower() for m in _SIGNS.finditer(sample)})
    cited = len(_CITED.findall(sample))
    counts = {line.count(separated[1]) for line in lines if separated[1] in line}
    if len(lines) > 2 and separated[0] > 0.8 * len(lines) and len(counts) <= 2 and signs < 2:
        return "it looks like a data table, not like a paper"
    if letters < 200:
        return f"it holds only {letters} letters, too few for a paper"
    if letters < 0.35 * len(sample.replace(" ", "")):
        return "it holds hardly any words, so it is no paper"
    prose = sentences >= 3 or (signs >= 2 and sentences >= 1)
    if not prose:
        return "it has no running text, headings or references, so it does not look like a paper"
    latin = sum(map(str.isascii, filter(str.isalpha, sample)))
    if latin > 0.5 * letters and _evidence(sample, signs, cited) < 2:  # titles of other scripts are not known here
        return "it has running text, but neither the headings nor the citations of a paper"
    return None


def _is_python(text: str) -> bool:
    """Whether a text is a program in Python, however many words its comments hold; no paper can be parsed as one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd escapes in somebody else's strings
            return any(isinstance(node, _STATEMENTS) for node in ast.parse(text).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _evidence(sample: str, signs: int, cited: int) -> int:
    """How many signs of a paper a text shows: known titles, citations (three weigh double), kinds of structure."""
    numbered = len({m.group().split()[0] for m in _NUMBERED.finditer(sample)})
    structure = (numbered >= 2, *(pattern.search(sample) is not None for pattern in _STRUCTURE))
    return signs + min(2, (cited + 1) // 2) + sum(structure)
