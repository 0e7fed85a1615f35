"""Tables of units and people from CSV or XLSX: read, then checked row by row."""
