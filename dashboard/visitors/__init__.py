"""Who is there: the guard and the door, acts in a person's own name, the link to a view, the tour."""
