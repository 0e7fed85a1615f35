"""A made-up agency in full life: twelve units in different states over two cycles.

Everything goes through the actions that people use, so the demo is also audited and sealed. Names,
places and figures are invented.
"""

from bening.config.demo.make import PASSWORD, SignIn, make_demo

__all__ = ["PASSWORD", "SignIn", "make_demo"]
