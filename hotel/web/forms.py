"""How a form meets a service: what the service refuses lands beside the field it belongs to."""

from django import forms

from hotel.web.refusals import Refused, Stale


def add_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Show a service's refusal on the form, beside its field where the form has that field.

    A stale form takes over the record's version: whoever has seen both texts may save again.
    """
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal)
    if isinstance(refusal, Stale) and refusal.version is not None and "version" in form.fields:
        form.data = form.data.copy()
        form.data[form.add_prefix("version")] = str(refusal.version)
