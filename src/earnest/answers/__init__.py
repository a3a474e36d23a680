"""Questions about the record as a whole, each answered from the store through `measure`."""
