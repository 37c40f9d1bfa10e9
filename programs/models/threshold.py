from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Threshold(models.Model):
    """A number the rules use on this server, where staff chose another than the shipped one."""

    name = models.CharField(_("threshold"), max_length=60, unique=True)
    value = models.DecimalField(_("value"), max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["name"]
        verbose_name = _("threshold")
        verbose_name_plural = _("thresholds")

    def __str__(self):
        return f"{self.name} = {self.value}"


class PersonThreshold(models.Model):
    """A number that a clinician made stricter for one person. It counts only while it is the stricter one."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="thresholds")
    name = models.CharField(_("threshold"), max_length=60)
    value = models.DecimalField(_("value"), max_digits=6, decimal_places=2)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["owner", "name"]
        verbose_name = _("threshold of a person")
        verbose_name_plural = _("thresholds of people")
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="threshold_of_a_person_once")]

    def __str__(self):
        return f"{self.name} = {self.value}"
