"""`bening kiosk`: gives numbers of its own series at a kiosk, also while the server is away.

Nothing here imports Django or the tables: a kiosk is a small machine that starts in a moment. The
server draws its pages (`bening.queues.kiosk_pages`) and the kiosk fills in numbers and times.
"""
