"""Answers for people to read: what a response says, which is right, what may be heard.

Knows exercises; it marks nothing and draws nothing.
"""

from .hearing import Heard, heard
from .saying import Lines, places, said
from .solving import right

__all__ = ["Heard", "Lines", "heard", "places", "right", "said"]
