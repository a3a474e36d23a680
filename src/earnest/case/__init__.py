"""A case: a folder of text files that git can diff, edited by people."""
