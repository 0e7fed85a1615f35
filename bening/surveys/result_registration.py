"""What results declare when the application is ready."""


def register_results() -> None:
    """Facts, turns, papers that are held, the entry of external values, the list of receipts."""
    from bening.adapters.asgi import register_endpoint  # noqa: PLC0415 - beside its only use
    from bening.calendars import turns  # noqa: PLC0415 - they need the applications
    from bening.documents.holds import register as register_hold  # noqa: PLC0415 - needs the applications
    from bening.surveys import (  # noqa: PLC0415 - needs the applications
        facts,
        holds_results,
        places_results,
        receipt_lists,
    )
    from bening.surveys import waiting_results as waiting  # noqa: PLC0415 - needs the applications

    facts.register_facts()
    places_results.register_places()
    register_hold("survey_results", holds_results.hold)
    turns.register("survey_results", waiting.turns)
    register_endpoint(receipt_lists.PREFIX, receipt_lists.receipt_list, suffix=receipt_lists.SUFFIX)
