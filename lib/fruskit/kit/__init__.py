"""Where a kit is, what its files and lessons hold, and how a file is written whole or not at all.

A kit is a folder with `data/` and `notebooks/`. Nothing here knows what the data mean.
"""

from .folder import bundled, find_kit, Kit

__all__ = ["Kit", "bundled", "find_kit"]
