"""The parts of the page Compare studies: what one study has that another has not."""
