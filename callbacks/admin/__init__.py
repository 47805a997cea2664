from .call_request import CallRequestAdmin
from .facts import HospitalFactsAdmin
from .mail import MailAdmin

__all__ = ["CallRequestAdmin", "HospitalFactsAdmin", "MailAdmin"]
