from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from hotel.staff.models import User
from hotel.work import subjects
from hotel.work.subjects import SubjectCard
from tests.work.owing import SUBJECT


@pytest.fixture(autouse=True)
def pictures_go_to_a_folder_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def visit_cards() -> Iterator[None]:
    """Boards show a V1 card for every subject of the tests."""

    def cards(ids: set[int], viewer: User) -> dict[int, SubjectCard]:
        return {each: SubjectCard(title=f"Guest {each}", level=1, room="801") for each in ids}

    subjects.register(SUBJECT, cards)
    yield
    subjects._providers.pop(SUBJECT)
