"""The table of fields: every part that an imprint may have, written down here and nowhere else.

From it come the wire format, the leaf paths that rules may name, what `compose` takes, the marks of the HTML report and
the schemas. `compliance.border.imprint` is the typed twin, as a model and as JSON, and a test holds them together: to
add a field, add a row here and its attributes there.

A *part* is a top-level field (`executor`, `publication_date`). A *leaf* is a value that an ad can state, named by its
path (`executor.address.house`). A part that an ad states a second time has an index from 1 in its path
(`customer[1].name`); the first statement has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

from compliance.model.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Kind = Literal["party", "text", "date", "count", "code", "link", "list"]


class Field(NamedTuple):
    """One row: what is stated, of which kind it is, which codes it takes, and which fields are parts of it.

    `words` names the field beside it that a code may be read from (`..` for the field it is a part of): it then has no
    words of its own.
    """

    name: str
    kind: Kind
    codes: tuple[str, ...] = ()
    parts: tuple[Field, ...] = ()
    words: str = ""


# What a party is, or in which capacity it acts; which of them may pay is a question for rules.
PartyKind = Literal[
    "party", "candidate", "bloc", "person", "organisation", "committee", "authority", "finance_representative",
    "representative", "agent", "other",
]  # fmt: skip
LegalForm = Literal[
    "llc", "joint_stock_company", "open_joint_stock_company", "closed_joint_stock_company", "partnership",
    "cooperative", "foundation", "institution", "outlet", "public_association", "state_enterprise", "sole_trader",
    "other",
]  # fmt: skip
FundKind = Literal[
    "election_fund", "special_account", "own_money", "party_money", "third_party", "public_money", "other"
]
Authorisation = Literal["authorised", "not_authorised"]
PARTY_KINDS: tuple[str, ...] = get_args(PartyKind)
LEGAL_FORMS: tuple[str, ...] = get_args(LegalForm)
FUND_KINDS: tuple[str, ...] = get_args(FundKind)

_ADDRESS = Field(
    "address",
    "text",
    parts=(Field("place", "text"), Field("street", "text"), Field("house", "text"), Field("postcode", "text")),
)
PARTY: tuple[Field, ...] = (
    Field("name", "text"),
    Field("legal_form", "code", LEGAL_FORMS),
    Field("role", "text"),
    Field("kind", "code", PARTY_KINDS, words="role"),
    _ADDRESS,
    Field("contacts", "list"),
    Field("id", "text"),
)

_PARTIES = (
    "executor", "customer", "payer", "promoter", "on_behalf_of", "authorised_by", "publisher", "sponsor",
    "controlling_entity",
)  # fmt: skip

FUND = "funding_source"
PAYMENT = frozenset(("payer", FUND))  # what the words of one sentence may tell together

FIELDS: tuple[Field, ...] = (
    *(Field(name, "party", parts=PARTY) for name in _PARTIES),
    Field(FUND, "text", parts=(Field("owner", "text"), Field("kind", "code", FUND_KINDS, words=".."))),
    Field("publication_date", "date", parts=(Field("time", "text"),)),
    Field("print_run", "count"),
    Field("authorisation", "code", get_args(Authorisation)),
    Field("political_label", "text"),
    Field("election", "text"),
    Field("targeting", "text"),
    Field("notice_url", "link"),
    Field("ai_label", "text"),
)
PARTS: dict[str, Field] = {field.name: field for field in FIELDS}
PARTIES = frozenset(field.name for field in FIELDS if field.kind == "party")


def _leaves(field: Field, above: str = "") -> dict[str, Field]:
    path = above + field.name
    own = {} if field.kind == "party" else {path: field}
    for part in field.parts:
        own |= _leaves(part, f"{path}.")
    return own


# Every leaf by its path, in the order of the wire format.
LEAVES: dict[str, Field] = {path: leaf for field in FIELDS for path, leaf in _leaves(field).items()}


def part_of(path: str) -> str:
    """Return the part that a leaf's path begins with, without its index.

    >>> part_of("customer[1].name"), part_of("print_run")
    ('customer', 'print_run')
    """
    return path.partition(".")[0].partition("[")[0]


def unindexed(path: str) -> str:
    """Return a leaf's path without the indexes of its statement and of its place in a list: what the table calls it.

    >>> unindexed("customer[1].name"), unindexed("print_run[2]"), unindexed("payer[1].contacts[2]")
    ('customer.name', 'print_run', 'payer.contacts')
    """
    head, *rest = path.split("[")
    return head + "".join(piece.partition("]")[2] for piece in rest)


def indexed(name: str, index: int) -> str:
    """Return what the statement of that index, from 0, is called in a path.

    >>> indexed("customer", 0), indexed("customer", 1)
    ('customer', 'customer[1]')
    """
    return f"{name}[{index}]" if index else name


def walk(imprint: Any, get: Callable[[Any, str], Any] = dict.get) -> Iterator[tuple[str, Any]]:
    """Yield the path and the value of everything that a nested imprint states, in the order of the table.

    `imprint` is one of the wire format, or with `get=getattr` a model. A field of which only parts are stated (a house
    without an address) is not yielded itself, they are.
    """
    also = get(imprint, "also")
    for field in FIELDS:
        first = get(imprint, field.name)
        again = (get(also, field.name) or ()) if also else ()
        for index, statement in enumerate((first, *again)):
            if statement is not None:
                yield from _below(indexed(field.name, index), field, statement, get)


def _below(path: str, field: Field, node: Any, get: Callable[[Any, str], Any]) -> Iterator[tuple[str, Any]]:
    if field.kind == "list":
        yield from ((indexed(path, index), leaf) for index, leaf in enumerate(node))
        return
    parts = [(part, below) for part in field.parts if (below := get(node, part.name)) is not None]
    if field.kind != "party" and not (parts and get(node, "raw") == ""):
        yield path, node
    for part, below in parts:
        yield from _below(f"{path}.{part.name}", part, below, get)
