"""The parts of the page Overview: numbers, what to look at, selection, years, the words of the field."""
