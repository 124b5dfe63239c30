"""What search is made of.

entries.py: what can be found; postings.py: the inverted index; columns.py: what filters ask of entries; asked.py: a
query with its names looked up; counting.py: how many hits each filter would leave; marking.py: where words of a query
stand in a text; suggesting.py: queries to begin with, and in the place of one that finds nothing; records.py: hits as
records.

In: studies, a synthesis and a Query. Out: numbers of entries, counts, records. Called by concord.search.
"""
