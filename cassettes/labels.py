"""Labels: values that stand under a name in running text, where no parser knows the form.

``"api_key": "..."`` in a script or a broken document, ``token=...`` in a sentence, ``<email>``
in XML, ``name=`` beside ``value=`` in an HTML tag, a multipart body's parts.
"""

from __future__ import annotations

import json
import re

from cassettes.layers import Change, Keyed

_QUOTED = re.compile(r'"([\w .\[\]-]{1,60})"(\s*:\s*)("(?:[^"\\\n]|\\.)*"|\d{5,})')
_ASSIGNED = re.compile(
    r"(?<![\w-])([\w-]*(?:api[_-]?key|token|secret|password|passwd|pwd|signature|session_?id))"
    r"(['\"]?\s*[=:]\s*['\"]?)([^\s'\"&,;<>{}()\[\]]{6,})",
    re.I,
)
_ELEMENT = re.compile(r"<([A-Za-z][\w:-]*)>([^<>]+)</\1>")
_TAG = re.compile(r"<[A-Za-z][^<>]*\bname\s*=[^<>]*>")
_ATTRIBUTE = re.compile(r"\b(name|property|value|content)(\s*=\s*)(\"[^\"]*\"|'[^']*')", re.I)
_BOUNDARY = re.compile(r"multipart/[\w-]+;.*?boundary=\"?([^\";,]+)\"?", re.I)
_PART_NAME = re.compile(r"\bname=\"?([^\";\r\n]*)\"?", re.I)
_PART_FILE = re.compile(r"(\bfilename=\")([^\"\r\n]*)(\")", re.I)


def labelled(text: str, change: Keyed) -> str:
    """Change every value that stands under a name in the text."""
    if '"' in text and ":" in text:
        text = _QUOTED.sub(lambda found: _quoted(found, change), text)
    if "=" in text or ":" in text:
        text = _ASSIGNED.sub(lambda f: f"{f[1]}{f[2]}{change(f[1], f[3])}", text)
    if "<" in text:
        text = _ELEMENT.sub(lambda f: f"<{f[1]}>{change(f[1], f[2])}</{f[1]}>", text)
        text = _TAG.sub(lambda tag: _tag(tag[0], change), text)
    return text


def _quoted(found: re.Match[str], change: Keyed) -> str:
    try:
        value = json.loads(found[3])
    except ValueError:
        return found[0]
    changed = change(found[1], str(value))
    if changed == str(value):
        return found[0]
    written = json.dumps(changed, ensure_ascii=False) if isinstance(value, str) else changed
    return f'"{found[1]}"{found[2]}{written}'


def _tag(tag: str, change: Keyed) -> str:
    """A tag such as ``<input name="csrf_token" value="...">``, its value changed."""
    told = {found[1].lower(): found[3][1:-1] for found in _ATTRIBUTE.finditer(tag)}
    key = told.get("name") or told.get("property") or ""

    def changed(found: re.Match[str]) -> str:
        if found[1].lower() not in ("value", "content"):
            return found[0]
        quote = found[3][0]
        return f"{found[1]}{found[2]}{quote}{change(key, found[3][1:-1])}{quote}"

    return _ATTRIBUTE.sub(changed, tag)


def multipart(kind: str, text: str, change: Keyed, change_file: Change) -> str | None:
    """Change the parts of a multipart body by their names, and the names of its files.

    None where the content type tells no boundary.
    """
    told = _BOUNDARY.search(kind)
    if told is None:
        return None
    line = f"--{told[1].strip()}"
    return line.join(_part(piece, change, change_file) for piece in text.split(line))


def _part(piece: str, change: Keyed, change_file: Change) -> str:
    for blank in ("\r\n\r\n", "\n\n"):
        head, found, body = piece.partition(blank)
        if found:
            name = _PART_NAME.search(head)
            ending = "\r\n" if body.endswith("\r\n") else "\n" if body.endswith("\n") else ""
            body = change(name[1] if name else "", body[: len(body) - len(ending)])
            head = _PART_FILE.sub(lambda f: f[1] + change_file(f[2]) + f[3], head)
            return head + blank + body + ending
    return piece
