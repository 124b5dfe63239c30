"""The parts of the page Mapping: primary studies by years and categories, of all studies or of one."""
