"""Where to go back to after a small action that several pages offer."""

from django.utils.http import url_has_allowed_host_and_scheme


def place_of(request, default):
    """The page of this site that the form came from (`next`), else `default`."""
    wanted = request.POST.get("next", "")
    is_path = wanted.startswith("/") and len(wanted) <= 500  # a word alone would be taken for the name of a view
    if is_path and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return default
