"""The journal beside a record of the admin site."""

from typing import Any

from django import template
from django.db import models
from django.template.loader import render_to_string

from hotel.journal.selectors import history_of

register = template.Library()
NEWEST = 12


@register.simple_tag
def acts_on(record: models.Model, viewer: Any) -> str:
    """The newest acts on the record as the product shows them, or nothing for who may not read them."""
    if not viewer.has_perm("journal.view_history"):
        return ""
    context = {"history": history_of(record, NEWEST)}
    return render_to_string("journal/history.html", context, using="jinja2")
