"""Controls look alike whichever of Django's two template languages draws them."""

import pytest
from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils import translation

from hotel.guests.countries import choices
from hotel.guests.widgets import CountrySelect
from hotel.stays.forms import BookingForm
from hotel.web.renderer import Renderer
from hotel.web.widgets import MomentInput


class Every(BookingForm):
    chosen = forms.MultipleChoiceField(
        choices=[("a", "甲 <b>"), ("g", [("b", "乙")])], widget=forms.CheckboxSelectMultiple
    )
    radio = forms.ChoiceField(choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect)
    file = forms.FileField(required=False)
    grouped = forms.ChoiceField(choices=[("", "—"), ("<g>", [("b", "乙 & 丙")]), (7, "七")])
    at = forms.DateTimeField(widget=MomentInput(attrs={"data-x": '<"', "required": False}))
    tick = forms.BooleanField(required=False)


@pytest.mark.parametrize("name", list(Every.base_fields))
def test_a_control_is_the_one_django_draws(name: str) -> None:
    said = {"adults": "0", "name_zh": "<\"&'>", "chosen": ["a"], "radio": "b", "kind": "day_use"}
    said |= {"requests": "\n一 <b>", "grouped": "7", "tick": "on", "sex": "F"}
    bound = Every(said, may_overbook=True)[name]

    drawn = [
        bound.as_widget().__html__() for bound.form.renderer in (Renderer(), DjangoTemplates())
    ]

    assert parse_html(drawn[0]) == parse_html(drawn[1])


def test_the_admin_keeps_its_own_controls() -> None:
    assert "vDateField" in AdminSplitDateTime().render("at", None, renderer=Renderer())


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("code", ["CHN", "ZWE", "", None, "?", '"><b>'])
def test_countries_are_the_list_django_draws(language: str, code: str | None) -> None:
    attrs = {"id": "id_n", "class": "form-select", "aria-describedby": 'x"y'}
    with translation.override(language):
        ours, plain = CountrySelect(), forms.Select(choices=choices())
        drawn = [each.render("n", code, attrs, renderer=Renderer()) for each in (ours, plain)]
    assert parse_html(drawn[0]) == parse_html(drawn[1])
