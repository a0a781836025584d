"""The words of the page: in every language, each used, none missing."""

from __future__ import annotations

import json
import re
from pathlib import Path

from compliance.interfaces.http.page.rendering import FOLDER
from compliance.rulebook.files.load import RULES
from compliance.rulebook.texts import slots

TABLE = json.loads(Path(RULES, "page.json").read_text(encoding="utf-8"))
SHARED = json.loads(Path(RULES, "interface.json").read_text(encoding="utf-8"))
MADE = re.compile(r"(?:verdict_\w+|question_(?:medium|election|published)|known_(?:medium|election)|desk_\w+_hint)\Z")


def test_every_word_of_the_page_is_there_in_every_language() -> None:
    assert list(TABLE) == sorted(TABLE)
    assert not set(TABLE) & set(SHARED)
    for key, texts in TABLE.items():
        assert set(texts) == {"en", "ky", "ru"}, key
        assert len({slots(text) for text in texts.values()}) == 1, key
        assert not hasattr({}, key), f"{key}: a template would find the method of that name"


def test_every_word_is_used_and_no_other() -> None:
    sources = [*Path(FOLDER).glob("*.py"), *Path(FOLDER, "templates").glob("*.html")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    unused = [key for key in TABLE if not MADE.match(key) and not re.search(rf"\b{key}\b", text)]
    assert unused == []
    asked = set(re.findall(r"\bsay\.(\w+)", text)) | set(re.findall(r'\bsay\["(\w+)"\]', text))
    assert sorted(asked - set(TABLE) - set(SHARED) - {"get"}) == []
