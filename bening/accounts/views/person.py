"""The person of a request, typed."""

from django.http import HttpRequest

from bening.accounts.models import Person


def signed_in(request: HttpRequest) -> Person:
    """The signed-in person. Only for views behind `login_required`."""
    if not isinstance(request.user, Person):
        raise TypeError("a view that needs somebody was reached by nobody")
    person: Person = request.user
    return person
