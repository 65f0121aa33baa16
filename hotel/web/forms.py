"""How a form meets a service: what the service refuses lands beside the field it belongs to."""

from django import forms

from hotel.web.refusals import Refused


def add_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Show a service's refusal on the form, beside its field where the form has that field."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal)
