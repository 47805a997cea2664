from articles.models.article import Article, CareItem, Cause, PreventionEntry, Section, Source, Topic
from articles.models.changelog import Change
from articles.models.edition import Edition, OldAddress, SignOff, Version

__all__ = [
    "Article",
    "CareItem",
    "Cause",
    "Change",
    "Edition",
    "OldAddress",
    "PreventionEntry",
    "Section",
    "SignOff",
    "Source",
    "Topic",
    "Version",
]
