"""inner/: one file for each way in which a paper can disagree with itself."""
