"""Rows written by prepared statements are the rows Django would have written."""

from datetime import date

from django.db.models import BigIntegerField, CharField, F

from hotel.guests.models import Guest
from hotel.web.prepared import Param
from hotel.web.written import PreparedUpdate, put
from tests.cast import Cast

_renamed = PreparedUpdate(
    lambda: (
        Guest.objects.filter(
            pk=Param("pk", BigIntegerField()), version=Param("was", BigIntegerField())
        ),
        {"name_zh": Param("name", CharField()), "version": F("version") + 1},
    )
)


def guest(name: str = "沈砚秋") -> Guest:
    return put(Guest(name_zh=name, birth_date=date(1990, 2, 28), phone="+8613800138000"))


def test_a_row_put_is_the_row_read(cast: Cast) -> None:
    made = guest()

    read = Guest.objects.get(pk=made.pk)

    assert {field.name: getattr(read, field.attname) for field in Guest._meta.concrete_fields} == {
        field.name: getattr(made, field.attname) for field in Guest._meta.concrete_fields
    }


def test_each_row_put_has_its_own_key(cast: Cast) -> None:
    assert guest("甲").pk != guest("乙").pk


def test_a_row_put_can_be_saved_again(cast: Cast) -> None:
    made = guest()
    made.name_zh = "周明远"
    made.save()

    assert Guest.objects.get(pk=made.pk).name_zh == "周明远"


def test_an_update_tells_whether_the_row_was_as_expected(cast: Cast) -> None:
    made = guest()

    changed = [_renamed(pk=made.pk, was=made.version, name=name) for name in ("甲", "乙")]

    assert (changed, Guest.objects.get(pk=made.pk).name_zh) == ([1, 0], "甲")
