from articles.models.article import Article, Topic
from articles.models.changelog import Change
from articles.models.edition import Edition, OldAddress, SignOff, Version
from articles.models.entries import Cause, PreventionEntry
from articles.models.link_check import LinkCheck
from articles.models.parts import CareItem, Section, Source
from articles.models.preview_link import PreviewLink
from articles.models.scheduled import ScheduledPublication
from articles.models.standing import Standing

__all__ = [
    "Article",
    "CareItem",
    "Cause",
    "Change",
    "Edition",
    "LinkCheck",
    "OldAddress",
    "PreventionEntry",
    "PreviewLink",
    "ScheduledPublication",
    "Section",
    "SignOff",
    "Source",
    "Standing",
    "Topic",
    "Version",
]
