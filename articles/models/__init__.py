from articles.models.article import Article, CareItem, Cause, PreventionEntry, Section, Source, Topic
from articles.models.changelog import Change
from articles.models.edition import Edition, OldAddress, SignOff, Version
from articles.models.preview_link import PreviewLink

__all__ = [
    "Article",
    "CareItem",
    "Cause",
    "Change",
    "Edition",
    "OldAddress",
    "PreventionEntry",
    "PreviewLink",
    "Section",
    "SignOff",
    "Source",
    "Topic",
    "Version",
]
