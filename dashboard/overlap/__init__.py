"""The parts of the page Overlap: range and pairs, what two reviews share, the citation matrix."""
