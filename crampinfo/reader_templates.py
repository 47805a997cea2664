"""The language that readers' pages are written in: Jinja2, with what those pages ask for.

Each template is compiled once for each language of the site. What is settled by then, the words of the interface and
the addresses of pages that exist once, is text in the compiled template; only what an article says is put in later.
Django's own templates, which the desk has, make an article half as dear again (docs/decisions/0010).
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.base import BaseEngine
from django.template.backends.jinja2 import Jinja2, Template
from django.template.defaultfilters import linebreaksbr
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, translation
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2 import Template as Written
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, _escape_inner, escape

from articles import a_to_z, spoken, structured_data
from callbacks import context as calls
from crampinfo.on_every_page import on_every_page

DAYS_KEPT = 1024


class ReaderTemplates(BaseEngine):
    """Django's engine of readers' pages: one of Jinja2's for each language, of which the active language's is asked."""

    app_dirname = "jinja2"

    def __init__(self, params: dict[str, Any]) -> None:
        options = {"environment": f"{__name__}.PagesInOneLanguage", **params.pop("OPTIONS")}
        super().__init__(params)
        codes = [code for code, _name in settings.LANGUAGES]
        self.by_language = {code: Jinja2(params | {"OPTIONS": {**options, "language": code}}) for code in codes}

    def get_template(self, template_name: str) -> "Page":
        """Raises TemplateDoesNotExist and TemplateSyntaxError, as Django's engines do."""
        spoken_now = self.by_language.get(translation.get_language() or "", self.by_language[settings.LANGUAGE_CODE])
        if settings.DEBUG:
            spoken_now.env.cache.clear()  # a template keeps the parts it imports, also those that were edited since
        return Page(spoken_now.get_template(template_name))

    def compile_all(self) -> None:
        """Compile every template in every language, so that no reader waits for it: a quarter of a second a page."""
        for language, engine in self.by_language.items():
            with translation.override(language):
                for name in engine.env.list_templates():
                    with suppress(ValueError):  # a static file is missing: the page that needs it says so
                        engine.env.get_template(name)


class Page:
    """A template with what every page shows, where a request asks for it. What the view gave it comes first."""

    def __init__(self, template: Template) -> None:
        self.template, self.origin = template, template.origin

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        given = context or {}
        return self.template.render(on_every_page(request) | given if request else given)


def shown(value: Any) -> str:
    """`value` as it stands in a page: escaped, unless it is a piece of a page itself.

    As markupsafe.escape, in a fifth of the time for words and numbers: what comes out is joined to a page at once, and
    need not know of itself that it is one. An article has 800, which were a quarter of the time that it took to write.
    """
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        return value
    return str(value) if kind is int else escape(value)


class Compiler(CodeGenerator):
    """Jinja2's own, which writes `shown` where something is put into a page."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            return super()._output_child_pre(node, frame, finalize)
        self.write("environment.shown(")


class Calls(Context):
    """Jinja2's own asks of all that is called what it wants to be given beforehand. Of macros that is known, and an
    article calls 110.
    """

    def call(self, called: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if type(called) is not Macro:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(self.eval_ctx, *args, **kwargs)


class Imported(Written):
    """Jinja2's own looks, at each import in each page, for names that the page knows and the imported part does not.
    Here every template knows those of its environment, and no others.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class PagesInOneLanguage(Environment):
    code_generator_class = Compiler
    context_class = Calls
    template_class = Imported
    shown = staticmethod(shown)

    def __init__(self, *, language: str, **options: Any) -> None:
        options |= {"trim_blocks": True, "lstrip_blocks": True, "extensions": ["jinja2.ext.i18n"]}
        super().__init__(**options | {"undefined": StrictUndefined})  # a slip of the pen is no empty page
        self.language = language
        self.policies["ext.i18n.trimmed"] = True
        self.newstyle_gettext = True
        self.globals |= {
            "language": language,
            "ngettext": ngettext,
            "empty_form": calls.call_form,
            "letters_bar": lambda there, current: a_to_z.bar(there, current, language),
            "json_ld": structured_data.element,
        }
        self.filters |= {
            "date": lru_cache(DAYS_KEPT)(in_words),
            "lang": lambda text: spoken.lang_of(text, language),
            "words": spoken.words,
            "notice": spoken.notice,
            "linebreaksbr": linebreaksbr,
        }
        self.tests |= {
            "of_safety": spoken.of_safety,
            "spoken_otherwise": lambda part: spoken.speaks_otherwise(part, language),
        }

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Looks into a dictionary before it looks at its methods: `card.items` are the items of the card."""
        try:
            return obj[attribute]
        except (TypeError, LookupError):
            return super().getattr(obj, attribute)

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        with translation.override(self.language):
            return super()._generate(Settled().visit(source), *args, **options)


def _said(words: str) -> Markup:
    return Markup(translation.gettext(words))  # noqa: S704 - the site's own words


class Settled(NodeTransformer):
    """Puts what a call will always give in the place of the call; of words with open places, the words."""

    ASKED: dict[str, Callable[[str], str]] = {"_": _said, "gettext": _said, "url": reverse, "static": static}

    def visit_Call(self, call: nodes.Call) -> nodes.Expr:
        self.generic_visit(call)
        if not isinstance(call.node, nodes.Name) or call.node.name not in self.ASKED:
            return call
        [asked] = call.args
        if not isinstance(asked, nodes.Const):
            raise TemplateSyntaxError("Only what stands there as it is can be put in.", call.lineno)
        given = self.ASKED[call.node.name](asked.value)
        if call.node.name != "gettext":  # which is what {% trans %} becomes, with each % in its words doubled
            return nodes.Const(given)
        values = nodes.Dict([nodes.Pair(nodes.Const(each.key), each.value) for each in call.kwargs])
        return nodes.Mod(nodes.Const(given), values)


def ngettext(one: str, many: str, number: int, **values: Any) -> Markup:
    """`one` or `many`, by the language's own rule for `number`, with `values` in their `%(name)s` places."""
    return Markup(translation.ngettext(one, many, number)) % values  # noqa: S704 - the site's own words


def in_words(moment: date | datetime, form: str = "DATE_FORMAT") -> str:
    """A day, or a moment by the site's clock, as the language of the page writes it in this form."""
    return formats.date_format(template_localtime(moment), form)
