"""Which fields speak two languages, and nothing else."""

from modeltranslation.translator import TranslationOptions, register

from articles.models import Article, CareItem, Cause, PreventionEntry, Section, Source, Topic


@register(Topic)
class TopicLanguages(TranslationOptions):
    fields = ["name"]


@register(Article)
class ArticleLanguages(TranslationOptions):
    fields = ["slug", "title", "lead", "summary", "search_words", "credited_to"]


@register(Section)
class SectionLanguages(TranslationOptions):
    fields = ["heading", "body"]


@register(Cause)
class CauseLanguages(TranslationOptions):
    fields = ["group", "name", "explanation"]


@register(PreventionEntry)
class PreventionLanguages(TranslationOptions):
    fields = ["name", "explanation"]


@register(CareItem)
class CareItemLanguages(TranslationOptions):
    fields = ["text"]


@register(Source)
class SourceLanguages(TranslationOptions):
    fields = ["basis_by"]
