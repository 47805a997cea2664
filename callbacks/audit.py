"""Who opened which request, kept by django-auditlog: a person, a time and a reference, nothing of the patient.

Only openings are recorded here. auditlog's own registry also writes down every change with the values before and
after, which would copy names and numbers in the clear into its table.
"""

from auditlog.registry import AuditlogModelRegistry
from auditlog.signals import accessed

from .models import CallRequest

registry = AuditlogModelRegistry(create=False, update=False, delete=False, access=True, m2m=False)


def register() -> None:
    """Listen to openings; called once, when the app is ready."""
    registry.register(CallRequest)


def opened(call: CallRequest) -> None:
    """Record that the person who sent the current request (auditlog's middleware knows who) opened `call`."""
    accessed.send(CallRequest, instance=call)
