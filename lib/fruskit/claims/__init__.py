"""What a kit says about its text: annotations, facts, silences, filing scheme and bibliography.

Each claim is tied to words of the text or to a source elsewhere. For a section that has none yet,
drafts of all this are made of what its encoding shows.
"""
