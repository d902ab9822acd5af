"""What is reached by `sfwf` alone: ingest, batch and site."""
