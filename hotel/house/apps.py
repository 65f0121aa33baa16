from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest

    from hotel.house.models import HouseRules


class HouseConfig(AppConfig):
    name = "hotel.house"
    label = "house"
    verbose_name = _("House rules")

    def ready(self) -> None:
        from hotel.house import own_sets, words  # noqa: F401  they register themselves
        from hotel.house.selectors import version_query
        from hotel.staff import along
        from hotel.web import settings_site, shell

        along.carry("rules", version_query)
        shell.add_fact("hotel", _rules)
        settings_site.add_link(
            "house",
            settings_site.Link(_("Shipped defaults"), "house:shipped", "house.see_shipped"),
        )


def _rules(request: "HttpRequest") -> "HouseRules":
    """The hotel's name and rules, asked for by the pages that show them."""
    from hotel.house.selectors import rules, rules_of
    from hotel.staff import along

    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return rules()
    version = along.told(person, "rules", lambda: "")
    return rules() if version == "" else rules_of(version)
