"""Message catalogues with Babel alone: extract, merge, check, compile.

GNU gettext's tools are not on a bare machine and a plain user cannot install them; Babel is pure
Python and reads Python, Jinja2 and (through Django's own `templatize`) Django templates.

`python -m ops.catalogues check|merge|compile`
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages import extract, mofile, pofile
from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
CHINESE = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"
APPS = ("hotel", "vip", "frontdesk", "housekeeping", "complaints")

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

HALF_WIDTH = re.compile("[\u4e00-\u9fff][,:;][\u4e00-\u9fff]")

Extracted = tuple[int, str | tuple[str, ...], list[str], str | None]
Found = tuple[str | tuple[str, ...], str | None, str]  # msgid, context, where


def sources() -> Iterator[tuple[Path, str]]:
    """Every file with texts, and how to read it."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, "python"
    django_templates = ROOT / "templates" / "django"
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt", ".js"}:
            inside = path.is_relative_to(django_templates)
            yield path, "django" if inside else "jinja2"


def texts() -> Iterator[Found]:
    """Every text of the product that a person may read."""
    for path, kind in sources():
        where = str(path.relative_to(ROOT))
        for line, message, _comments, context in _read(path, kind):
            yield message, context, f"{where}:{line}"


def _read(path: Path, kind: str) -> Iterable[Extracted]:
    if kind == "django":
        # Turns the template into something whose only Python is calls of gettext.
        from django.utils.translation.template import templatize

        content = templatize(path.read_text(), origin=str(path)).encode()
        return extract.extract("python", io.BytesIO(content), KEYWORDS)
    method = "python" if kind == "python" else "jinja2.ext:babel_extract"
    # As in `hotel.web.jinja.environment`: what is extracted must be what is asked for.
    options = {
        "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "silent": "false",
        "encoding": "utf-8",
    }
    return extract.extract(method, io.BytesIO(path.read_bytes()), KEYWORDS, options=options)


def load(path: Path) -> Catalog:
    with path.open("rb") as file:
        return pofile.read_po(file, locale="zh_Hans", abort_invalid=True)


def problems() -> list[str]:
    """One line for every text without a good Chinese translation, and for every translation of nothing."""
    if not CHINESE.exists():
        return [f"{CHINESE.relative_to(ROOT)} is missing"]
    catalogue = load(CHINESE)
    found: list[str] = []
    used: set[tuple[str, str | None]] = set()
    for message, context, where in texts():
        first = message if isinstance(message, str) else message[0]
        if (first, context) in used:
            continue
        used.add((first, context))
        trouble = _trouble(catalogue.get(first, context))
        if trouble:
            found.append(f"{where}: {trouble}: {first!r}")
    return found + _unused(catalogue, used)


def _trouble(entry: Message | None) -> str:
    if entry is None:
        return "no Chinese"
    said = entry.string or ()
    parts = [said] if isinstance(said, str) else list(said)
    if not parts or not all(parts):
        return "empty Chinese"
    if entry.fuzzy:
        return "fuzzy"
    if any(HALF_WIDTH.search(part) for part in parts):
        return "half-width punctuation between Chinese words"
    broken = [str(error) for error in entry.check()]
    return broken[0] if broken else ""


def _unused(catalogue: Catalog, used: set[tuple[str, str | None]]) -> list[str]:
    known = [entry for entry in catalogue if entry.id]
    names = [(e.id if isinstance(e.id, str) else e.id[0], e.context) for e in known]
    unused = [f"{CHINESE.name}: nobody says: {name[0]!r}" for name in names if name not in used]
    return unused + [f"{CHINESE.name}: obsolete: {name!r}" for name in catalogue.obsolete]


def merge() -> int:
    """Put every text into the catalogue, new ones untranslated; drop what nobody says. Returns its size."""
    known = load(CHINESE)
    merged = Catalog(locale="zh_Hans", project="Yingbin", charset="utf-8", fuzzy=False)
    for message, context, _where in texts():
        first = message if isinstance(message, str) else message[0]
        translated = known.get(first, context)
        merged.add(message, translated.string if translated is not None else None, context=context)
    CHINESE.parent.mkdir(parents=True, exist_ok=True)
    with CHINESE.open("wb") as file:
        pofile.write_po(
            file, merged, sort_output=True, no_location=True, omit_header=False, width=100
        )
    return len(merged)


def compile_all() -> None:
    """Write each `.mo` that is missing or older than its `.po`."""
    for po in LOCALE.glob("*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        fresh = mo.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            mofile.write_mo(file, load(po))
        fresh.replace(mo)


def main() -> int:
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command == "compile":
        compile_all()
        return 0
    if command == "merge":
        print(f"{merge()} texts")
        return 0
    if command == "check":
        found = problems()
        print("\n".join(found) if found else "Every text has its Chinese.")
        return 1 if found else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
