"""One template for a page and for the part of it that htmx asks for."""

from django.shortcuts import render


def render_part(request, template, part, context, **kwargs):
    """Render the partial `part` if htmx asks for the element of that id (HX-Target), else the whole page.

    An unknown target and a restored history entry get the whole page.
    """
    wants_part = request.htmx.target == part and not request.htmx.history_restore_request
    return render(request, f"{template}#{part}" if wants_part else template, context, **kwargs)
