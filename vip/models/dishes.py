"""What the kitchen is known for, and what is told of it at table (handbook A7.198)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hotel.web.bilingual import BilingualName, pick


class Dish(BilingualName):
    """A dish and its story. `contains` names, by code, what a guest may refuse: see `Avoidable`."""

    code = models.SlugField(_("code"), max_length=24, unique=True)
    story_zh = models.TextField(_("story (Chinese)"), max_length=300)
    story_en = models.TextField(_("story (English)"), max_length=500)
    contains = ArrayField(
        models.CharField(max_length=24), verbose_name=_("contains"), default=list, blank=True
    )
    sort = models.PositiveSmallIntegerField(_("order"), default=100)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ("sort", "code")
        verbose_name = _("dish")
        verbose_name_plural = _("dishes")
        constraints = [
            models.CheckConstraint(
                name="vip_dish_has_a_story",
                condition=~models.Q(story_zh="") & ~models.Q(story_en=""),
            )
        ]

    @property
    def story(self) -> str:
        return pick(self.story_zh, self.story_en)
