"""Recorded articles: files with front matter (title, source, url, published, zone), as `seeds/articles` holds them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.errors import UnreadableFileError
from core.model.article import Draft

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
_FENCE = "---"
_LARGEST = 1_000_000


def read_recorded(path: Path, *, zone: str = "UTC") -> Draft:
    """Return the article in a file; `zone` is the outlet's where the file names none, for a time without offset too.

    Raises UnreadableFileError, naming what is wrong, when the file, its front matter, zone or date cannot be read.
    """
    raw = _text_of(path)
    head, body = _split(raw, path.name)
    fields = dict(_field(line, path.name) for line in head.splitlines() if line.strip())
    zone = _zone(fields.get("zone", zone), path.name)
    return Draft(
        text=body,
        title=fields.get("title", ""),
        published=_moment(fields.get("published", ""), zone, path.name),
        source=fields.get("source", path.stem),
        url=fields.get("url", ""),
        zone=zone,
        language=fields.get("language"),
    )


def recorded_days(paths: Iterable[Path] | None = None, *, zone: str = "UTC") -> list[Draft]:
    """Return the articles of files and folders, earliest first; without paths those of the seed story.

    Raises UnreadableFileError for a path that does not exist, a folder without articles, or a file that is none.
    """
    drafts = [read_recorded(file, zone=zone) for path in paths or [SEEDS / "articles"] for file in _files(path)]
    return sorted(drafts, key=lambda draft: (draft.published is None, draft.published, draft.url))


def _files(path: Path) -> Sequence[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise UnreadableFileError(str(path), "no such file or folder")
    found = sorted(p for p in path.rglob("*") if p.suffix in {".txt", ".md"} and p.name != "README.md")
    if not found:
        raise UnreadableFileError(str(path), "the folder holds no .txt or .md article")
    return found


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableFileError(path.name, "larger than 1 MB")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as exc:
        raise UnreadableFileError(path.name, "not UTF-8 text") from exc
    except OSError as exc:
        raise UnreadableFileError(path.name, exc.strerror or "cannot be opened") from exc


def _split(raw: str, name: str) -> tuple[str, str]:
    lines = raw.splitlines(keepends=True)
    if not lines or lines[0].strip() != _FENCE:
        raise UnreadableFileError(name, "no front matter: the first line must be ---")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), None)
    if end is None:
        raise UnreadableFileError(name, "the front matter is not closed by a line of ---")
    return "".join(lines[1:end]), "".join(lines[end + 1 :]).strip("\n")


def _field(line: str, name: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon:
        raise UnreadableFileError(name, f"a line of the front matter has no colon: {line.strip()[:60]}")
    return key.strip().lower(), value.strip().strip('"')


def _zone(name: str, file: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError) as exc:
        raise UnreadableFileError(file, f"zone must be an IANA name, e.g. Europe/Kyiv, not {name[:40]!r}") from exc


def _moment(text: str, zone: str, name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as exc:
        raise UnreadableFileError(name, "published must be an ISO time, e.g. 2025-07-20T13:00:00+03:00") from exc
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
