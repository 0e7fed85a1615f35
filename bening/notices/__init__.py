"""Whose turn it is, and who is told: the pages, reminders, mails and feeds above the features.

Features hand over turns and notices through `bening.calendars`, which stands below them, and know
nothing of this package, which stands above them and reads what they gave. Nothing here changes a
program, a review or a sheet.
"""
