"""The command line: a thin skin over KnowledgeBase, one small module a group of commands."""
