"""facts/: how a study was made, each fact on the words that say so. The door is `gather.facts_of`."""
