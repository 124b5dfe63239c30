"""The parts of the page Studies beside the paper: the list, a study's head and its views."""
