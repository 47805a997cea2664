from articles.models.article import Article, CareItem, Cause, PreventionEntry, Section, Source, Topic
from articles.models.changelog import Change
from articles.models.edition import Edition, OldAddress, Version

__all__ = [
    "Article",
    "CareItem",
    "Cause",
    "Change",
    "Edition",
    "OldAddress",
    "PreventionEntry",
    "Section",
    "Source",
    "Topic",
    "Version",
]
