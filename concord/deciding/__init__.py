"""From the words of a reviewer to decisions, to moments of their log and to its file. Called by concord.parts."""
