"""The counter's pages without a mouse: every control is reached by Tab, and one always sees where one is."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from complaints import defaults as complaining
from complaints.services import register_complaint
from hotel.cashier.selectors import folio_of_stay
from hotel.rooms.models import Room
from tests.frontdesk.leaving import Counter
from tests.house import House
from tests.journeys.people import Person, at_desk
from tests.stack import Stack
from tests.stays.makers import Desk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

# What Tab must reach inside the page's main part. A group of radios is one stop, and so are rows
# of which only the selected one has tabindex 0: the arrows go on from there.
STOPS = """() => {
  const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const groups = new Set();
  const reachable = (each) => {
    if (each.tabIndex < 0 || each.disabled) return false;
    if (!each.checkVisibility({ visibilityProperty: true })) return false;
    if (each.type !== "radio") return true;
    const group = `${each.form?.id} ${each.name}`;
    const chosen = each.checked || !document.querySelector(`input[name="${each.name}"]:checked`);
    if (!chosen || groups.has(group)) return false;
    groups.add(group);
    return true;
  };
  const found = [...document.querySelectorAll("#main " + kinds.replaceAll(", ", ", #main "))];
  const stops = found.filter(reachable);
  stops.forEach((each, number) => { each.dataset.walk = number; });
  return stops.length;
}"""

# Where the focus is, and whether one can see it: an outline or a shadow of two pixels at least,
# on the element itself or on the label, row or part that stands for it.
HERE = """() => {
  const at = document.activeElement;
  const seen = (each) => {
    const look = getComputedStyle(each);
    const outlined = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
    const shadow = look.boxShadow === "none" ? [] : look.boxShadow.match(/-?[\\d.]+px/g).map(parseFloat);
    return outlined || shadow.some((length) => Math.abs(length) >= 2);
  };
  const own = at.getBoundingClientRect();
  const around = [at.closest("label"), at.closest(".pick, .opt, .answer")].filter(Boolean);
  const shown = (each) => each.getBoundingClientRect().width > 4 && seen(each);
  return {
    inside: document.getElementById("main").contains(at) && at.id !== "main",
    stop: at.dataset.walk ?? "",
    marked: (own.width > 4 && own.height > 4 && seen(at)) || around.some(shown),
    name: `${at.tagName.toLowerCase()}${at.id && "#" + at.id} ${at.getAttribute("name") || ""} ${(at.getAttribute("aria-label") || at.textContent || "").trim().slice(0, 40)}`,
  };
}"""
# Some pages put the focus into their first field: from there, back to the very top.
TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""
REFRESHES = """
window.refreshes = 0;
document.addEventListener("live:refreshed", () => { window.refreshes += 1; });
"""
NAMES = """(missed) => missed.map((number) => {
  const each = document.querySelector(`[data-walk="${number}"]`);
  return each ? each.outerHTML.slice(0, 120) : `${number} is gone`;
})"""


@pytest.fixture
def places(served: Stack) -> dict[str, tuple[str, str]]:
    """Each page with who walks it: there is an arrival, a guest in house, a complaint."""
    complaining.load()
    cast = served.cast()
    rooms = {room.number: room for room in Room.objects.select_related("room_type")}
    types = {room.room_type.code: room.room_type for room in rooms.values()}
    desk = Desk(cast, House(types["KING"], types["TWIN"], types["SUITE"], rooms))
    coming = desk.stay("802", nights=2)
    desk.stay("803")
    here = Counter(desk).guest("801")
    Counter(desk).guest("804")
    register_complaint(
        by=cast.receptionist, category="noise", statement="隔壁很吵", stay_id=here.pk
    )
    folio = folio_of_stay(here.pk)
    assert folio is not None
    return {
        "home": ("receptionist", "/"),
        "rack": ("receptionist", "/rack/"),
        "arrivals": ("receptionist", "/arrivals/"),
        "check-in": ("receptionist", f"/check-in/{coming.pk}/"),
        "in house": ("receptionist", "/in-house/"),
        "stay": ("receptionist", f"/stays/{here.pk}/"),
        "departures": ("receptionist", "/departures/"),
        "check-out": ("receptionist", f"/check-out/{here.pk}/"),
        "reservation": ("receptionist", "/stays/new/"),
        "folio": ("cashier", f"/cashier/{folio.pk}/"),
        "complaints": ("assistant_manager", "/complaints/"),
        "complaint": ("assistant_manager", "/complaints/new/"),
        "floors": ("hk_supervisor", "/housekeeping/"),
    }


def test_every_page_of_the_counter_is_walked_by_keyboard(
    browser: Browser, served: Stack, places: dict[str, tuple[str, str]]
) -> None:
    found: dict[str, list[str]] = {}
    people: dict[str, Person] = {}
    for name, (username, path) in places.items():
        if username not in people:
            people[username] = at_desk(browser, served.url, username, reduced_motion="reduce")
            people[username].context.add_init_script(REFRESHES)
        person = people[username]
        person.page.goto(path)
        person.waits_for_line()
        if wrong := undisturbed(person.page):
            found[name] = wrong
    for person in people.values():
        person.context.close()
    assert found == {}, "\n".join(
        f"{name}: {line}" for name, lines in found.items() for line in lines
    )


def undisturbed(page: Page) -> list[str]:
    """The walk, begun anew when a part of the page was brought up to date under one's hands."""
    for _try in range(3):
        before = page.evaluate("() => window.refreshes")
        wrong = [*walk(page), *arrows(page), *keys(page)]
        if page.evaluate("() => window.refreshes") == before:
            break
    return wrong


def walk(page: Page) -> list[str]:
    """What is wrong with going through the page by Tab from the top."""
    wrong = []
    heads = page.locator("h1").count()
    if heads != 1:
        wrong.append(f"{heads} h1")
    page.evaluate(TOP)
    page.keyboard.press("Tab")
    if page.evaluate("() => document.activeElement.className") != "skip":
        return [*wrong, f"first stop {page.evaluate(HERE)['name']}"]
    if not page.evaluate("() => document.activeElement.getBoundingClientRect().left >= 0"):
        wrong.append("the skip link is not seen")
    page.keyboard.press("Enter")
    if page.evaluate("() => document.activeElement.id") != "main":
        wrong.append("the skip link does not lead to the content")
    return [*wrong, *stops(page)]


def stops(page: Page) -> list[str]:
    count = page.evaluate(STOPS)
    reached: set[str] = set()
    unseen: list[str] = []
    for _press in range(3 * count + 20):
        page.keyboard.press("Tab")
        here: dict[str, Any] = page.evaluate(HERE)
        if not here["inside"]:
            break
        reached.add(here["stop"])
        if not here["marked"] and f"no mark: {here['name']}" not in unseen:
            unseen.append(f"no mark: {here['name']}")
    else:
        unseen.append(f"Tab does not leave the page: {page.evaluate(HERE)['name']}")
    missed = [number for number in range(count) if str(number) not in reached]
    return [*unseen, *(f"not reached: {name}" for name in page.evaluate(NAMES, missed))]


def arrows(page: Page) -> list[str]:
    """The last row is reached from the selected one."""
    rows = page.locator("#main [data-rows] [data-row]:visible")
    count = rows.count()
    if not count or page.locator("#main [data-rows]:visible").count() > 1:
        return []
    page.evaluate("() => document.activeElement?.blur()")
    for _press in range(count):
        page.keyboard.press("ArrowDown")
    wrong = []
    if not rows.last.evaluate("row => row === document.activeElement"):
        wrong.append("the arrows do not reach the last row")
    if not page.evaluate(HERE)["marked"]:
        wrong.append("no mark on the row")
    return wrong


def keys(page: Page) -> list[str]:
    """`/` goes to the search box, `?` opens the list of keys, Escape leaves both."""
    page.evaluate("() => document.activeElement?.blur()")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keyhelp")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keyhelp")).to_be_hidden()
    return []
