"""For who makes a kit: what is wrong with it, a new one to begin with, exercises to copy."""
