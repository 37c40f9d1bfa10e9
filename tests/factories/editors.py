"""People who edit."""

from typing import Any

import factory

from stretches.editors import ensure_group
from tests.factories.accounts import UserFactory


class EditorFactory(UserFactory):
    """A member of the group of editors: changes content and nothing else."""

    is_staff = True
    name = "Edda"

    @factory.post_generation
    def in_group(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            self.groups.add(ensure_group())
