"""Every route of the product with the permission it declares: for the printed table and its test."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

# What a path's argument is filled with when the table is proved: a record that does not exist.
SAMPLES = {"int": "999999999", "slug": "nowhere", "str": "nowhere", "path": "nowhere"}


@dataclass(frozen=True)
class Route:
    """`permission` is None where a view forgot to declare one: a test fails on it."""

    name: str
    pattern: str
    example: str
    permission: str | None

    @property
    def of_admin(self) -> bool:
        return self.name.startswith("admin:")


def routes() -> Iterator[Route]:
    """All our routes by pattern, then one row for each model in the admin site."""
    ours = sorted(_walk(get_resolver(), "", ""), key=lambda route: route.pattern)
    yield from ours
    yield from _admin_rows()


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if entry.app_name == "admin":
                continue
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, prefix + _text(entry), inner)
        elif isinstance(entry, URLPattern):
            yield _route(entry, prefix, namespace)


def _route(entry: URLPattern, prefix: str, namespace: str) -> Route:
    pattern = f"/{prefix}{_text(entry)}"
    permission = getattr(entry.callback, "permission", None)
    return Route(f"{namespace}{entry.name}", pattern, _example(pattern), permission)


def _text(entry: URLPattern | URLResolver) -> str:
    return str(entry.pattern)


def _example(pattern: str) -> str:
    """`/vip/<int:visit_id>/` becomes `/vip/999999999/`."""
    pieces = pattern.split("<")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        argument, rest = piece.split(">", 1)
        kind = argument.split(":")[0] if ":" in argument else "str"
        filled.append(SAMPLES.get(kind, "nowhere") + rest)
    return "".join(filled)


def _admin_rows() -> Iterator[Route]:
    models: list[Any] = sorted(admin.site._registry, key=lambda model: model._meta.label_lower)
    for model in models:
        app, noun = model._meta.app_label, model._meta.model_name
        path = f"/admin/{app}/{noun}/"
        yield Route(f"admin:{app}_{noun}", path, path, f"{app}.view_{noun}")
