"""The parts of the page Concept: its figures, its words, translations, opposition, history and acts."""
