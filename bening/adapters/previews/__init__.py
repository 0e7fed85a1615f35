"""Inert pictures of files, drawn in a process of its own with limits."""

from bening.adapters.previews.drawing import THUMBNAIL, Drawn, draw_previews, page_name

__all__ = ["THUMBNAIL", "Drawn", "draw_previews", "page_name"]
