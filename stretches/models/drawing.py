from django.db import models


class Drawing(models.Model):
    """One SVG of a figure, kept for good under the hash of its bytes, so that its address never changes meaning."""

    hash = models.CharField(max_length=64, primary_key=True)
    svg = models.TextField()

    def __str__(self):
        return self.hash
