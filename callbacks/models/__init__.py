from .call_attempt import CallAttempt, Outcome
from .call_request import OPEN, CallRequest, State
from .count import Count
from .facts import HospitalFacts
from .mail import Mail, MailState
from .notice_text import NoticeText
from .promise import Promise

__all__ = [
    "OPEN",
    "CallAttempt",
    "CallRequest",
    "Count",
    "HospitalFacts",
    "Mail",
    "MailState",
    "NoticeText",
    "Outcome",
    "Promise",
    "State",
]
