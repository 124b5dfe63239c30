"""A paper as it was read: outline, the stretch that is shown, its blocks, marks and tables."""
