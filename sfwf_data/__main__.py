"""`python -m sfwf_data` is `sfwf`."""

import sys

from sfwf_data.cli import main

if __name__ == "__main__":
    sys.exit(main())
