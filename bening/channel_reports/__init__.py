"""The yearly evaluation of every integrity channel: figures, causes, changes, follow-up.

A channel registers a pure query in its `AppConfig.ready` (`bening.channel_reports.registry`):

    register_channel("complaint", _("Pengaduan masyarakat"), year_of_complaints)

Everything else, from the draft to the paper that the head approves and the facts for the
evaluation sheet, follows from there.
"""
