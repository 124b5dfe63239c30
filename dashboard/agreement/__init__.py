"""The parts of the page Agreement: the map of concepts by studies, the words beside it, ties between studies."""
