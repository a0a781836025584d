"""Places are true on any text: slicing the source by a place gives the words, and line and column lead to them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.extraction import read
from compliance.model.document import Document
from compliance.rulebook import Rulebook

from .layouts import Written, labelled, prose, with_payment_sentence
from .mutations import NOT_YET, SEEN, UNSEEN
from .places import Extract, One, assert_places_true
from .profiles import profile

STRANGE = [
    "\u00a0",
    "\u202f",
    "\u3000",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u0301",
    "\u0306",
    "\u0308",
    "\r\n",
    "\r",
    "\u2028",
    "\x85",
]
STRANGE += [
    "-\n",
    "\u00ad\r\n",
    "👍",
    "👩‍⚖️",
    "🇰🇬",
    "&nbsp;",
    "&#173;",
    "&laquo;",
    "<b>",
    "</b>",
    "<br/>",
    "**",
    "__",
    "   ",
    "\t",
    "a",
    "ё",
    "ң",
]
IMPRINTS = st.one_of(labelled(), with_payment_sentence(), prose())


@st.composite
def sprinkled(draw: st.DrawFn) -> str:
    """Draw an imprint with strange characters anywhere in it, in the middle of words and numbers too."""
    text = draw(IMPRINTS).text
    for place in sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)), reverse=True):
        text = text[:place] + draw(st.sampled_from(STRANGE)) + text[place:]
    return text


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw an imprint that any of the mutations befell, one after the other."""
    text = draw(IMPRINTS).text
    for mutation in draw(st.lists(st.sampled_from(UNSEEN + SEEN + NOT_YET), max_size=5)):
        text = mutation(draw, text)
    return text


@profile(50)
@given(text=sprinkled())
def test_places_are_true_among_strange_characters(text: str, extract: Extract) -> None:
    """`extract` checks every leaf, label and occurrence against the source."""
    extract(text)


@profile(50)
@given(text=mutated())
def test_places_are_true_whatever_befell_the_text(text: str, extract: Extract) -> None:
    extract(text)


@profile(50)
@given(first=sprinkled(), second=mutated(), blank=st.sampled_from(("\r\n\r\n", "\r", "\u2028", "\n" * 30)))
def test_places_of_a_second_imprint_are_true(first: str, second: str, blank: str, extract: Extract) -> None:
    extract(f"\ufeff{first}{blank}{second}")


@profile(50)
@given(before=st.text(st.sampled_from("аб👍 \r\n\ufeff\u0301\u00a0."), max_size=30), written=labelled())
def test_places_move_with_the_text_before_them(before: str, written: Written, one: One) -> None:
    """A line that says nothing above the imprint shifts every place by its length, and nothing else."""
    shift = len(before) + 2
    alone, moved = one(written.text), one(f"{before}\n\n{written.text}")
    assert {path: leaf.place[0] for path, leaf in moved.leaves.items()} == {
        path: leaf.place[0] + shift for path, leaf in alone.leaves.items()
    }
    assert moved.place == (alone.place[0] + shift, alone.place[1] + shift)


@profile(50)
@given(text=st.one_of(sprinkled(), mutated()))
def test_equal_texts_have_equal_readings(text: str, rulebook: Rulebook) -> None:
    """No state is kept between two texts, and the trace changes nothing."""
    document = Document(text)
    plain, explained = read(document, rulebook), read(document, rulebook, explain=True)
    assert plain.imprints == explained.imprints
    again = read(document, rulebook)
    assert (again.imprints, again.language, again.truncated) == (plain.imprints, plain.language, plain.truncated)
    assert_places_true(document, plain)
