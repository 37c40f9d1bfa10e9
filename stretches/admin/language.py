"""The language a page is edited in, and the words in it."""

from django.conf import settings
from parler.admin import BaseTranslatableAdmin


class KnownLanguageMixin(BaseTranslatableAdmin):
    """`?language=` as parler reads it, unless it names none of ours; the words of all rows come in one query."""

    def _language(self, request, obj=None):
        code = super()._language(request, obj)
        return code if code in dict(settings.LANGUAGES) else settings.PARLER_DEFAULT_LANGUAGE_CODE

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("translations")
