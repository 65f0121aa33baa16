import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_database_knows_chinese_letters() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("SELECT show_trgm('王小明') = show_trgm('')")
        assert cursor.fetchone() == (False,)
