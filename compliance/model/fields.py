"""The table of fields: every part that an imprint may have, written down here and nowhere else.

From it come the wire format, the leaf paths that rules may name, what `compose` takes, the marks of the HTML report and
the schemas. `compliance.border.imprint` is the typed twin, and a test holds the two together: to add a field, add a row
here and an attribute there.

A *part* is a top-level field (`executor`, `publication_date`). A *leaf* is a value that an ad can state, named by its
path (`executor.address.house`). A part that an ad states a second time has an index from 1 in its path
(`customer[1].name`); the first statement has none.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["party", "text", "date", "count", "code", "link", "list"]


class Field(NamedTuple):
    """One row: what is stated, of which kind it is, which codes it takes, and which fields are parts of it."""

    name: str
    kind: Kind
    codes: tuple[str, ...] = ()
    parts: tuple[Field, ...] = ()


_ADDRESS = Field(
    "address",
    "text",
    parts=(Field("place", "text"), Field("street", "text"), Field("house", "text"), Field("postcode", "text")),
)

# What a party is, or in which capacity it acts; which of them may pay is a question for rules.
PARTY_KINDS = (
    "party", "candidate", "bloc", "person", "organisation", "committee", "authority", "finance_representative",
    "representative", "agent", "other",
)  # fmt: skip
LEGAL_FORMS = (
    "llc", "joint_stock_company", "open_joint_stock_company", "closed_joint_stock_company", "partnership",
    "cooperative", "foundation", "institution", "outlet", "public_association", "state_enterprise", "sole_trader",
    "other",
)  # fmt: skip
FUND_KINDS = ("election_fund", "special_account", "own_money", "party_money", "third_party", "public_money", "other")

PARTY: tuple[Field, ...] = (
    Field("name", "text"),
    Field("kind", "code", PARTY_KINDS),
    Field("legal_form", "code", LEGAL_FORMS),
    Field("role", "text"),
    _ADDRESS,
    Field("contacts", "list"),
    Field("id", "text"),
)

_PARTIES = (
    "executor", "customer", "payer", "promoter", "on_behalf_of", "authorised_by", "publisher", "sponsor",
    "controlling_entity",
)  # fmt: skip

FIELDS: tuple[Field, ...] = (
    *(Field(name, "party", parts=PARTY) for name in _PARTIES),
    Field("funding_source", "text", parts=(Field("owner", "text"), Field("kind", "code", FUND_KINDS))),
    Field("publication_date", "date"),
    Field("print_run", "count"),
    Field("authorisation", "code", ("authorised", "not_authorised")),
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
    """Return a leaf's path without the index of its statement: what the table calls it.

    >>> unindexed("customer[1].name"), unindexed("print_run[2]"), unindexed("payer.role")
    ('customer.name', 'print_run', 'payer.role')
    """
    head, bracket, rest = path.partition("[")
    return head + rest.partition("]")[2] if bracket else path
