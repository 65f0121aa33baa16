"""Form controls drawn with the Jinja2 versions that Django ships of them: a control of Django's own
template language costs as much as a row of a list. The admin's widgets exist in that language only."""

from functools import cache
from typing import Any

from django.forms.renderers import BaseRenderer, DjangoTemplates, Jinja2
from django.template import TemplateDoesNotExist

_jinja2, _django = Jinja2(), DjangoTemplates()


class Renderer(BaseRenderer):
    def get_template(self, template_name: str) -> Any:
        return _found(template_name)


@cache
def _found(template_name: str) -> Any:
    try:
        return _jinja2.get_template(template_name)
    except TemplateDoesNotExist:
        return _django.get_template(template_name)
