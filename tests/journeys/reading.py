"""What a page says, read as a reader of one language: nothing of the other's, nothing unfilled."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from tests.journeys.people import Person

# Every text and every attribute of the page, folded or not: what is folded now is read when opened.
# What is marked as Chinese for the browser (spoken lines, the language switch) is meant.
LOOK = """
() => {
  const chinese = /[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]/;
  const unfilled = /%\\(|\\bNone\\b|\\bundefined\\b|\\bNaN\\b|\\[object /;
  const found = [];
  const read = (text, element, where) => {
    const said = text.trim().slice(0, 120);
    if (!said) return;
    const language = element.closest("[lang]")?.lang ?? "";
    if (chinese.test(text) && !language.startsWith("zh")) found.push(`${where}: ${said}`);
    if (unfilled.test(text)) found.push(`${where}, unfilled: ${said}`);
  };
  const root = document.documentElement;
  if (!root.lang.startsWith("en")) found.push(`html lang is ${root.lang}`);
  for (const element of root.querySelectorAll("*")) {
    const name = element.localName;
    if (name === "script" || name === "style") continue;
    for (const { name: key, value } of element.attributes) read(value, element, `${name}[${key}]`);
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) read(node.data, element, name);
    }
  }
  return found;
}
"""


@dataclass
class Reader:
    """Somebody who reads English only. `found` keeps what they could not read, page by page."""

    who: str
    person: Person
    found: list[str] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    @property
    def page(self) -> Page:
        return self.person.page

    def goes(self, path: str) -> None:
        self.page.goto(path)
        self.reads()

    def opens(self, link: Locator) -> None:
        """The page a link leads to, in this window whatever the link says."""
        path = link.get_attribute("href")
        assert path is not None
        self.goes(path)

    def reads(self) -> None:
        """Look at the page as it stands."""
        self.page.wait_for_load_state()
        path = urlsplit(self.page.url).path
        self.read.add(path)
        self.found += [f"{self.who} {path} {each}" for each in self.page.evaluate(LOOK)]
