"""The parts of Add studies and Import: what became of files, and tables of both."""
