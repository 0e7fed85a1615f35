"""Puts Python under the clock of a file where PYTHONPATH names this folder: also child processes.

A server of several processes starts them anew, so what its first one was told does not reach them.
`JOURNEY_CLOCK` names the file (`tests.journeys.clock`).
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent.parent))

from tests.journeys import clock

clock.set_by_file()
clock.wait_by_file()
