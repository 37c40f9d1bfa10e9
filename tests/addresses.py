"""Every address of Limber with who may go there, which methods it takes, and an example of its parts.

A new address needs a line here (`OURS` or `ALLAUTH`, by its name in urls.py); tests/test_access.py says so. The admin's
addresses follow a pattern and are told apart by model and page.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import DIGEST, PHOTO, World

# Who gets in. Everybody else is sent to sign in, or told that there is no such page (404) or right (403).
EVERYBODY, MEMBERS, OWNER, STAFF = "everybody", "members", "owner", "staff"
EDITORS, ADMINISTRATORS, NOBODY, NO_EDITOR = "editors", "administrators", "nobody", "nobody in the admin"
CLINICIAN = "the clinician of the owner’s plan"
SCRIPTS = "members, asked by a script that reads 401"
# How it answers: pages that only show, pages with a form, and addresses that only take something.
READ, FORM, POST = "read", "form", "post"


@dataclass(frozen=True)
class Address:
    """One line of the table: who gets in, how it answers, the parts of the example, who may write (if not the same)."""

    who: str
    takes: str
    parts: Callable[[World], list[Any]] = lambda world: []
    writers: str = ""

    def url(self, name: str, world: World) -> str:
        """The example's path."""
        return reverse(name, args=self.parts(world))


def pk(piece: str, *more: Any) -> Callable[[World], list[Any]]:
    """The parts of an address that names a piece of the world by its key."""
    return lambda world: [world.pieces[piece].pk, *more]


def slug(piece: str) -> Callable[[World], list[Any]]:
    """The parts of an address that names a piece of the world by its slug."""
    return lambda world: [world.pieces[piece].slug]


def prescribed(*more: str) -> Callable[[World], list[Any]]:
    """The parts of an address that names an exercise of the owner's plan."""
    return lambda world: [world.pieces["plan"].pk, world.pieces["exercise"].slug, *more]


OURS = {
    "home": Address(EVERYBODY, READ),
    "exercise_list": Address(EVERYBODY, READ),
    "sheet_all": Address(EVERYBODY, READ),
    "exercise_detail": Address(EVERYBODY, READ, slug("exercise")),
    "exercise_sheet": Address(EVERYBODY, READ, slug("exercise")),
    "drawing": Address(EVERYBODY, READ, lambda world: [DIGEST]),
    "question_list": Address(EVERYBODY, READ),
    "question_detail": Address(EVERYBODY, READ, slug("question")),
    "program_list": Address(EVERYBODY, READ),
    "program_finder": Address(EVERYBODY, READ),
    "program_detail": Address(EVERYBODY, READ, slug("program")),
    "rule_list": Address(EVERYBODY, READ),
    "emergency": Address(EVERYBODY, FORM, writers=MEMBERS),
    "privacy": Address(EVERYBODY, READ),
    "goodbye": Address(EVERYBODY, READ),
    "healthz": Address(EVERYBODY, READ),
    "manifest": Address(EVERYBODY, READ),
    "service_worker": Address(EVERYBODY, READ),
    "offline": Address(EVERYBODY, READ),
    "media": Address(EVERYBODY, READ, lambda world: [PHOTO]),
    "figure_sheet": Address(STAFF, READ),
    "gallery": Address(STAFF, READ),
    "account": Address(MEMBERS, READ),
    "account_settings": Address(MEMBERS, FORM),
    "save_player": Address(MEMBERS, POST),
    "account_clinician": Address(MEMBERS, FORM),
    "erase_account": Address(MEMBERS, FORM),
    "plan_start": Address(MEMBERS, FORM, slug("program")),
    "plan_list": Address(MEMBERS, READ),
    "plan_detail": Address(OWNER, READ, pk("plan")),
    "plan_end": Address(OWNER, FORM, pk("plan")),
    "plan_clinician": Address(OWNER, FORM, pk("plan")),
    "clinician_end": Address(OWNER, POST, lambda world: [world.pieces["plan"].pk, world.pieces["access"].pk]),
    "patient_list": Address(CLINICIAN, READ),
    "patient_join": Address(CLINICIAN, FORM),
    "patient_detail": Address(CLINICIAN, READ, pk("plan")),
    "patient_exercise": Address(CLINICIAN, FORM, prescribed()),
    "patient_numbers": Address(CLINICIAN, READ, pk("plan")),
    "patient_number": Address(CLINICIAN, FORM, pk("plan", "red_rise")),
    "patient_note": Address(CLINICIAN, FORM, pk("plan")),
    "patient_leave": Address(CLINICIAN, POST, pk("plan")),
    "today": Address(MEMBERS, READ),
    "week": Address(MEMBERS, READ),
    "session_detail": Address(OWNER, READ, pk("planned")),
    "session_move": Address(OWNER, FORM, pk("planned")),
    "session_skip": Address(OWNER, FORM, pk("planned")),
    "session_unskip": Address(OWNER, POST, pk("skipped")),
    "session_begin": Address(OWNER, POST, pk("missed")),
    "session_finish": Address(OWNER, POST, pk("running")),
    "session_summary": Address(OWNER, READ, pk("done")),
    "entry_save": Address(OWNER, POST, lambda world: [world.pieces["running"].pk, world.pieces["exercise"].slug]),
    "checkin_session": Address(OWNER, FORM, pk("done", "before")),
    "checkin_morning": Address(MEMBERS, FORM),
    "checkin_new": Address(MEMBERS, FORM),
    "checkin_edit": Address(OWNER, FORM, pk("checkin")),
    # Deleting again changes nothing and says so; somebody else's is as good as deleted.
    "checkin_delete": Address(MEMBERS, POST, pk("checkin")),
    "session_place": Address(OWNER, POST, pk("running")),
    "session_shorten": Address(OWNER, POST, pk("planned")),
    "session_bad_day": Address(OWNER, FORM, pk("planned")),
    "session_sore_day": Address(OWNER, FORM, pk("planned")),
    "whoami": Address(SCRIPTS, READ),
    "plan_new": Address(MEMBERS, FORM),
    "plan_pause": Address(OWNER, FORM, pk("plan")),
    "pause_end": Address(OWNER, POST, lambda world: [world.pieces["plan"].pk, world.pieces["pause"].pk]),
    "plan_days": Address(OWNER, FORM, pk("plan")),
    "plan_repeat": Address(OWNER, FORM, pk("plan")),
    "plan_go_on": Address(OWNER, FORM, pk("plan")),
    "plan_order": Address(OWNER, POST, pk("plan")),
    "plan_edit": Address(OWNER, READ, pk("plan")),
    "prescription_add": Address(OWNER, POST, pk("plan")),
    "prescription_edit": Address(OWNER, FORM, prescribed()),
    "prescription_hide": Address(OWNER, POST, prescribed()),
    "prescription_show": Address(OWNER, POST, prescribed()),
    "prescription_swap": Address(OWNER, POST, prescribed()),
    "prescription_form": Address(OWNER, POST, prescribed("usual")),
    "screening": Address(MEMBERS, FORM),
    "screening_result": Address(MEMBERS, READ),
    "screening_unlock": Address(MEMBERS, FORM, lambda world: ["seen"]),
    "screening_clear": Address(
        OWNER, FORM, lambda world: [world.pieces["cautioned"].slug, world.pieces["condition"].slug]
    ),
    "notice_list": Address(MEMBERS, READ),
    "notice_acknowledge": Address(OWNER, POST, pk("notice")),
    "adjustment_list": Address(MEMBERS, READ),
    "adjustment_undo": Address(OWNER, FORM, pk("adjustment")),
    "progress": Address(MEMBERS, READ),
    "history": Address(MEMBERS, READ),
}
# The figure of an exercise without a movement is not there: tests/stretches/test_drawings.py looks at those that are.
# An address is confirmed with a key from a mail: tests/accounts/test_signup.py.
WITHOUT_EXAMPLE = {"exercise_figure", "account_confirm_email"}

# allauth's own tests look at what its pages do. Here: that our middleware guards them. Where a person has nothing to
# see yet (no second step, no mailed key) nobody gets in, which is a 404 for those who are signed in.
ALLAUTH = {
    "account_login": Address(EVERYBODY, FORM),
    "account_logout": Address(EVERYBODY, FORM),
    "account_signup": Address(EVERYBODY, FORM),
    "account_inactive": Address(EVERYBODY, READ),
    "account_reset_password": Address(EVERYBODY, FORM),
    "account_reset_password_done": Address(EVERYBODY, READ),
    "account_reset_password_from_key": Address(EVERYBODY, FORM, lambda world: ["1", "stale-key"]),
    "account_reset_password_from_key_done": Address(EVERYBODY, READ),
    "account_email_verification_sent": Address(EVERYBODY, READ),
    "account_confirm_login_code": Address(MEMBERS, FORM),
    "account_reauthenticate": Address(MEMBERS, FORM),
    "account_email": Address(MEMBERS, FORM),
    "account_change_password": Address(MEMBERS, FORM),
    "account_set_password": Address(MEMBERS, FORM),
    "mfa_index": Address(MEMBERS, READ),
    "mfa_authenticate": Address(MEMBERS, FORM),
    "mfa_reauthenticate": Address(MEMBERS, FORM),
    "mfa_activate_totp": Address(MEMBERS, FORM),
    "mfa_deactivate_totp": Address(NOBODY, FORM),
    "mfa_view_recovery_codes": Address(NOBODY, READ),
    "mfa_generate_recovery_codes": Address(MEMBERS, FORM),
    "mfa_download_recovery_codes": Address(NOBODY, FORM),
    "mfa_list_webauthn": Address(MEMBERS, READ),
    "mfa_add_webauthn": Address(MEMBERS, FORM),
    "mfa_reauthenticate_webauthn": Address(MEMBERS, FORM),
    "mfa_remove_webauthn": Address(MEMBERS, FORM, lambda world: [1]),
    "mfa_edit_webauthn": Address(MEMBERS, FORM, lambda world: [1]),
    "usersessions_list": Address(MEMBERS, FORM),
}


# The admin's pages by the end of their name; `_version` and the checks are Limber's own.
ADMIN_PAGES = {
    "changelist": FORM,
    "add": FORM,
    "change": FORM,
    "delete": FORM,
    "history": FORM,
    "version": FORM,
    "add_check": POST,
    "check": POST,
    "delete_translation": FORM,
}
EDITED = ("stretches_exercise", "stretches_question", "stretches_bodyarea", "stretches_condition", "programs_program")
ADMINISTERED = ("accounts_user", "accounts_invitation", "accounts_clinicianrequest", "auth_group", "programs_threshold")
OF_ALLAUTH = ("account_emailaddress", "mfa_authenticator", "usersessions_usersession")
# Pages of the admin that belong to no model.
ADMIN_SELF = {
    "index": Address(EDITORS, FORM),
    "password_change": Address(EDITORS, FORM),
    "password_change_done": Address(EDITORS, READ),
    "jsi18n": Address(EDITORS, READ),
    "markdown_preview": Address(EDITORS, POST),
    "movement_preview": Address(EDITORS, POST),
    "app_list": Address(EDITORS, FORM, lambda world: ["stretches"]),
    "programs_threshold_delete": Address(NO_EDITOR, FORM, pk("threshold")),
    "accounts_clinicianrequest_add": Address(NO_EDITOR, FORM),
    "accounts_clinicianrequest_delete": Address(NO_EDITOR, FORM, pk("clinicianrequest")),
    "auth_user_password_change": Address(ADMINISTRATORS, FORM, lambda world: [world.people["other"].pk]),
}
# Words of a piece that people may have seen stay with it.
ADMIN_SELF |= {
    f"{model}_delete_translation": Address(NO_EDITOR, FORM, pk(model.rpartition("_")[2], "en"))
    for model in EDITED
    if model != "stretches_bodyarea"
}
# Django's own ways in and out, which lead to ours; lists of another field and the page of any piece by its type, which
# nothing of ours uses and which ask for rights too.
ADMIN_WITHOUT_EXAMPLE = {"login", "logout", "autocomplete", "view_on_site", ""}


def admin_address(name: str) -> Address | None:
    """The line of an admin's address by the model and page in its name; None for one that nobody has thought of."""
    if name in ADMIN_SELF:
        return ADMIN_SELF[name]
    model = next((one for one in (*EDITED, *ADMINISTERED, *OF_ALLAUTH) if name.startswith(f"{one}_")), "")
    page = name.removeprefix(f"{model}_")
    if page not in ADMIN_PAGES:
        return None
    who = EDITORS if model in EDITED else ADMINISTRATORS
    return Address(who, ADMIN_PAGES[page], lambda world: world.admin_parts(model, page))


def names(patterns: list[Any] | None = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The name of every URL pattern that the resolver knows, with its namespaces; "" for one without a name."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or ""))
