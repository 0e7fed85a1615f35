"""A sheet, and programs that call with somebody's token: as the features' own tests have them."""

from tests.features.api.conftest import call, sheet, version

__all__ = ["call", "sheet", "version"]
