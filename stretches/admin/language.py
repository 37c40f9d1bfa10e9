"""The language a page is edited in."""

from django.conf import settings
from parler.admin import BaseTranslatableAdmin


class KnownLanguageMixin(BaseTranslatableAdmin):
    """`?language=` as parler reads it, unless it names none of ours."""

    def _language(self, request, obj=None):
        code = super()._language(request, obj)
        return code if code in dict(settings.LANGUAGES) else settings.PARLER_DEFAULT_LANGUAGE_CODE
