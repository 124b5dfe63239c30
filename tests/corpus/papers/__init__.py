"""Made-up papers with a known structure, and writers that put one paper into the forms in which files come.

In: a seed. Out: `make.paper(seed)`, a value of `structure`; `tei.written`, `jats.written`, `markdown.written` and
`dump.written` turn it into a file; `truth` says which sections and blocks a reader must find, and compares two. Used by
the tests of every reader and by benchmarks/pairs.py. The words are invented, and the same seed gives the same paper.
"""
