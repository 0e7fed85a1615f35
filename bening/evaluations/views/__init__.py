"""The pages of the evaluation, one module for each kind of page."""
