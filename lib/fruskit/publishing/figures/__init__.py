"""Figures of the text, of what is said about it and of what was learned: the annotated page, the timeline,
the map, the citation graph, facts, words in their lines, progress.

Each is HTML that reads as plain text too where style is stripped, and is the same for the same data.
"""
