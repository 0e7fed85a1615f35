"""What this feature tells the rest of the program when it starts."""

from django.conf import settings

from bening.adapters.gate import MIB, Rule, register_rule
from bening.calendars import turns
from bening.documents.holds import register as register_hold
from bening.pacts import acts, conditions, facts, holds, panel, places, waiting, words

UPLOADS = ("/pakta/acara/", "/pakta/pencanangan/", "/komitmen/")


def register_all() -> None:
    """Acts, words, guard, fact, turns, holds, navigation, panel, and how large uploads may be."""
    acts.register_acts()
    words.register_words()
    conditions.register_guards()
    facts.register_facts()
    turns.register("pacts", waiting.turns)
    register_hold("pacts", holds.hold)
    places.register_places()
    panel.register_panel()
    for prefix in UPLOADS:
        register_rule(
            Rule(
                prefix=prefix,
                limit=(int(settings.MAX_FILE_MB) + 1) * MIB,
                at_once=16,
                patience=60,
                rate=8 * 1024,
            )
        )
