"""Official documents made from data by Typst, accessible (PDF/UA-1) and the same everywhere."""

from bening.documents.pdf import DocumentNotMade
from bening.documents.score_document import score_pdf
from bening.documents.sheet_document import sheet_pdf

__all__ = ["DocumentNotMade", "score_pdf", "sheet_pdf"]
