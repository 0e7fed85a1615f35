"""Pictures drawn anew: only pixels pass, upright, whatever else the file carried stays behind."""

from io import BytesIO

from PIL import Image, ImageOps

from bening.adapters.file_types.signatures import NotTaken

MOST_PIXELS = 60_000_000
"""Some 180 MB decoded: a phone's largest photo, and no bomb."""
FORMATS = {
    "jpg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "gif": "GIF",
    "bmp": "BMP",
    "tiff": "TIFF",
}
LOSSY = frozenset({"jpg", "webp"})
QUALITY = 88


def redrawn(content: bytes, kind: str) -> bytes:
    """The picture of that kind with its pixels alone. Raises NotTaken, or what a reader raises."""
    Image.MAX_IMAGE_PIXELS = None  # the limit here refuses; Pillow's own only warns
    with Image.open(BytesIO(content), formats=[FORMATS[kind]]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise NotTaken("picture_too_large")
        upright = ImageOps.exif_transpose(picture)
        plain = _as_drawn(upright)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = BytesIO()
    options = {"quality": QUALITY} if kind in LOSSY else {}
    bare.save(out, FORMATS[kind], **options)
    return out.getvalue()


def _as_drawn(picture: Image.Image) -> Image.Image:
    """In a mode without palette or profile, so that neither is carried along."""
    if picture.mode in {"L", "RGB"}:
        return picture
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha and picture.format != "JPEG" else "RGB")
