"""Runs in the limited process: opens a PDF and counts its pages."""

from typing import BinaryIO

import pypdfium2

from bening.adapters.file_types.signatures import Found, NotTaken

_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read(file: BinaryIO) -> Found:
    """A PDF that opens without a password and has a page."""
    try:
        with pypdfium2.PdfDocument(file) as document:
            pages = len(document)
            if pages:
                document[0].get_size()
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == _PASSWORD or "password" in str(error).lower():
            raise NotTaken("file_encrypted", kind="PDF") from error
        raise NotTaken("file_damaged", kind="PDF") from error
    if not pages:
        raise NotTaken("file_damaged", kind="PDF")
    return Found("pdf", pages)
