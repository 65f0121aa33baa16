"""The admin site as the hotel reads it: its records in the trade's groups, not by program."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hotel.web.shell import Frame


@dataclass(frozen=True)
class Group:
    """Some apps' models under one heading. `models` (`app.model`) come first, in this order."""

    key: str
    label: Any
    apps: tuple[str, ...]
    models: tuple[str, ...] = ()


GROUPS = (
    Group(
        "counter",
        pgettext_lazy("settings", "Counter"),
        ("stays", "frontdesk", "cashier"),
        ("stays.reservation", "stays.stay", "frontdesk.registration", "frontdesk.checkin"),
    ),
    Group("rooms", gettext_lazy("Rooms"), ("rooms",), ("rooms.room", "rooms.roomtype")),
    Group("guests", pgettext_lazy("settings", "Guests"), ("guests",), ("guests.guest",)),
    Group("vip", gettext_lazy("VIP reception"), ("vip",), ("vip.visit", "vip.level")),
    Group("housekeeping", gettext_lazy("Housekeeping"), ("housekeeping",)),
    Group("complaints", gettext_lazy("Complaints"), ("complaints",), ("complaints.complaint",)),
    Group("work", gettext_lazy("Department work"), ("work", "notifications")),
    Group("staff", pgettext_lazy("settings", "Staff"), ("staff",), ("staff.user", "staff.duty")),
    Group("house", gettext_lazy("Rules of the house"), ("house",), ("house.houserules",)),
    Group("journal", gettext_lazy("Journal"), ("journal",), ("journal.entry",)),
)


@dataclass(frozen=True)
class Link:
    """A page of the product that belongs among the settings."""

    label: Any
    route: str
    permission: str


_links: dict[str, list[Link]] = {}


def add_link(group: str, link: Link) -> None:
    """Put a page into a group of the admin index."""
    here = _links.setdefault(group, [])
    if link not in here:
        here.append(link)


class HotelAdmin(AdminSite):
    """One place for records and rules; sign-in, password and lock are the product's own."""

    site_title = gettext_lazy("Settings")
    index_title = gettext_lazy("Records and rules of the house")
    enable_nav_sidebar = True

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """People hold roles here, not Django's groups."""
        one = isinstance(model_or_iterable, type)
        models: Iterable[Any] = [model_or_iterable] if one else model_or_iterable
        ours = [model for model in models if model._meta.app_label != "auth"]
        super().register(ours, admin_class, **options)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        frame = Frame(request)
        return {
            **super().each_context(request),
            "site_header": _("%(hotel)s · settings") % {"hotel": frame.hotel.name},
            "frame": frame,
            "lock_minutes": settings.DESK_LOCK_AFTER_MINUTES,
        }

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        apps: list[dict[str, Any]] = super().get_app_list(request, app_label)
        return apps if app_label else list(_grouped(apps, request))


def _grouped(apps: list[dict[str, Any]], request: HttpRequest) -> Iterable[dict[str, Any]]:
    left = {app["app_label"]: app["models"] for app in apps}
    for group in GROUPS:
        models = [model for app in group.apps for model in left.pop(app, [])]
        rows = sorted(models, key=lambda model: _place(group, model)) + _linked(group, request)
        if rows:
            yield _heading(group.key, group.label, rows)
    for app in apps:
        if app["app_label"] in left:
            yield app


def _heading(key: str, label: Any, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": label,
        "app_label": key,
        "app_url": "",
        "has_module_perms": True,
        "models": rows,
    }


def _place(group: Group, model: dict[str, Any]) -> int:
    label = model["model"]._meta.label_lower
    return group.models.index(label) if label in group.models else len(group.models)


def _linked(group: Group, request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "name": link.label,
            "object_name": link.route.replace(":", "-"),
            "admin_url": path,
            "add_url": None,
            "view_only": True,
            "perms": {},
        }
        for link in _links.get(group.key, [])
        if request.user.has_perm(link.permission) and (path := _path(link.route))
    ]


def _path(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
