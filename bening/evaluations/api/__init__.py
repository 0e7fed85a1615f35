"""The evaluation in the JSON interface: instruments, cycles, sheets, answers, scores."""

from bening.evaluations.api.answers import router as answers_router
from bening.evaluations.api.instruments import router as instruments_router
from bening.evaluations.api.sheets import router as sheets_router

ROUTERS = (instruments_router, sheets_router, answers_router)

__all__ = ["ROUTERS"]
