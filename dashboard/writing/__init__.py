"""The parts of Export and Method text: previews, sentences whose numbers are links, backups."""
