"""What cases of every open channel share: numbers, terms that are dated data, clocks and marks.

A channel starts a clock inside its own action and knows the case; a clock knows the case by key
alone. Protected reports have clocks of their own and none here.
"""
