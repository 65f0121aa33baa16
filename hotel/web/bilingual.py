"""Names that the hotel keeps in both languages, shown in the reader's own."""

from typing import Any

from django.db import models
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _


def pick(zh: str, en: str) -> str:
    """The text in the active language, or the other one where it is missing."""
    if (get_language() or "zh-hans").startswith("zh"):
        return zh or en
    return en or zh


def both(said: Any) -> dict[str, str]:
    """A record's name or a choice's label, for a journal that each reader reads in the own language."""
    called = {}
    for short, language in (("zh", "zh-hans"), ("en", "en")):
        with override(language):
            called[short] = str(said)
    return called


class BilingualName(models.Model):
    """Mixin: `name_zh`, `name_en` and `name` in the active language."""

    name_zh = models.CharField(_("Chinese name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return pick(self.name_zh, self.name_en)
