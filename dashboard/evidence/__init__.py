"""What Ask, Themes, Methods and Reading show: hits, what was not taken, facts of method, parse reports."""
