"""What the queue tells the rest of the program when it starts."""

from bening.adapters.asgi import register_endpoint
from bening.adapters.gate import register_rule
from bening.queues import endpoint, issuing, stream


def register_queues() -> None:
    """The endpoint of takings behind the gate, and the live pages."""
    register_rule(endpoint.RULE)
    register_endpoint(endpoint.PREFIX, endpoint.endpoint, suffix=endpoint.SUFFIX)
    for prefix in stream.PREFIXES:
        register_endpoint(prefix, stream.streams)
    issuing.when_beaten(stream.hub.hint)
