"""A prepared queryset answers as the plain one does, each time with its own values."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, CharField, F, IntegerField, Q
from django.test.utils import CaptureQueriesContext

from hotel.staff.models import Department, Role, User
from hotel.web.prepared import Param, Prepared, Rows, asked_once
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
FRONT, HOUSE = "front_office", "housekeeping"


def _of_department() -> Prepared[Role]:
    return Prepared(
        lambda: (
            Role.objects.filter(department__code=Param("code", CharField()))
            .select_related("department")
            .order_by("code")
        ),
    )


def test_each_asking_has_its_own_values() -> None:
    asked = _of_department()
    for code in (FRONT, HOUSE, FRONT):
        plain = Role.objects.filter(department__code=code).order_by("code")
        assert asked(code=code) == list(plain)


def test_related_records_come_along_in_the_one_query() -> None:
    asked = _of_department()
    asked(code=FRONT)
    with CaptureQueriesContext(connection) as queries:
        assert {role.department.code for role in asked(code=HOUSE) if role.department} == {HOUSE}
    assert len(queries) == 1


def test_prefetched_relations_follow() -> None:
    asked = Prepared(
        lambda: Department.objects.filter(code=Param("code", CharField())).prefetch_related(
            "people"
        )
    )
    found = asked(code=FRONT)
    with CaptureQueriesContext(connection) as queries:
        names = {person.username for person in found[0].people.all()}
    assert not queries
    assert names == set(
        User.objects.filter(department__code=FRONT).values_list("username", flat=True)
    )


def test_any_takes_as_many_as_there_are() -> None:
    asked = Prepared(
        lambda: Role.objects.filter(pk__any=Param("ids", ArrayField(IntegerField()))).order_by("pk")
    )
    ids = list(Role.objects.order_by("pk").values_list("pk", flat=True)[:3])
    assert [role.pk for role in asked(ids=ids)] == ids
    assert [role.pk for role in asked(ids=ids[:1])] == ids[:1]
    assert asked(ids=[]) == []


def test_rows_are_counted_in_one_row() -> None:
    asked = Prepared(
        lambda: Role.objects.order_by().values_list(Rows(), Rows(Q(code__startswith="f")))
    )
    plain = Role.objects.filter(code__startswith="f").count()
    assert asked() == [(Role.objects.count(), plain)]


def test_the_first_row_or_none() -> None:
    asked = _of_department()
    first = Role.objects.filter(department__code=FRONT).order_by("code").first()
    assert asked.one(code=FRONT) == first
    assert asked.one(code="nowhere") is None


def test_a_value_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        _of_department()()


@pytest.mark.django_db(transaction=True)
def test_threads_share_one_prepared_queryset() -> None:
    asked = Prepared(lambda: Department.objects.filter(code=Param("code", CharField())))
    codes = list(Department.objects.values_list("code", flat=True)) * 5

    def ask(code: str) -> bool:
        try:
            return [each.code for each in asked(code=code)] == [code]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(ask, codes))


def test_any_follows_a_foreign_key() -> None:
    asked = Prepared(
        lambda: Role.objects.filter(
            department__any=Param("ids", ArrayField(IntegerField()))
        ).order_by("pk")
    )
    ids = list(Department.objects.filter(code__in=(FRONT, HOUSE)).values_list("pk", flat=True))
    assert asked(ids=ids) == list(Role.objects.filter(department__in=ids).order_by("pk"))


def test_the_plan_is_made_once_a_connection_and_again_on_a_new_one() -> None:
    asked = _of_department()
    first = asked(code=FRONT)
    assert first == asked(code=FRONT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'asked_%'")
        (before,) = cursor.fetchone()
        asked(code=HOUSE)
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'asked_%'")
        assert cursor.fetchone() == (before,)
        assert before > 0
        cursor.execute("DEALLOCATE ALL")
    connection.statements_known = (None, set())  # type: ignore[attr-defined]
    assert asked(code=FRONT) == first


def test_connections_that_do_not_last_are_sent_plain_sql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    asked = _of_department()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        before = cursor.fetchone()
        assert {role.department.code for role in asked(code=HOUSE) if role.department} == {HOUSE}
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        assert cursor.fetchone() == before


def test_a_value_that_is_too_long_finds_nothing() -> None:
    asked = Prepared(
        lambda: Department.objects.filter(code=Param("code", CharField(max_length=12))),
    )
    assert asked(code=f"{FRONT}_and_more") == []


def test_a_value_may_be_used_twice() -> None:
    asked = Prepared(
        lambda: Role.objects.filter(
            Q(code=Param("code", CharField())) | Q(department__code=Param("code", CharField()))
        ).order_by("code"),
    )
    plain = Role.objects.filter(Q(code=FRONT) | Q(department__code=FRONT)).order_by("code")
    assert asked(code=FRONT) == list(plain)


def test_records_are_as_djangos_own() -> None:
    """Fields left out are asked for when they are read; a saved record is changed, not added."""
    asked = Prepared(lambda: Role.objects.only("code").order_by("code"))
    found = asked()[0]
    assert found.get_deferred_fields() == {
        field.attname for field in Role._meta.concrete_fields if field.name not in ("id", "code")
    }
    assert found.name_zh == Role.objects.get(pk=found.pk).name_zh
    found.save()
    assert Role.objects.filter(code=found.code).count() == 1


def test_values_come_with_their_names() -> None:
    asked = Prepared(lambda: Role.objects.order_by("code").values("code", of=F("department__code")))
    plain = Role.objects.order_by("code").values("code", of=F("department__code"))
    assert asked() == list(plain)


def test_within_one_page_the_same_question_is_asked_once() -> None:
    asked = _of_department()
    with CaptureQueriesContext(connection) as queries, asked_once():
        twice = [asked(code=FRONT), asked(code=FRONT)]
        other = asked(code=HOUSE)
    assert (len(queries), twice[0] == twice[1], twice[0] == other) == (2, True, False)


def test_the_next_page_asks_again() -> None:
    asked = _of_department()
    with asked_once():
        asked(code=FRONT)
    with CaptureQueriesContext(connection) as queries, asked_once():
        asked(code=FRONT)
    assert len(queries) == 1


@pytest.mark.django_db
def test_what_must_be_there_is_given_or_its_absence_said(cast: Cast) -> None:
    somebody = Prepared(lambda: User.objects.filter(pk=Param("pk", BigIntegerField())))

    assert somebody.get(pk=cast.cashier.pk) == cast.cashier
    with pytest.raises(User.DoesNotExist):
        somebody.get(pk=0)
