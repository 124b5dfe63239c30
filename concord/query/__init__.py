"""The query language: what the command line, the dashboard and KnowledgeBase.find take.

In: a line that a person typed. Out: a Query, which prints as a line that means the same. terms.py has the values,
ranges.py the numbers, fields.py the filters that there are, parsing.py the way from text to values; docs/query.md is
the page for people. Called by concord.finding, the command line and the dashboard.

It is parsed by hand: the grammar is three kinds of term between blanks, and what people need are sentences on what to
write instead, which generators of parsers and parsers of Lucene's language (lark, luqum) do not give; the latter would
also bring boosts, brackets and wildcards that have no meaning here.
"""

from concord.query.fields import FIELDS, Field
from concord.query.parsing import parse
from concord.query.ranges import Range
from concord.query.terms import Filter, Phrase, Query, Term, Word

__all__ = ["FIELDS", "Field", "Filter", "Phrase", "Query", "Range", "Term", "Word", "parse"]
