"""Static files, from memory of the server's own disk, without a second server."""

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise, answering whole files at once.

    Its own streamed answer is read on the event loop under ASGI, with a warning for every file. Ours are small
    (the largest, the editors' prose editor, is 0.6 MB), so they are read here, in the request's thread.
    """

    @staticmethod
    def serve(static_file, request: HttpRequest) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        body = b""
        if found.file is not None:
            with found.file:
                body = found.file.read()
        response = HttpResponse(body, status=int(found.status))
        del response["Content-Type"]
        for name, value in found.headers:
            response[name] = value
        return response
