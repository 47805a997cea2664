"""A post of one of our forms, read and answered."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseRedirect, QueryDict, UnreadablePostError


class SeeOther(HttpResponseRedirect):
    """303: look there, with GET. Reloading the page behind it sends nothing again."""

    status_code = 303


def posted(request: HttpRequest) -> QueryDict:
    """What was posted. Raises BadRequest (400) for a body in another character set than our pages, or cut short."""
    charset = (request.content_params or {}).get("charset", "utf-8")
    if charset.strip("'\"").lower() not in ("utf-8", "utf8"):
        raise BadRequest("a form in another character set than UTF-8")
    try:
        return request.POST
    except (ValueError, UnreadablePostError):  # a length that is no number; a person who has gone away
        raise BadRequest("a form that cannot be read") from None
