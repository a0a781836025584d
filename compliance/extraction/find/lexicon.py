"""The vocabulary of a jurisdiction as one automaton: a single pass over folded text finds every word that matters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from compliance.extraction.find.shortened import Shortened
from compliance.extraction.find.vocabulary import Entry, entries
from compliance.model.tuples import NamedTuple
from compliance.text.damage import Losses
from compliance.text.folding import LETTERS, fold, fold_all
from compliance.text.language import Identifier
from compliance.text.late import late

if TYPE_CHECKING:
    from compliance.extraction.find.spellings import Spellings


class Term(NamedTuple):
    """An entry found at `start`–`end` of the clean text; `end` includes the ending of a stem."""

    entry: Entry
    start: int
    end: int


_BLANK = fold(" ")[0]
_MANY = 200  # texts after which a faster automaton has paid for itself
_SHORTEST, _TELLING = 3, frozenset(("label", "fund", "paid", "active"))  # of what is searched in whole documents
_CUT_SHORT = ("role", "fund", "customer_kind")  # what people cut short: «фин. пр-ль», «изб. фонд», «полит. партия»
_BETWEEN_BLANKS = ("prepositions", "conjunctions", "lead")  # one or two letters: searched with the blanks around them


def order(term: Term) -> tuple[int, int]:
    """Order terms by place, longer ones first."""
    return term.start, -term.end


LONG_STEM = 6  # letters by which a word of a label is; a shorter one by all of its own
STEM = 4  # letters by which a word of a capacity is known in any form


class Lexicon:
    """Compiled labels.toml of one jurisdiction; built once, safe to share between threads."""

    __slots__ = (
        "_automaton",
        "_entries",
        "_known",
        "_phrases",
        "_shortened",
        "_spelling",
        "_spellings",
        "_story",
        "abbreviations",
        "about",
        "acting",
        "acting_alone",
        "denial",
        "genitive",
        "identifier",
        "label_stems",
        "losses",
        "role_stems",
        "roles",
        "scan",
        "seated",
        "set_against",
        "sexes",
    )

    def __init__(self, labels: dict[str, Any]) -> None:
        known = list(entries(labels))
        patterns: dict[bytes, list[Entry]] = {}
        for folded, (_, entry) in zip(fold_all(map(_searched, known)), known, strict=True):
            meanings = patterns.get(folded)
            if meanings is None:
                patterns[folded] = [entry]
            elif entry not in meanings:
                meanings.append(entry)
        self._entries = list(patterns.values())
        self._automaton = BytesAhoCorasick(list(patterns))
        self.abbreviations = _all(labels["cues"]["abbreviations"])
        self.denial = _denial(labels["payment"].get("denial", {}))
        self.set_against = _set_against(labels["payment"].get("denial", {}))
        self._phrases = tuple(_phrases(known))
        self._shortened = Shortened(phrase for _, phrase in self._phrases)
        self.roles = tuple((entry.key, phrase) for entry, phrase in self._phrases if entry.category == "role")
        self.role_stems, self.label_stems = _of_roles(labels), _of_labels(labels)
        self.about = _endings(labels["numbers"].get("about", ()))
        self.acting_alone = _endings(labels["payment"].get("acting_alone", ()))
        self.acting = _endings(labels["payment"].get("acting", ()))
        self.seated = _endings(labels["executor"].get("seated", ()))
        self.genitive = tuple(fold(ending).decode("latin-1") for ending in labels["payment"]["genitive"])
        self._known, self._spelling = known, labels.get("spelling", {})
        self._spellings: Spellings | None = None
        self.sexes = _sexes(labels.get("sexes", {}))
        self.identifier = Identifier(labels["language"])
        self.losses = Losses(labels)
        self.scan = _Scan(patterns)
        self._story = _Story(patterns)

    @property
    def spellings(self) -> Spellings:
        """The right spellings of labels; made when a word first looks like a slip of one."""
        if self._spellings is None:
            from compliance.extraction.find.spellings import Spellings

            self._spellings = Spellings(self._known, self._spelling)
        return self._spellings

    def terms(self, text: str, folded: str) -> list[Term]:
        """Return every entry that stands in the text as whole words, in order of place, longer ones first."""
        found: list[Term] = []
        new = tuple.__new__  # a named tuple's own constructor costs twice as much, and this is the inner loop
        hay = folded.replace("\n", " ").replace("\t", " ").encode("latin-1")
        entries, size = self._entries, len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(hay, overlapping=True):
            if hay[start] == _BLANK:  # a short word, searched with the blanks around it
                start, end = start + 1, end - 1
            elif (start and text[start - 1].isalpha() and text[start].isalpha()) or text[start : start + 2].isdigit():
                continue  # inside a word, or «03 Караж…», which is no word whatever its shapes
            inside = end < size and text[end].isalpha() and text[end - 1].isalpha()
            stop = end
            for entry in entries[index]:
                if inside:
                    if not entry.stem:
                        continue
                    while stop < size and text[stop].isalpha():
                        stop += 1
                found.append(new(Term, (entry, start, stop)))
        found += self._cut_short(found, text, folded)
        found.sort(key=order)
        return found

    def tells(self, folded: bytes) -> bool:
        """Tell whether folded text has a word for the ad itself and one of what was done with it, or takes it back."""
        return self._story.tells(folded)

    def _cut_short(self, found: list[Term], text: str, folded: str) -> list[Term]:
        """Return the phrases that are cut short and of which the words found have nothing."""
        cut = []
        for short in self._shortened.find(text, folded):
            entry = self._phrases[short.phrase][0]
            if not any(
                one.start <= short.start and short.end <= one.end and one.entry.category == entry.category
                for one in found
            ):
                cut.append(Term(entry._replace(cut=short.stopped), short.start, short.end))
        return cut


_DONE = frozenset(("making", "backing", "money", "free", "spread"))
_ABOUT, _WHOLE = "this_ad", "whole"


class _Story:
    """The words by which a text far from its imprint speaks of the ad, searched before such a text is looked at."""

    __slots__ = ("_automaton", "_kinds", "_patterns")

    def __init__(self, patterns: dict[bytes, list[Entry]]) -> None:
        found = {pattern: frozenset(_told(pattern, meanings)) for pattern, meanings in patterns.items()}
        found = {pattern: kinds for pattern, kinds in found.items() if kinds}
        self._patterns, self._kinds = list(found), list(found.values())
        self._automaton: BytesAhoCorasick | None = None

    def tells(self, hay: bytes) -> bool:
        if self._automaton is None:
            self._automaton = BytesAhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)
        kinds: set[str] = set()
        for index, start, _ in self._automaton.find_matches_as_indexes(hay):
            if start == 0 or hay[start - 1] not in LETTERS:
                kinds |= self._kinds[index]
        return _WHOLE in kinds or len(kinds) > 1


def _told(pattern: bytes, meanings: list[Entry]) -> Iterator[str]:
    """Yield what a word tells of: the ad, what was done with it, or that an imprint is taken back."""
    keys = {entry.key for entry in meanings if entry.category == "doubt"}
    if _ABOUT in keys:
        yield _ABOUT
    if keys & _DONE or any(entry.category in ("made", "paid", "active", "fund") for entry in meanings):
        yield "done"
    if _WHOLE in keys and b" " in pattern:
        yield _WHOLE


class _Scan:
    """The prefilter: label and payment phrases only, searched in whole folded documents.

    `fields[i]` is the field of pattern i and whether it is telling by itself, without a mark behind it.
    """

    __slots__ = ("_automaton", "_patterns", "_searched", "fields")

    def __init__(self, patterns: dict[bytes, list[Entry]]) -> None:
        wanted = {
            pattern: (entry.key, len(pattern) > 6)
            if entry.category == "label"
            else ("fund" if entry.category == "fund" else "payer", True)
            for pattern, entries in patterns.items()
            if len(pattern) >= _SHORTEST
            for entry in entries
            if entry.category in _TELLING
        }
        self._patterns = list(wanted)
        self._automaton = BytesAhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)
        self._searched = 0
        self.fields = list(wanted.values())

    def find(self, hay: bytes) -> list[tuple[int, int, int]]:
        """Return pattern, start and end of every hit in folded text, the longest of those that begin together.

        From the `_MANY`-th text on the automaton is a full table: twice as fast, and ten times as long to build.
        """
        if self._searched < _MANY:
            self._searched += 1
            if self._searched == _MANY:
                self._automaton = BytesAhoCorasick(
                    self._patterns, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
                )
        return self._automaton.find_matches_as_indexes(hay)


def _searched(known: tuple[str, Entry]) -> str:
    """Return what is looked for in texts to find a phrase."""
    phrase, entry = known
    return f" {phrase} " if len(phrase) <= 2 and entry.category in _BETWEEN_BLANKS else phrase.rstrip("*")


_FORMS = ("words", "prose", "after", "misspelt")


def _endings(endings: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(ending).decode("latin-1") for ending in endings)


def _of_roles(labels: dict[str, Any]) -> frozenset[str]:
    """Return how the words of lawful capacities begin, folded: by four letters they are known in any form."""
    phrases = [phrase for role in labels["role"] if role["code"] != "other" for phrase in role["words"]]
    phrases += [*labels["role_tail"]["words"], *labels["role_tail"]["finance"]]
    phrases += [word for words in labels["customer_kind"].values() for word in words]
    words = (word.strip("*.,") for phrase in phrases for word in phrase.split())
    return _all({word[:STEM] for word in words if len(word) >= STEM})


def _of_labels(labels: dict[str, Any]) -> frozenset[str]:
    """Return how the words of labels and of kinds of ads begin, folded."""
    phrases = [phrase for label in labels["label"] for form in _FORMS for phrase in label.get(form, ())]
    words = (word.strip("*.,") for phrase in phrases + labels["payment"]["lead"] for word in phrase.split())
    return _all({word[:LONG_STEM] for word in words if len(word) >= STEM})


def _all(words: Iterable[str]) -> frozenset[str]:
    return frozenset(folded.decode("latin-1") for folded in fold_all(words))


def _phrases(known: list[tuple[str, Entry]]) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Yield each phrase that people cut short, folded word by word, with what it is."""
    phrases = [(words.replace("*", "").split(), entry) for words, entry in known if entry.category in _CUT_SHORT]
    folded = iter(fold_all(word for words, _ in phrases for word in words))
    for words, entry in phrases:
        yield entry, tuple(next(folded).decode("latin-1") for _ in words)


def _denial(table: dict[str, list[str]]) -> re.Pattern[str] | None:
    """Return what finds a denied verb of a kind: a word of denial before or behind a word with one of its endings."""

    ways = []
    if table.get("behind"):
        ways.append(rf"(?:{_one_of(table['participles'])})\s{{1,3}}(?:{_one_of(table['behind'])})\b")
    if table.get("before"):
        ways.append(rf"\b(?:{_one_of(table['before'])})\s{{1,3}}[^\W\d_]{{2,20}}(?:{_one_of(table['verbs'])})\b")
    return late("|".join(ways), re.IGNORECASE) if ways else None


def _set_against(table: dict[str, list[str]]) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Return what ends before a fund that is set against what is denied, and what begins behind it."""
    if not (table.get("before") and table.get("but") and table.get("behind")):
        return None
    no, but, behind = _one_of(table["before"]), _one_of(table["but"]), _one_of(table["behind"])
    before = rf"\b(?:{no})\s[^.!?]{{3,90}}\s(?:{but})\s[^.!?,]{{0,40}}\Z|\b(?:{behind}),\s[^.!?,]{{0,60}}\Z"
    return late(before, re.IGNORECASE), late(rf"[(,]\s?(?:{but})\s(?:{no})\b", re.IGNORECASE)


def _sexes(table: dict[str, dict[str, list[str]]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the endings of each kind of name, folded, with the sex that they tell."""
    return {
        kind: tuple((fold(ending).decode("latin-1"), sex) for sex, endings in told.items() for ending in endings)
        for kind, told in table.items()
    }


def _one_of(words: list[str]) -> str:
    return "|".join(map(re.escape, words))
