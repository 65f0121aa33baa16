"""Deque's axe in a page: what it finds that would keep somebody from using the page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parent / "vendor" / "axe.min.js"
GRAVE = ("serious", "critical")
LAWS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TAGS = [*LAWS, "best-practice"]


def look(page: Page, *, only: list[str] | None = None, tags: list[str] = TAGS) -> list[str]:
    """A line for each grave finding: the rule, how often, and the first place. `only` names rules,
    `tags` kinds of rules.

    The page's context has loaded `SOURCE` as an init script, which no content policy forbids.
    """
    options: dict[str, Any] = {
        "resultTypes": ["violations"],
        "runOnly": {"type": "rule", "values": only} if only else {"type": "tag", "values": tags},
    }
    found = page.evaluate("options => axe.run(document, options)", options)
    return [_said(each) for each in found["violations"] if each["impact"] in GRAVE]


def _said(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    first = nodes[0]
    about = first["any"][0]["message"] if first["any"] else violation["help"]
    return f"{violation['id']} ×{len(nodes)} at {first['target'][0]}: {about}"
