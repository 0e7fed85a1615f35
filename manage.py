#!/usr/bin/env python3
"""The same as `bening`, where nothing is installed."""

from bening.__main__ import main

if __name__ == "__main__":
    main()
