"""Photos of an exercise, on its page."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from parler.admin import TranslatableStackedInline

from stretches import versions
from stretches.models import Photo
from stretches.photos import PhotoField

from .language import KnownLanguageMixin
from .words import WordsForm

versions.keep(Photo, parent="exercise")


class PhotoInput(AdminFileWidget):
    """Where a picture is chosen; on a page that was refused it asks for the file again, which browsers don't keep."""

    template_name = "admin/editing/photo.html"
    was_sent = False

    def value_from_datadict(self, data, files, name):
        self.was_sent = name in files
        return super().value_from_datadict(data, files, name)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.was_sent:
            widget = context["widget"]
            widget["again"] = f"{widget['attrs'].get('id', name)}_again"
            told = widget["attrs"].get("aria-describedby", "")
            widget["attrs"]["aria-describedby"] = f"{told} {widget['again']}".strip()
        return context


class PhotoForm(WordsForm):
    """A photo, drawn anew when it is uploaded."""

    image = PhotoField(
        label=_("Picture"),
        widget=PhotoInput,
        help_text=_("JPEG, PNG or WebP, up to 8 MB. Place, time and all else hidden in the file are taken out."),
    )


class PhotoInline(KnownLanguageMixin, TranslatableStackedInline):
    """Pictures with what they show and under which licence."""

    model = Photo
    form = PhotoForm
    extra = 0
    classes = ("collapse",)
    fields = ("image", "look", "alt", ("licence", "credit", "order"))
    readonly_fields = ("look",)

    @admin.display(description=_("Now"))
    def look(self, photo):
        """The picture that is kept, small; never one that was chosen on a page that was refused."""
        if photo and photo.image and not photo.image._committed:
            photo = Photo.objects.filter(pk=photo.pk).first()
        if not photo or not photo.image:
            return "–"
        return format_html(
            '<img class="photo-look" src="{}" alt="{}" width="{}" height="{}">',
            photo.image.url, photo, photo.width or 1, photo.height or 1,
        )  # fmt: skip
