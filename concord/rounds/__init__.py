"""Rounds of blind judgement: two parts of KnowledgeBase, and the way from the queue to a log, a sheet and decisions."""
