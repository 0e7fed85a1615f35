"""Files without what they say of their maker, all in memory: nothing here opens a file on disk.

Pictures are drawn anew from their pixels. A PDF is written anew without its information, XMP,
thumbnails, attachments, scripts and the metadata of its photos. Office packages are written anew
part by part. Whatever can't be cleaned is refused, never passed on.

What stays is what the content itself tells: names and hand in the text, visible marks of printers,
hidden rows, the noise of a camera, tracked changes (their authors go).
"""

from bening.whistleblowing.cleaning.cleaned import ACCEPT, CleanFile, FileRefused, cleaned

__all__ = ["ACCEPT", "CleanFile", "FileRefused", "cleaned"]
