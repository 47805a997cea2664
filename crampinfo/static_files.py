"""Static files, from memory of the server's own disk, without a second server."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

from articles.surrogate_keys import made_from
from crampinfo.negotiating import coding

RELEASE = "release"  # what our files change with: nothing in the log names it, a new process starts empty
LEFT_TO_US = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")  # crampinfo/sending.py knows every form of them


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise, answering whole files at once.

    Its own streamed answer is read on the event loop under ASGI, with a warning for every file. Ours are small
    (the largest, the editors' prose editor, is 0.6 MB), so they are read here, in the request's thread.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = super().__call__(request)
        # With autorefresh, which is for developers and tests, a file may change under a running process.
        if isinstance(response, FileAnswer) and not self.autorefresh:
            made_from(response, RELEASE)
        return response

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        # A HEAD is answered as a GET, whose body the server leaves out: so both say the same.
        found = static_file.get_response("GET" if request.method == "HEAD" else request.method, asked(request))
        body = b""
        if found.file is not None:
            with found.file:
                body = found.file.read()
        response = FileAnswer(body, status=int(found.status))
        del response["Content-Type"]
        for name, value in found.headers:
            response[name] = value
        return response


class FileAnswer(HttpResponse):
    """A static file."""


def asked(request: HttpRequest) -> dict[str, Any]:
    """The headers of `request` for WhiteNoise, which takes `br;q=0` for br and knows no list of ETags and no If-Range.

    Who makes a part depend on what they have gets the whole.
    """
    given = {name: value for name, value in request.META.items() if name not in LEFT_TO_US}
    given["HTTP_ACCEPT_ENCODING"] = coding(request.headers.get("Accept-Encoding", ""))
    if "HTTP_IF_RANGE" in given:
        given.pop("HTTP_RANGE", None)
    return given
