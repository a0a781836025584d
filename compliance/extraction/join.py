"""What was weighed and what labels gave, made one imprint: the weighed reading stands, labels confirm or add to it."""

from __future__ import annotations

from compliance.extraction.assign.features import FIELDS
from compliance.extraction.assign.read import Read
from compliance.extraction.leaves import Leaves
from compliance.model.fields import FUND, PARTIES, part_of
from compliance.model.imprint import Confidence, Imprint, Leaf
from compliance.text.folding import QUOTES
from compliance.text.late import late

SURELY = 0.9  # how likely an imprint without labels must be to be read with high confidence
AGAINST = 0.8  # the share from which a value stands against the other words that a label gives it
_BEHIND = 160  # characters behind the block in which a field may perhaps be stated
CONFIRMED = 0.2  # the share of a value that is sure where labels say the same
BEYOND_DOUBT = 0.98  # the share of a value that stays sure where labels say otherwise
MOST = 0.5  # the share below which a value was read though the best labelling lacks it
_RUN = "print_run"
_WORD_MORE = late(r"[ ]?[,(][ ]?[^\W\d_]{4,20}\)?")
_ROLE, _CAPACITY = "payer.role", "payer.kind"
_BESIDE = {"executor.legal_form": "executor.name", "customer.kind": "customer.name", "payer.kind": "payer.role"}


def joined(labelled: Imprint | None, learned: Read, vacant: frozenset[str] = frozenset()) -> Imprint:
    """Return what was weighed, with what labels gave besides; `vacant` are the parts that labels leave blank or deny.

    A value that both give is sure; one that labels give otherwise, or that they alone give, is read in doubt.
    """
    start, end = extent(learned.leaves)
    several = {part_of(path) for path in labelled.leaves if "[" in path} - {_RUN} if labelled else set()
    left_out = vacant | several  # of each of these the labels tell more than a weighed value could
    leaves = {path: leaf for path, leaf in learned.leaves.leaves.items() if part_of(path) not in left_out}
    if labelled is None:
        confidence: Confidence = "high" if learned.likely >= SURELY else "low"
        return Imprint(
            leaves, (), start, end, ((start, end),), "und", confidence, perhaps=_unstated(learned, leaves, left_out)
        )
    slight = {field for field in learned.shares if _said_better(field, labelled, learned)}
    leaves = {path: leaf for path, leaf in leaves.items() if head_of(path) not in slight}
    borne = several | {part_of(path) for path, leaf in learned.perhaps if _borne_out(leaf, labelled.leaves.get(path))}
    _add(leaves, labelled.leaves, learned.shares, borne)
    _without_owner(leaves, labelled.leaves)
    if _ROLE in leaves and _CAPACITY in leaves and leaves[_ROLE].confidence == "low":
        leaves[_CAPACITY] = leaves[_CAPACITY]._replace(confidence="low")
    start, end = min(start, labelled.place[0]), max(end, labelled.place[1])
    perhaps = tuple(
        (path, leaf)
        for path, leaf in _unstated(learned, leaves, left_out)
        if start <= leaf.place[0] < end + _BEHIND
        and not (_taken(path, leaf, labelled.leaves) or _taken(path, leaf, leaves))
    )
    return labelled._replace(leaves=leaves, start=start, end=end, occurrences=((start, end),), perhaps=perhaps)


def _said_better(field: str, labelled: Imprint, learned: Read) -> bool:
    """Tell whether labels give otherwise what was read though the best labelling lacks it."""
    said, weighed = labelled.leaves.get(field), learned.leaves.leaves.get(field)
    return bool(said and weighed and learned.shares[field] < MOST and not _same(field, said, weighed))


def _cut(leaf: Leaf, weighed: Leaf) -> bool:
    """Tell whether a quotation that a label's value goes on with was cut off: «партия» of «партия "Дата"».

    Or what an address opens with or ends with: «Кыргызская Республика, г. Ош», «пр. Масалиева, 34».
    """
    rest = leaf.raw[len(weighed.raw) :].lstrip()
    opening = leaf.raw.endswith(weighed.raw) and leaf.raw[: -len(weighed.raw)].endswith(", ")
    goes_on = leaf.raw.startswith(weighed.raw) and bool(rest) and (rest[0] in QUOTES or rest.strip(", ").isdigit())
    return goes_on or opening


def _borne_out(leaf: Leaf, labelled: Leaf | None) -> bool:
    """Tell whether words that perhaps state a field are those that a label gives it."""
    return labelled is not None and labelled.place[0] < leaf.place[1] and leaf.place[0] < labelled.place[1]


def _taken(path: str, leaf: Leaf, leaves: dict[str, Leaf]) -> bool:
    """Tell whether words that perhaps state a field are stated as part of another."""
    return any(part_of(other) != part_of(path) and _borne_out(leaf, said) for other, said in leaves.items())


def _unstated(
    learned: Read, leaves: dict[str, Leaf], left_out: frozenset[str] | set[str]
) -> tuple[tuple[str, Leaf], ...]:
    return tuple((path, leaf) for path, leaf in learned.perhaps if path not in leaves and part_of(path) not in left_out)


def _add(leaves: dict[str, Leaf], labelled: dict[str, Leaf], shares: dict[str, float], several: set[str]) -> None:
    weighed, kept = frozenset(leaves), list(leaves.values())
    same = {path for path in weighed if path in labelled and _same(path, labelled[path], leaves[path])}
    _first(leaves, labelled, same)
    _whole_role(leaves, labelled)
    _without_payer(leaves, labelled)
    bodies = {part_of(path) for path, leaf in labelled.items() if _shows_a_body(path, leaf)}
    for path, leaf in labelled.items():
        head = head_of(path)
        if path in weighed:
            if path in same:
                leaves[path] = _agreed(leaf, shares.get(path, 1.0))
            elif path == "customer.name" and leaf.raw.endswith(leaves[path].raw) and leaves[path].raw[:1] in QUOTES:
                leaves[path] = leaf  # «политической партии «Элет»» and «Элет» are one name
            elif (
                leaf.confidence == "high"
                and not _taken(path, leaf, leaves)
                and ((shares.get(path, 1.0) < AGAINST and _borne_out(leaf, leaves[path])) or _cut(leaf, leaves[path]))
            ):
                leaves[path] = leaf._replace(confidence="low")
            elif path.endswith(".name") and shares.get(path, 1.0) >= SURELY and _bare(leaf.raw, leaves[path].raw):
                pass
            elif path.endswith(".name") and leaf.confidence == "high" and _called(leaf.raw, leaves[path].raw):
                leaves[path] = leaf
            elif shares.get(path, 1.0) < BEYOND_DOUBT or path.endswith(".address"):  # whose it is, a name tells
                leaves[path] = leaves[path]._replace(confidence="low")
        elif head in weighed:
            if head in same:
                leaves[path] = leaf
        elif path not in leaves and ("[" in path or part_of(path) in several or _free(path, leaf, kept)):
            plain = (
                path not in FIELDS
                or path == _RUN
                or part_of(path) in (several | bodies if path.endswith(".name") else several)
            )
            named = path.endswith(".name") and any(leaf.raw in other.raw for other in kept)  # as another party as well
            known = path == _ROLE and _in_person(labelled)
            alone = not (plain or named or known) and leaf.value is not None
            leaves[path] = leaf._replace(confidence="low") if alone else leaf


def _in_person(labelled: dict[str, Leaf]) -> bool:
    """Tell whether labels say that a candidate has paid: «оплатил кандидат Асанов А. Б.»."""
    capacity = labelled.get(_CAPACITY)
    return capacity is not None and capacity.value == "candidate"


def _called(said: str, weighed: str) -> bool:
    """Tell whether a name has a word more that says what its bearer is: «Асанов Бакыт, талапкер»."""
    return weighed.startswith(said) and _WORD_MORE.fullmatch(weighed, len(said)) is not None


def _bare(said: str, weighed: str) -> bool:
    """Tell whether labels give a name with common words about it: «Расчёт произведён Асановой Г. Т.»."""
    before, found, behind = said.partition(weighed.rstrip("."))
    if not found or any(word[0].isupper() for word in behind.split()):
        return False
    first, *others = before.split() or [""]
    return not any(word[0].isupper() for word in others) and (bool(others) or not first[:1].isupper())


def _whole_role(leaves: dict[str, Leaf], labelled: dict[str, Leaf]) -> None:
    """Keep the words that labels give a capacity besides, where with them it is none that is known, or whose it is."""
    said, weighed = labelled.get(_ROLE), leaves.get(_ROLE)
    if said is None or weighed is None or weighed.raw not in said.raw or said.raw == weighed.raw:
        return
    if _CAPACITY not in labelled:
        leaves[_ROLE] = said._replace(confidence="low")
        leaves.pop(_CAPACITY, None)
    elif any(mark in QUOTES for mark in said.raw) and not any(mark in QUOTES for mark in weighed.raw):
        leaves[_ROLE] = said  # «… партиясынын каржы боюнча өкүлү»


def _without_payer(leaves: dict[str, Leaf], labelled: dict[str, Leaf]) -> None:
    """Keep the fund as labels tell it where the weighed one takes in who they say has paid: «Асылова Мээрим өз …»."""
    payer, fund = labelled.get("payer.name"), leaves.get(FUND)
    if payer is None or fund is None or FUND not in labelled or not _borne_out(payer, fund):
        return
    for path in [path for path in leaves if part_of(path) == FUND]:
        del leaves[path]
    leaves.update({path: leaf for path, leaf in labelled.items() if part_of(path) == FUND})
    leaves[FUND] = leaves[FUND]._replace(confidence="low")


def _without_owner(leaves: dict[str, Leaf], labelled: dict[str, Leaf]) -> None:
    """Leave out a weighed payer who is the owner of the fund, as labels tell it: «из фонда кандидата Асановой»."""
    payer, owner = leaves.get("payer.name"), leaves.get(f"{FUND}.owner")
    if payer is None or owner is None or "payer.name" in labelled:
        return
    if payer.confidence != "low" and payer.place != owner.place:  # the very words that labels take for the owner's
        return
    if owner.place[0] <= payer.place[0] and payer.place[1] <= owner.place[1]:
        for path in [path for path, leaf in leaves.items() if part_of(path) == "payer" and _borne_out(leaf, owner)]:
            del leaves[path]


def _shows_a_body(path: str, leaf: Leaf) -> bool:
    """Tell whether a legal form shows that a name is one."""
    return path.endswith(".legal_form") or (path.endswith(".kind") and leaf.value == "organisation")


def _first(leaves: dict[str, Leaf], labelled: dict[str, Leaf], same: set[str]) -> None:
    """Put first the one of several runs that was weighed, and the one that labels put first in its place."""
    if _RUN in leaves and _RUN in labelled and _RUN not in same:
        for other in [path for path in labelled if path.startswith(f"{_RUN}[")]:
            if _same(_RUN, labelled[other], leaves[_RUN]):
                leaves[other] = labelled[_RUN]
                leaves[_RUN] = leaves[_RUN]._replace(notes=labelled[_RUN].notes)


def _agreed(leaf: Leaf, share: float) -> Leaf:
    """Return a value that both readings give; a day or a run without a label needs no label beside the other one."""
    if share < CONFIRMED:
        return leaf._replace(confidence="low")
    return leaf._replace(confidence="high") if leaf.notes == ("no_label",) else leaf


def _same(path: str, leaf: Leaf, other: Leaf) -> bool:
    """Tell whether two readings of a field agree; of a fund, words may be left out."""
    if path == FUND:
        return leaf.raw in other.raw or other.raw in leaf.raw
    return leaf.value == other.value and (leaf.value is not None or leaf.place == other.place)


def head_of(path: str) -> str:
    """Return the weighed field that a leaf is, or is read with; the path itself where there is none."""
    if path in FIELDS:
        return path
    return _BESIDE.get(path) or next((field for field in FIELDS if path.startswith(f"{field}.")), path)


def _free(path: str, leaf: Leaf, kept: list[Leaf]) -> bool:
    """Tell whether words are no part of a value already; one name may stand for two: «Заказчик и плательщик: …»."""
    start, end = leaf.place
    shared = part_of(path) in PARTIES
    for other in kept:
        first, last = other.place
        inside = (start <= first and end >= last) or (first <= start and last >= end)
        if start < last and first < end and not (shared and inside):
            return False
    return True


def extent(leaves: Leaves) -> tuple[int, int]:
    """Return where in the source the values that were read begin and end."""
    clean = leaves.window.clean
    return clean.begin(min(start for start, _ in leaves.used)), clean.end(max(end for _, end in leaves.used))
