"""The parts of the page Review: the queue, one item with its answers, acts of one's own, the log."""
