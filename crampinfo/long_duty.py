"""A duty of the worker that takes long."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections, connections

logger = logging.getLogger("crampinfo.worker")


class LongDuty:
    """Done by a thread of its own, one at a time, so that no mail and no promise waits for it. The thread ends with
    the worker, so what it does has to bear being broken off.
    """

    def __init__(self, name: str, do: Callable[[], Any]) -> None:
        self._name, self._do = name, do
        self._thread: threading.Thread | None = None

    def __call__(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def _run(self) -> None:
        close_old_connections()
        try:
            self._do()
        except Exception:  # it is tried again when it comes due again
            logger.exception("%s failed", self._name)
        finally:
            connections.close_all()

    def join(self) -> None:
        """Wait until it is done."""
        if self._thread is not None:
            self._thread.join()
