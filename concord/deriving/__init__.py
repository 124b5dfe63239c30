"""What follows from what is kept: readings, themes, the synthesis, each made once and cached under all that it is made
from."""
