"""Many runs of notebooks in one command: planned, checked before they start, executed in parallel, written whole or not at all.

Nothing here knows what a budget is; the values that parameters may take come from `sfwf_data.notebook.parameters`.
"""
