"""What KnowledgeBase is made of: each module is a base class of it, which adds, lists, weighs, decides, tells what
changed."""
