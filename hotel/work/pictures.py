"""Photos and signatures that people send: checked, made anew without their hidden data, kept by random name."""

import base64
import binascii
import secrets
import warnings
from io import BytesIO
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageChops, ImageOps

from hotel.web.refusals import Refused

LARGEST_FILE = 12 * 1024 * 1024  # bytes; a phone's photo is 3 to 6 MB
MOST_PIXELS = 50_000_000  # a bomb is a small file of many more
KEPT_EDGE = 1600  # pixels of the longer side that are kept
LARGEST_DRAWING = 400_000  # characters of a signature's data address
FOLDER = "work"
_PNG = "data:image/png;base64,"


def keep_photo(upload: IO[bytes], size: int) -> str:
    """Store an uploaded JPEG, PNG or WebP and return its name.

    The picture is decoded and drawn anew, so nothing of the sent file survives: no place, no
    camera, no script behind the pixels. Raises `Refused` beside the field `photo`.
    """
    if size > LARGEST_FILE:
        raise _refused(_("The picture is larger than 12 MB. Send a smaller one."))
    picture = _decode(upload, ("JPEG", "PNG", "WEBP"))
    picture = ImageOps.exif_transpose(picture).convert("RGB")
    picture.thumbnail((KEPT_EDGE, KEPT_EDGE))
    return _keep(picture, "JPEG", ".jpg")


def keep_drawing(data: str) -> str:
    """Store a signature drawn on the page, a PNG `data:` address, and return its name.

    Raises `Refused` beside the field `drawing`, also when nothing was drawn.
    """
    if not data.startswith(_PNG) or len(data) > LARGEST_DRAWING:
        raise _refused(_("Sign in the box."), "drawing")
    try:
        raw = base64.b64decode(data.removeprefix(_PNG), validate=True)
    except (binascii.Error, ValueError) as problem:
        raise _refused(_("Sign in the box."), "drawing") from problem
    drawn = _decode(BytesIO(raw), ("PNG",), "drawing").convert("RGBA")
    paper = Image.new("RGBA", drawn.size, "white")
    paper.alpha_composite(drawn)
    grey = paper.convert("L")
    if ImageChops.invert(grey).getbbox() is None:
        raise _refused(_("Sign in the box."), "drawing")
    return _keep(grey, "PNG", ".png")


def drop(name: str) -> None:
    """Forget a picture whose item could not be finished after all."""
    if name:
        default_storage.delete(name)


def open_picture(name: str) -> tuple[IO[bytes], str]:
    """The stored file and its content type. Raises `FileNotFoundError`."""
    kind = "image/png" if Path(name).suffix == ".png" else "image/jpeg"
    return default_storage.open(name), kind


def _decode(upload: IO[bytes], formats: tuple[str, ...], field: str = "photo") -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(upload, formats=formats)
            # Known from the header: a bomb is never unpacked.
            if picture.width * picture.height <= MOST_PIXELS:
                picture.load()
                return picture
    except Exception as problem:  # a decoder fed with garbage may raise anything
        message = _("This is not a picture the hotel can keep: send a JPEG, PNG or WebP photo.")
        raise _refused(message, field) from problem
    raise _refused(_("The picture has too many pixels."), field)


def _keep(picture: Image.Image, kind: str, suffix: str) -> str:
    out = BytesIO()
    picture.save(out, kind, quality=82, optimize=kind == "PNG")
    token = secrets.token_hex(16)
    name = f"{FOLDER}/{token[:2]}/{token}{suffix}"
    return default_storage.save(name, ContentFile(out.getvalue()))


def _refused(message: str, field: str = "photo") -> Refused:
    return Refused(message, field=field, code="bad_picture")
