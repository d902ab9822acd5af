"""What a figure's output in a notebook holds beside its picture, by media type."""

RECORD = "application/vnd.sfwf+json"  # texts, files, numbers, hashes: a batch, the pages and the tests read them back
PHONE = "image/vnd.sfwf.phone+webp"  # the figure as a phone shows it; JupyterLab takes no notice, `sfwf site` does
