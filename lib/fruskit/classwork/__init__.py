"""What a class handed in: read with care, marked anew, counted; never believed.

A file that a student hands in is data from a stranger. Nothing here shows anything.
"""
