"""outer/: one file for each way in which studies can disagree with one another."""
