"""Numbers computed from the record. Pure: rows in, numbers out; no files, clock or opinions."""
