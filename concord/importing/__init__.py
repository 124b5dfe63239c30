"""What people made elsewhere becomes part of a knowledge base: codings of other programs, and bibliographies.

values.py says what a file holds; refi.py, csv_codings.py and the readers of bibliographies read it, as pure functions,
in the process of reading.py; mapping.py, matching.py and placing.py find facet, study and words; describing.py finds
the study of an entry; imports.py keeps it. Nothing is dropped in silence: what was not taken is listed as lost.
"""
