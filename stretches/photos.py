"""Photos that editors upload: drawn anew as WebP, so that nothing but the picture is kept.

Whatever hides in the file (place and time, a script, a second file behind the first) is gone; the name is random. The
file of a photo that was replaced or taken away stays, because the exercise's history brings it back; `unused` finds
those that neither an exercise nor its history names any more.
"""

import secrets
import time
import warnings
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError
from reversion.models import Version

from .models import Photo

FOLDER = "photos"
FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 50_000_000  # what the largest cameras make; decoded it is 150 MB
MAX_SIDE = 1600
QUALITY = 82
AN_HOUR = 3600

TOO_LARGE = _("This file is larger than 8 MB. Make the picture smaller and choose it again.")
TOO_MANY_PIXELS = _("This picture has more than 50 million pixels. Make it smaller and choose it again.")
NO_PICTURE = _("This is no picture we can read. Choose a JPEG, PNG or WebP file.")


def reencode(upload):
    """The uploaded picture as a new WebP file, upright, at most 1600 pixels long, or ValidationError."""
    if upload.size > MAX_BYTES:
        raise ValidationError(TOO_LARGE, code="too_large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is stricter
            opened = Image.open(upload, formats=FORMATS)
            if opened.width * opened.height > MAX_PIXELS:
                raise ValidationError(TOO_MANY_PIXELS, code="too_many_pixels")
            picture = ImageOps.exif_transpose(opened)
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS, code="too_many_pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise ValidationError(NO_PICTURE, code="invalid_image") from error
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    picture.info.clear()
    encoded = BytesIO()
    picture.save(encoded, "WEBP", quality=QUALITY)
    return ContentFile(encoded.getvalue(), name=f"{secrets.token_hex(16)}.webp")


class PhotoField(forms.ImageField):
    """A form field that takes a picture and gives the new file."""

    def to_python(self, data):
        """The picture drawn anew; None where no file was chosen."""
        upload = super(forms.ImageField, self).to_python(data)
        return reencode(upload) if upload else None

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": "image/jpeg,image/png,image/webp"}


def unused(now=None):
    """Names of photo files that nothing needs: no exercise shows them and no version brings them back.

    Files younger than an hour are left alone: their upload may not be saved yet.
    """
    if not default_storage.exists(FOLDER):
        return []
    needed = set(Photo.objects.values_list("image", flat=True))
    needed |= {str(version.field_dict.get("image")) for version in Version.objects.get_for_model(Photo)}
    names = [f"{FOLDER}/{file}" for file in default_storage.listdir(FOLDER)[1]]
    before = (now or time.time()) - AN_HOUR
    return [
        name for name in names if name not in needed and default_storage.get_modified_time(name).timestamp() < before
    ]
