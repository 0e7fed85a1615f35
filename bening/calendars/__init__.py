"""Time and what waits: days off, stand-ins, turns, and what people are told.

This package stands below the features, which hand it three things and know nothing of its pages:

* `calendars.turns.register(name, source)`: a read that says what waits for a person;
* `calendars.telling.notify(...)`: something happened that people are told of;
* `calendars.telling.say({code: sentence})`: the words of such a thing.

`bening.notices` stands above the features and shows, reminds, mails and hands up what they gave.
"""
