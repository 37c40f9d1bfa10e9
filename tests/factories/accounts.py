"""People and invitations for tests."""

from typing import Any

import factory
from django.utils import timezone

from accounts.consent import CONSENT_VERSION
from accounts.models import ClinicianRequest, Invitation, User
from accounts.models.invitation import digest, new_code

PASSWORD = "lying on the mat 7"


class UserFactory(factory.django.DjangoModelFactory):
    """A person who signed up properly; their password is PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = "Robin"
    consented_at = factory.LazyFunction(timezone.now)
    consent_version = CONSENT_VERSION
    adult_confirmed_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **fields: Any) -> User:
        return model_class.objects.create_user(*args, **{"password": PASSWORD, **fields})


class StaffFactory(UserFactory):
    """An administrator."""

    is_staff = True
    is_superuser = True


class ClinicianRequestFactory(factory.django.DjangoModelFactory):
    """Somebody asked to be a clinician; staff have not answered."""

    class Meta:
        model = ClinicianRequest

    user = factory.SubFactory(UserFactory)
    name = "Kim Lee"
    profession = "Physiotherapist"
    workplace = "Practice at the Park, Bern"


class ClinicianFactory(UserFactory):
    """A clinician, approved by staff."""

    is_clinician = True

    @factory.post_generation
    def request(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Staff approved what they asked."""
        ClinicianRequestFactory(user=self, state="approved", decided_at=timezone.now(), **kwargs)


class InvitationFactory(factory.django.DjangoModelFactory):
    """An unused invitation for whoever has the code; `code` sets the code it is made of."""

    class Meta:
        model = Invitation

    class Params:
        code = factory.LazyFunction(new_code)

    digest = factory.LazyAttribute(lambda invitation: digest(invitation.code))
