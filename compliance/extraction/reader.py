"""Document → imprints: scan, clean, find labels, group them, read their values, decide; every step is traced."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from compliance.extraction import identifiers
from compliance.extraction.assign import weights
from compliance.extraction.blocks import anchors_of
from compliance.extraction.far import BEFORE, BEHIND, with_far
from compliance.extraction.find.clean import Clean
from compliance.extraction.find.lexicon import Lexicon
from compliance.extraction.find.scan import SHORT, candidate_windows, has_words
from compliance.extraction.found import Extraction, merge_repeated
from compliance.extraction.labelled import Labelled, Step, by_labels
from compliance.extraction.settled import misleads, named, political, settled
from compliance.extraction.weighing import with_unweighed
from compliance.extraction.window import Window
from compliance.model.document import PLAIN, Document, Layer
from compliance.model.fields import part_of
from compliance.model.imprint import Imprint
from compliance.text.signs import may_hide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compliance.extraction.assign.model import Model
    from compliance.rulebook import Rulebook
    from compliance.text.hidden import Hidden

    Weights = Callable[[], Model | None]  # read when a window is to be weighed, which most are not

MOST_IMPRINTS = 50
MOST_WEIGHED = 60_000  # characters of one text that are weighed; behind them, labels alone tell
THIN = 3  # parts of an imprint below which something must speak of an election
LIKELY, REFUSED, MISLED = 0.65, 0.9, 0.98  # how likely: by itself, where labels refuse it, where words mislead as well
ALONE = 0.5  # how likely, where labels take all that stands there for an imprint
# How likely, where nothing speaks of an election, and where labels refuse what has so many parts of one that is.
FULL, FULLY = 4, 0.8
WHOLE, WHOLLY = (
    6,
    0.3,
)  # how likely, where labels are sure of one that has all parts and something speaks of an election


def read(document: Document, rulebook: Rulebook, explain: bool = False, told: bool = False) -> Extraction:
    """Return the imprints stated in `document`, in order of place; one repeated word for word is one.

    Of a text that is `told` to be an ad nothing but the words of a phrased imprint must speak for one.

    The words of the rulebook are compiled on first use and kept with it. `explain` fills the trace.
    """
    if "phrase" in rulebook.labels:
        return _read_phrases(document, rulebook, explain, told)
    lexicon = rulebook.derived.get("extract")
    if not isinstance(lexicon, Lexicon):
        lexicon = rulebook.derived["extract"] = Lexicon(rulebook.labels)
    text = document.text
    trace: list[Step] | None = [] if explain else None
    stretches, seen = _seen(document)
    model = partial(weights.of, rulebook)
    plain, numbers = identifiers.parted(seen, identifiers.pattern(rulebook.labels))
    imprints, truncated = _read_text(plain, text, lexicon, model, trace)
    imprints = [identifiers.with_numbers(one, numbers, text) for one in imprints] if numbers else imprints
    hidden: tuple[tuple[int, int], ...] = ()
    unseen = _unseen(text, stretches, lexicon) if stretches else ""
    if unseen:
        unread, _ = _read_text(unseen, text, lexicon, model, None)
        hidden = tuple(one.place for one in unread)
    merged = merge_repeated(imprints)
    if len(merged) > MOST_IMPRINTS:
        merged, truncated = merged[:MOST_IMPRINTS], True
    damage = lexicon.losses.places(seen) if merged else None
    merged = [_damaged(one, damage) for one in merged] if damage else merged
    merged = [_noted(one, document) for one in merged] if document.segments else merged
    layers = tuple(_in_layers(document, lexicon, model)) if document.layers else ()
    return Extraction(tuple(merged), truncated, tuple(trace or ()), seen, lexicon, hidden, damage, layers)


def _seen(document: Document) -> tuple[list[Hidden], str]:
    """Return the stretches of a text that readers do not see, and the text as they see it."""
    text = document.text
    if document.format not in PLAIN or not may_hide(text):
        return [], text
    from compliance.text.hidden import hidden_stretches, visible

    stretches = hidden_stretches(text)
    return stretches, visible(text, stretches) if stretches else text


def _unseen(text: str, stretches: list[Hidden], lexicon: Lexicon) -> str:
    """Return what is not seen of a text, in its place; "" where it has no word of an imprint."""
    from compliance.text.hidden import unseen, unseen_words

    return unseen(text, stretches) if has_words(unseen_words(text, stretches), lexicon) else ""


def _in_layers(document: Document, lexicon: Lexicon, model: Weights) -> Iterator[Layer]:
    """Yield the imprints in the layers that nobody sees, each as the layer cut down to it; so many as text has."""
    weighed = told = 0
    for layer in document.layers:
        for found in _read_text(layer.text, layer.text, lexicon, model, None)[0]:
            start, end = found.place
            yield layer._replace(text=layer.text[start:end])
            told += 1
            weighed += len(layer.text)
        if told >= MOST_IMPRINTS:
            return
        if weighed > MOST_WEIGHED // 4:
            model = _unweighed


def _unweighed() -> Model | None:
    return None


def _noted(imprint: Imprint, document: Document) -> Imprint:
    """Lower the confidence of values that were read unsurely from the source, and name why."""
    leaves = {
        path: leaf._replace(confidence="low", notes=(*leaf.notes, *(note for note in notes if note not in leaf.notes)))
        if (notes := document.notes(*leaf.place))
        else leaf
        for path, leaf in imprint.leaves.items()
    }
    return imprint._replace(leaves=leaves)


def _read_phrases(document: Document, rulebook: Rulebook, explain: bool, told: bool) -> Extraction:
    """Return the imprints of a jurisdiction that writes them as phrases."""
    from compliance.extraction.phrased import Vocabulary, read_phrased

    words = rulebook.derived.get("extract")
    if not isinstance(words, Vocabulary):
        words = rulebook.derived["extract"] = Vocabulary(rulebook.labels)
    text = document.text
    traced: list[tuple[str, int, int, str]] | None = [] if explain else None
    stretches, seen = _seen(document)
    merged = merge_repeated(read_phrased(seen, text, words, traced, told))
    hidden: tuple[tuple[int, int], ...] = ()
    if stretches:
        from compliance.text.hidden import unseen

        hidden = tuple(one.place for one in read_phrased(unseen(text, stretches), text, words))
    truncated = len(merged) > MOST_IMPRINTS
    damage = words.losses.places(seen) if merged else None
    merged = [_damaged(one, damage) for one in merged[:MOST_IMPRINTS]] if damage else merged[:MOST_IMPRINTS]
    merged = [_noted(one, document) for one in merged] if document.segments else merged
    layers = tuple(
        layer._replace(text=layer.text[slice(*found.place)])
        for layer in document.layers
        for found in read_phrased(layer.text, layer.text, words)
    )[:MOST_IMPRINTS]
    steps = tuple(Step(*step) for step in traced or ())
    return Extraction(tuple(merged), truncated, steps, seen, words, hidden, damage, layers)


def _damaged(imprint: Imprint, damage: tuple[tuple[int, int], ...]) -> Imprint:
    """Lower the confidence of values with a damaged word in them, and name it."""
    leaves = {
        path: leaf._replace(confidence="low", notes=(*leaf.notes, "damaged"))
        if any(start < leaf.place[1] and leaf.place[0] < end for start, end in damage)
        else leaf
        for path, leaf in imprint.leaves.items()
    }
    return imprint._replace(leaves=leaves)


def _read_text(
    seen: str, source: str, lexicon: Lexicon, model: Weights, trace: list[Step] | None
) -> tuple[list[Imprint], bool]:
    """Return the imprints in what is seen of a source, and whether there were too many to be read."""
    scan = candidate_windows(seen, lexicon)
    imprints: list[Imprint] = []
    truncated = scan.truncated
    windows = scan.windows or ([(0, len(seen))] if scan.hinted else [])
    looked_at = 0
    for index, (start, end) in enumerate(windows):
        looked_at += end - start
        weighing = model if looked_at <= MOST_WEIGHED else None
        last = windows[index - 1][1] if index else 0
        following = windows[index + 1][0] if index + 1 < len(windows) else len(seen)
        imprints += _read_window(seen, start, end, lexicon, weighing, trace, source, (last, following))
        if len(imprints) > MOST_IMPRINTS * 8:
            truncated = True
            break
    if trace is not None:
        _explain_the_rest(seen, windows, lexicon, trace)
    return imprints, truncated


def _explain_the_rest(text: str, read: list[tuple[int, int]], lexicon: Lexicon, trace: list[Step]) -> None:
    """Tell also why stretches with a label word or two were not looked at: they hold too little to be an imprint."""
    for start, end in candidate_windows(text, lexicon, thorough=True).windows:
        if not any(start < stop and begin < end for begin, stop in read):
            steps: list[Step] = []
            _read_window(text, start, end, lexicon, None, steps)
            trace += [step._replace(kind="rejected") if step.kind == "accepted" else step for step in steps]


def _read_window(
    text: str,
    start: int,
    end: int,
    lexicon: Lexicon,
    weighing: Weights | None,
    trace: list[Step] | None,
    source: str = "",
    between: tuple[int, int] | None = None,
) -> list[Imprint]:
    """Return the imprints of a window, which stands alone `between` the places of the windows beside it."""
    window = Window(Clean(text, start, end, source), lexicon)
    found = _imprints(window, text, start, end, weighing, trace)
    found = with_unweighed(window, found) if found else found
    if not found or between is None or between == (start, end):
        return found
    before, behind = (max(between[0], start - BEFORE), start), (end, min(between[1], end + BEHIND))
    return with_far(window, found, before, behind, text)


def _imprints(
    window: Window, text: str, start: int, end: int, weighing: Weights | None, trace: list[Step] | None
) -> list[Imprint]:
    anchors = anchors_of(window)
    if trace is not None:
        trace.append(Step("window", start, end, "label words stand here"))
        for anchor in anchors:
            trace.append(
                Step(
                    "label",
                    window.clean.begin(anchor.start),
                    max(window.clean.begin(anchor.start), window.clean.end(anchor.end)),
                    f"{anchor.field} ({anchor.mark})",
                )
            )
    labels = by_labels(window, anchors, trace)
    found = labels.imprints
    if weighing is None or len(found) > 1 or (found and settled(found[0], window)):
        return found
    speaks = political(window)
    if not found and len(text) > SHORT and not (speaks and labels.verdict != "refused" and named(window) > 2):
        return found  # in a long text, prose that no weighing would take for an imprint is not weighed
    model = weighing()
    if model is None:
        return found
    from compliance.extraction.assign.read import read_window
    from compliance.extraction.join import extent, joined

    learned = read_window(window, model, labels, trace)
    if learned is None:  # nothing there is a value, whatever labels take for one
        return [] if misleads(window) else found
    begin, stop = extent(learned.leaves)
    parts = {part_of(path) for path in learned.leaves.leaves}
    alone = bool(found) and window.clean.end(len(window.text.rstrip(" \n."))) - start <= len(range(*found[0].place))
    least = ALONE if alone else enough(labels, len(parts), speaks, misleads(window))
    likely = learned.likely >= least and (bool(found) or len(parts) > 1)
    if trace is not None and likely != bool(found):
        kind = "accepted" if likely else "rejected"
        trace.append(Step(kind, begin, stop, f"weighed: an imprint with {learned.likely:.0%}"))
    return [joined(found[0] if found else None, learned, labels.vacant)] if likely else []


def enough(labels: Labelled, parts: int, speaks: bool, misled: bool) -> float:
    """Return how likely an imprint must be: the more so, the less labels and words of an election speak for it."""
    thin = not speaks and parts < THIN  # two parts, and nothing of an election: a leaflet of any shop has them
    if labels.verdict == "sure" and speaks and parts >= WHOLE:
        return WHOLLY
    if labels.verdict != "refused" and (labels.imprints or not thin):
        return LIKELY if speaks else FULLY
    if speaks and parts >= FULL:
        return FULLY
    return MISLED if misled else REFUSED
