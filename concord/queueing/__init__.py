"""The review queue: what waits for a reviewer, in which order, on what evidence, and what may be answered.

In: what is derived, the decisions in force. Out: entries in order, plain records, and answers turned into decisions.
Called by concord.queueing.queue, which is the part of KnowledgeBase that asks.
"""
