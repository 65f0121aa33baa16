from importlib import import_module

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "hotel.work"
    label = "work"
    verbose_name = _("Department work")

    def ready(self) -> None:
        from hotel.web.shell import NavItem, add_nav

        # The followers and words of this app are registered by being imported.
        for module in ("followers", "today", "words"):
            import_module(f"hotel.work.{module}")
        add_nav(
            NavItem(
                key="board",
                label=_("Boards"),
                icon="kanban",
                route="work:boards",
                permission="work.use_boards",
                badge=_late,
                sort=30,
            )
        )


def _late(request: HttpRequest) -> int:
    """What the reader's own department owes and is late with."""
    from hotel.web import clock
    from hotel.work.selectors import count_overdue

    return count_overdue(request.user.department_id, clock.now())  # type: ignore[union-attr]
