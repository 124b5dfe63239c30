"""The parts of the page Graph: the neighbourhood as it is drawn, its tables, the words behind what is chosen."""
