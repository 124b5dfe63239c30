"""A year in the life of a review of seed libraries: its papers, its codebooks, and the people who work on it."""
