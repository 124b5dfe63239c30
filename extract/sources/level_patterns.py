"""The words and patterns by which sentences tell the levels and criteria of scales.

In: nothing. Out: regular expressions over one sentence or passage. Called by extract.sources.levels. They hold what
English says of levels in any field; a level is one to five words without a verb.
"""

from __future__ import annotations

import re

_TERM = r"[^\W\d_][\w'’/-]*(?:\s(?!(?:to|through|via|over|and|or|until|up)\b)[^\W_][\w'’/-]*){0,4}"
_LEVEL = (
    r"(?:levels?|stages?|rungs?|tiers?|steps?|states?|grades?|bands?|phases?|degrees?|classes|class|ranks?|positions?)"
)
_LEVELS = r"(?:levels|stages|rungs|tiers|steps|states|grades|bands|phases|degrees|classes|ranks|positions)"
_CRITERION = (
    r"(?:dimensions?|criteria|criterion|axes|axis|capabilit(?:y|ies)|domains?|areas?|categor(?:y|ies)|indicators?|aspects?|"
    r"factors?|pillars?|themes?|components?|competenc(?:e|es|y|ies))"
)
_CRITERIA = (
    r"(?:dimensions|criteria|axes|capabilities|domains|areas|categories|indicators|aspects|factors|pillars|themes|components|"
    r"competenc(?:es|ies))"
)
_ORDINAL = (
    r"(?:lowest|bottom|first|second|third|fourth|fifth|sixth|top|highest|topmost|uppermost|next|last|final|initial|middle|"
    r"upper|lower|entry|one|two|three|four|five|zero|0|1|2|3|4|5)"
)
_CALLED = (
    r"(?:(?:which|that|and)\s+(?:[\w.]+\s+){0,4}?(?:calls?|called|names?|labels?|terms?|dubs?)\s+|"
    r"(?:so\s+)?(?:called|named|termed|labell?ed|known\s+as)\s+)"
)
QUOTES = "\"'“”‘’"
RISES = re.compile(
    r"\b(?:runs?|rang(?:es?|ing)|go(?:es)?|moves?|ris(?:es?|ing)|leads?|extends?|spans?|progress(?:es)?|climbs?|develops?|"
    r"advances?|evolves?|stretch(?:es)?|grad(?:es?|ed)|mark(?:s|ed)|rate[sd]?|scor(?:es?|ed)|travels?|proceeds?|grows?|"
    rf"{_LEVEL}|scale|ladder|running|moving|going|leading)\b[^.;:]{{0,40}}?\bfrom\s+|\b(?:starts?|begins?)\s+(?:with|at|from)\s+",
    re.IGNORECASE,
)
TO = re.compile(
    r",?\s+(?:and\s+)?(?:up\s+)?(?:to|through|over|via|until|pass(?:es)?\s+through|continues?\s+with|proceeds?\s+to|"
    r"goes\s+on\s+(?:to|with)|(?:ends?|culminates?|finish(?:es)?|closes?)\s+(?:with|in|at))\s+",
    re.IGNORECASE,
)
WAYSIDE = re.compile(r",?\s+(?:and\s+)?(?:from\s+there|in\s+the\s+end|finally|then|eventually|at\s+last|on)(?=\s+to\s)")
STOP = re.compile(
    r"[;:.!?]|\s[–—]\s|,\s+(?:which|where|with|each|so|but|the|a|an|and\s+(?:the|is|are|was|were)|depending|according|in|on|at|"
    r"when|while|as)\b|\s(?:when|while|according|depending|in|on|at|with|by|for|as|where|that|which|because|of\s+which)\s",
    re.IGNORECASE,
)
LIST_OF = re.compile(
    rf"\b(?:{_LEVELS}|{_CRITERIA})\b[^.;:]{{0,60}}?(?:\b(?:are|is|were)\s+(?:(?:called|named|termed|labell?ed)\s+)?(?::\s*)?|"
    rf"\b{_CALLED}|,?\s+namely,?\s+|:\s+|\b(?:include|comprise)s?\s+|\s\((?=[^()]*,))(?=\S)|"
    rf"\b(?:{_LEVELS}|{_CRITERIA})\b[^.;:,()]{{0,50}},\s+(?!(?:which|that|and|or|each|with|where|as|namely|called|named)\b)|"
    r"\b(?:distinguish(?:es|ed)?|differentiates?|separates?)\s+(?:between\s+)?",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"\b(?:placed|rate[sd]?|score[sd]?|assess(?:ed|es)?|grade[sd]?|judge[sd]?|ranks?|ranked|classified|classif(?:y|ies)|"
    r"measure[sd]?|evaluate[sd]?|marked)\s+(?:[^.;:,]{0,40}?\s)?"
    r"(?:by|along|on|in|across|against|for|in\s+terms\s+of|(?:with\s+)?(?:respect|regard)\s+to|according\s+to)\s+"
    rf"(?:(?:\w+\s+){{1,2}}{_CRITERION}\s*[:,(]?\s*(?:namely\s+)?)?",
    re.IGNORECASE,
)
RATED_AS = re.compile(
    r"\b(?:rate|mark|grade|score|classif|judge|label|describe|place)\w*\b[^.;:]{0,140}?\s(?:as|being)\s(?=[\w-]+(?:,|\sor\s))",
    re.IGNORECASE,
)
LIST_ENDS = re.compile(
    r"[;:.!?()]|\s[–—]\s|,\s+(?:which|where|each|with|while|whereas|but|so)\b|"
    r"\s(?:as|according|depending|based\s+on|on\s+the\s+basis)\b"
)
NUMBERED = re.compile(
    r"\b(?:[Ll]evel|[Ss]tage|[Tt]ier|[Ss]tep|[Pp]hase|[Gg]rade|[Rr]ung|[Cc]lass)\s+(?:\d|I{1,3}|IV|V)\s*"
    rf"(?:\((?P<gloss>[^()]{{2,60}})\)|(?:,\s*(?:{_CALLED})?|\s+(?:is|means|stands\s+for)\s+(?:{_CALLED})?|:\s*|"
    rf"\s[–—-]\s)[{QUOTES}]?(?P<said>{_TERM})(?=[{QUOTES}]?\s*[,;.)]))"
)
BEHIND = re.compile(rf"(?P<term>{_TERM})\s*\((?:{_LEVEL}\s+)?(?P<n>\d)\)", re.IGNORECASE)
BEFORE = re.compile(r"\b(?P<n>\d)\s*\((?P<term>[^()\d,;]{3,40})\)")
ON_THE = re.compile(
    rf"\bthe\s+{_ORDINAL}\b(?:\s+(?:{_LEVEL}|one|of\s+(?:these|them)))?(?:\s+of\s+(?:these|them|the\s+\w+))?"
    rf"(?:,\s+(?:{_CALLED})?|\s+is\s+(?:{_CALLED})?|\s+{_CALLED}|\s*\()[{QUOTES}]?(?P<term>{_TERM}?)"
    rf"(?=[{QUOTES}]?\s*[,;.)]|[{QUOTES}]?$)",
    re.IGNORECASE,
)
THE_NTH = re.compile(
    rf"(?:^|[.;]\s+|,\s+(?:and\s+)?|\band\s+)[{QUOTES}]?(?P<term>(?!(?:on|at|in|and|the)\b){_TERM})[{QUOTES}]?,"
    rf"\s+the\s+{_ORDINAL}\b(?:\s+{_LEVEL})?(?=\s*[,;.]|\s+(?:means|is|requires|has|and))",
    re.IGNORECASE,
)
EARNED = re.compile(
    r"(?:(?<=\s)|(?<=\())(?P<term>[A-Z][\w-]+)\s+(?:for|to\s+(?:those|organi[sz]ations)|when|if|once)\s"
)
NO_LEVEL = re.compile(
    rf"^(?:(?:the|a|an|its|their|this|that|these|those|each|both|one|two|three|it|they|we|who|what|how|not|no|none|all|about|"
    rf"only|at|in|on|by|for|from|and|or|with|to|of|be|been|is|are|was|first|second|third|fourth|fifth|sixth|next|last|four|"
    rf"five|six)\b(?!-)|{_LEVEL}(?:$|\s+\d)|[\d\W]+$)",
    re.IGNORECASE,
)
VERBAL = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|may|must|will|do|does|did|been|be|it|they|we|who|which|that)\b", re.I
)
BARE = re.compile(
    r"\b(?P<noun>[Ll]evel|[Ss]tage|[Tt]ier|[Ss]tep|[Pp]hase|[Gg]rade|[Rr]ung)\s+(?P<n>\d)\b(?!\s*[(:–—-]|[.,]\d)"
)
