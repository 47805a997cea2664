from .call_request import CallRequestAdmin
from .facts import HospitalFactsAdmin

__all__ = ["CallRequestAdmin", "HospitalFactsAdmin"]
