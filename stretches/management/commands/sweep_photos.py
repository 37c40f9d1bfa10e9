"""`manage.py sweep_photos`: delete the photo files that nothing needs any more."""

from django.core.files.storage import default_storage
from django.core.management import BaseCommand

from stretches.photos import unused


class Command(BaseCommand):
    """Delete photo files that no exercise shows and no version in the history brings back."""

    help = "Delete photo files that no exercise shows and no version in the history needs (see deleterevisions)."

    def handle(self, *args, **options):
        names = unused()
        for name in names:
            default_storage.delete(name)
        self.stdout.write(f"Deleted {len(names)} photo files.")
