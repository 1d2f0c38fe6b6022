"""The words of many volumes in one file, to be searched: how it is made, and how it is asked."""
