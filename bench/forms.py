"""What a browser would send of a form on a page when nobody touches it."""

from html.parser import HTMLParser

from bench.http import Fields


def fields_of(page: str, form_id: str) -> Fields:
    """Names and values of the form's controls, in their order. Raises when it is not there."""
    reader = _Reader(form_id)
    reader.feed(page)
    if not reader.found:
        raise RuntimeError(f"no form {form_id} on the page")
    return reader.fields


def typed(fields: Fields, **values: str) -> Fields:
    """The same with these typed over; `p0__sex` stands for `p0-sex`."""
    said = {name.replace("__", "-"): value for name, value in values.items()}
    return [(name, value) for name, value in fields if name not in said] + list(said.items())


class _Reader(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.found, self.inside = form_id, False, False
        self.fields: Fields = []
        self.select: str | None = None
        self.chosen: str | None = None
        self.textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id") == self.form_id
            self.found = self.found or self.inside
        elif self.inside and tag == "input":
            self._input(given)
        elif self.inside and tag == "select":
            self.select, self.chosen = given.get("name"), None
        elif tag == "option" and self.select and (self.chosen is None or "selected" in given):
            self.chosen = given.get("value", "")
        elif self.inside and tag == "textarea":
            self.textarea = given.get("name")
            self.fields.append((self.textarea or "", ""))

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        ticked = kind in ("checkbox", "radio")
        sent = "checked" in given if ticked else kind != "submit"
        if given.get("name") and sent:
            self.fields.append((given["name"], given.get("value", "on" if ticked else "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select" and self.select:
            self.fields.append((self.select, self.chosen or ""))
            self.select = None
        elif tag == "textarea":
            self.textarea = None
