"""The official workbook (layout of Annex III): written with live formulas, read back with every doubt listed.

`write_workbook(content)` gives the bytes, `read_workbook(source)` the answers. Neither imports Django;
reading imports nothing beyond the standard library and the scoring rules.
"""
