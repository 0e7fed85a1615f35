"""Days a number of years after another, also where that day is 29 February."""

from datetime import date


def years_after(day: date, years: int) -> date:
    """The first day on which `years` full years have passed since `day`.

    29 February has no anniversary in a common year: there the time is over on 1 March.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def next_anniversary(day: date, *, every: int, on: date) -> date:
    """The first day on or after `on` that lies one or more times `every` years after `day`."""
    rounds = max(1, (on.year - day.year) // every)
    while years_after(day, rounds * every) < on:
        rounds += 1
    return years_after(day, rounds * every)
