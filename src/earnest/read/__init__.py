"""Reading: one file per format; documents on one side, record tables on the other."""
