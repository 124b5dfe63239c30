"""What all pages share: the knowledge base and the filters in the URL, words, links, tables and files to take."""
