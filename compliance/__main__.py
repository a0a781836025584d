"""`python -m compliance`."""

from __future__ import annotations

from compliance.interfaces.cli.run import main

if __name__ == "__main__":
    main()
