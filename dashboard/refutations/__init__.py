"""The parts of the page Refutations: contradictions one by one, and disputed concepts."""
