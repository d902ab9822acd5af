"""`sfwf site`: executed notebooks as single-file pages, and a gallery of them that works without a server."""
