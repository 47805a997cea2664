"""What readers' templates promise beside what Jinja2 does."""

import pytest
from django.http import HttpRequest
from django.template import TemplateDoesNotExist, engines
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateSyntaxError, UndefinedError
from markupsafe import Markup, escape

from crampinfo.reader_templates import PagesInOneLanguage, ReaderTemplates


def shown(source: str, language: str = "en", **given: object) -> str:
    return PagesInOneLanguage(language=language, autoescape=True).from_string(source).render(given)


@pytest.mark.parametrize(("language", "words"), [("en", "A to Z /en/articles/"), ("tr", "A'dan Z'ye /tr/makaleler/")])
def test_words_and_addresses_are_those_of_the_language_whatever_language_is_active(language, words):
    pages = PagesInOneLanguage(language=language, autoescape=True)
    with override("tr" if language == "en" else "en"):
        assert pages.from_string('{{ _("A to Z") }} {{ url("articles:list") }}').render() == words


def test_what_is_settled_is_text_in_the_compiled_template():
    compiled = PagesInOneLanguage(language="tr", autoescape=True).compile('<p>{{ _("Sources") }}</p>', raw=True)
    assert "'<p>Kaynaklar</p>'" in compiled


def test_values_in_words_are_escaped_and_markup_among_them_is_not():
    source = "{% trans day=day, number=number %}Safety advice of {{ day }}{% endtrans %}"
    assert shown(source, day="<b>", number=1) == "Safety advice of &lt;b&gt;"
    assert shown(source, day=Markup("<b>"), number=1) == "Safety advice of <b>"


@given(st.one_of(st.text(alphabet="ab<>&'\"ışİ "), st.integers(), st.booleans(), st.none(), st.floats()))
def test_what_is_shown_is_what_markupsafe_would_show(value):
    for each in (value, Markup("<b>"), mark_safe("<i>"), format_html("<u>{}</u>", value), [value]):
        assert PagesInOneLanguage.shown(each) == escape(each)


def test_it_is_what_pages_are_made_with():
    page = PagesInOneLanguage(language="en", autoescape=True).compile("{{ word }}{{ word|e }}", raw=True)
    assert page.count("environment.shown(") == 2
    bare = PagesInOneLanguage(language="en", autoescape=False).from_string("{{ word }}")
    assert bare.render(word="<b>") == "<b>"


PARTS = """
{% macro line(name, sign="-", mark="") %}
<li>{{ mark }}{{ sign }}{{ name }}{{ caller() if caller is defined }}</li>
{% endmacro %}
{% macro lines(names) %}
{% for name in names %}{{ line(name, mark=loop.index) }}{% endfor %}{{ varargs|length }}
{% endmacro %}
"""
PAGE = """
{% from "parts" import line, lines %}{% import "parts" as parts %}{% macro own(name) %}({{ name }}){% endmacro %}
{% block all %}{{ line("<a>") }}{{ lines(["<b>", "c"], 1, 2) }}{% for each in "de" %}{{ own(each) }}{% endfor %}
{% call line("f", sign="+") %}<b>{% endcall %}{{ parts.line(name="g") }}{{ range(3)|list }}
{% autoescape false %}{{ line("<h>") + "<i>" }}{% endautoescape %}{% endblock %}
"""


def pages_as_here_and_as_jinja2_has_them(page: str) -> tuple[Environment, Environment]:
    options = {"autoescape": True, "loader": DictLoader({"parts": PARTS, "page": page})}
    as_it_is = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    return PagesInOneLanguage(language="en", **options), Environment(**options | as_it_is)


def test_parts_are_called_as_jinja2_calls_them():
    here, there = pages_as_here_and_as_jinja2_has_them(PAGE)
    assert here.get_template("page").render() == there.get_template("page").render()


@pytest.mark.parametrize("slip", ["{{ line() }}", "{{ line('a', 'b', 'c', 'd') }}", "{{ line('a', none, no=1) }}"])
def test_what_jinja2_refuses_of_a_call_is_refused_in_its_words(slip):
    refused = []
    for pages in pages_as_here_and_as_jinja2_has_them(PAGE + slip):
        with pytest.raises((TypeError, UndefinedError)) as error:
            pages.get_template("page").render()
        refused.append(str(error.value))
    assert refused[0] == refused[1]


def test_a_part_knows_the_names_that_every_part_knows_and_none_of_the_page_that_asks():
    parts = {"part": "{% macro told() %}{{ language }}{{ day is defined }}{% endmacro %}"}
    pages = PagesInOneLanguage(language="tr", autoescape=True, loader=DictLoader(parts))
    source = "{% from 'part' import told %}{{ told() }}"
    assert pages.from_string(source, {"day": 1}).render(day=2) == "trFalse"


@pytest.mark.parametrize(("language", "minutes"), [("en", ["1 minute", "2 minutes"]), ("tr", ["1 dakika", "2 dakika"])])
def test_numbers_follow_the_rule_of_the_language(language, minutes):
    source = "{% trans minutes=minutes %}{{ minutes }} minute{% pluralize %}{{ minutes }} minutes{% endtrans %}"
    with override(language):
        assert [shown(source, language, minutes=each) for each in (1, 2)] == minutes


def test_a_name_that_is_not_there_is_an_error_and_no_empty_place():
    for source in ("{{ facts.controller }}", "{% if facts.controller %}{% endif %}", "{{ facts.name or slip }}"):
        with pytest.raises(UndefinedError):
            shown(source, facts={"name": ""})


def test_a_key_comes_before_a_method_of_the_dictionary():
    assert shown("{{ card.items }}", card={"items": "its lines"}) == "its lines"


def test_what_a_view_gives_comes_before_what_every_page_has(rf, db):
    request: HttpRequest = rf.get("/en/")
    page = engines["readers"].get_template("unlisted.html")
    given = page.render({"addresses": {"en": "/en/mine/", "tr": "/tr/benim/"}}, request)
    assert ['href="/tr/benim/"' in given, 'href="/tr/"' in page.render({}, request)] == [True, True]


def test_without_an_active_language_pages_are_in_the_first(db):
    with override(None):
        assert 'lang="en"' in engines["readers"].get_template("500.html").render({"stylesheet": ""})


def test_a_server_compiles_every_page_in_both_languages_before_anybody_asks():
    engine = ReaderTemplates({"NAME": "readers", "DIRS": engines["readers"].dirs, "APP_DIRS": False, "OPTIONS": {}})
    engine.compile_all()
    for pages in engine.by_language.values():
        compiled = {name for _loader, name in pages.env.cache}
        assert compiled == set(pages.env.list_templates()) > {"articles/article.html"}


def test_a_template_that_is_not_there_is_said_in_djangos_words():
    with pytest.raises(TemplateDoesNotExist):
        engines["readers"].get_template("nowhere.html")


def test_signs_of_percent_are_shown_as_they_are_written():
    source = '{{ _("100% sure") }}, {% trans %}50% of it{% endtrans %}, {% trans n=7 %}{{ n }}%{% endtrans %}'
    assert shown(source) == "100% sure, 50% of it, 7%"


@pytest.mark.parametrize("source", ['{{ _("A" ~ " to Z") }}', "{{ _(name) }}", "{{ url(name) }}"])
def test_words_that_nobody_could_gather_are_refused(source):
    with pytest.raises(TemplateSyntaxError, match="as it is"):
        shown(source, name="home")


@pytest.mark.parametrize(("debug", "seen"), [(True, "two"), (False, "one")])
def test_while_somebody_writes_them_parts_of_parts_are_read_anew(settings, debug, seen):
    settings.DEBUG = debug
    engine = ReaderTemplates({"NAME": "readers", "DIRS": [], "APP_DIRS": False, "OPTIONS": {}})
    texts = {"c": "{% set c = 'one' %}", "b": "{% from 'c' import c %}{% macro b() %}{{ c }}{% endmacro %}"}
    texts["a"] = "{% from 'b' import b %}{{ b() }}"
    for pages in engine.by_language.values():
        pages.env.loader = DictLoader(texts)
    assert engine.get_template("a").render() == "one"
    texts["c"] = "{% set c = 'two' %}"
    assert engine.get_template("a").render() == seen
