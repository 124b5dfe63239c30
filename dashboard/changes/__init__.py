"""The parts of the page What changed: two states, what hangs on whom, snapshots, what was tried and adopted."""
