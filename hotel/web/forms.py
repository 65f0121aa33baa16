"""How a form meets a service: what the service refuses lands beside the field it belongs to."""

from typing import cast

from django import forms
from django.http import QueryDict

from hotel.web.refusals import Refused, Stale


def add_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Show a service's refusal on the form, beside its field where the form has that field.

    A stale form takes over the record's version: whoever has seen both texts may save again.
    """
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal)
    if isinstance(refusal, Stale) and refusal.version is not None and "version" in form.fields:
        typed = cast(QueryDict, form.data).copy()
        typed[form.add_prefix("version")] = str(refusal.version)
        form.data = typed
