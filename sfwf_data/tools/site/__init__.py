"""`sfwf site`: executed notebooks as single-file pages, and a gallery that needs no server."""
