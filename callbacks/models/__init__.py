from .call_request import CallRequest
from .facts import HospitalFacts

__all__ = ["CallRequest", "HospitalFacts"]
