"""The files that people have reviewed, by checksum; `make reviewed` signs them anew.

Ingest stamps the checksums of the data package, so those cannot tell a reviewed row that was lost
by accident from one that was changed on purpose.  These are stamped by whoever reviewed the change.
"""

from __future__ import annotations

import hashlib

from tests.conftest import REPOSITORY

SIGNED = REPOSITORY / "tests" / "fixtures" / "reviewed.sha256"
FOLDERS = ("registry", "reviews")


def checksums() -> str:
    """A line for each file, as `sha256sum` writes it."""
    data = REPOSITORY / "data"
    paths = sorted(path for folder in FOLDERS for path in (data / folder).rglob("*.csv"))
    digests = {
        path.relative_to(REPOSITORY).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items())


if __name__ == "__main__":
    SIGNED.write_text(checksums(), encoding="utf-8")
