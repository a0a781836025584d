"""The shape of phrases.toml: imprints that are written as phrases, «Printed by X, ADDRESS. Promoted by Y»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from compliance.model.fields import LEAVES, LEGAL_FORMS, PARTIES
from compliance.rulebook.checked.shapes import LanguageCode, Strict, Words

_Words = list[Words]
if TYPE_CHECKING:
    PartyName: TypeAlias = str
    LeafName: TypeAlias = str
    FormCode: TypeAlias = str
else:
    PartyName = Literal[tuple(sorted(PARTIES))]
    LeafName = Literal[tuple(LEAVES)]
    FormCode = Literal[LEGAL_FORMS]


class PhraseTable(Strict):
    """Words behind which a party is named; `fields` are the parts of an imprint that it is then stated as.

    `joined` words count only behind others («on behalf of»), `adjacent` ones only right behind them,
    `person` ones only between the names of a person and of another («J. Moss for Ann Lund»); `weak` ones are
    said of many other things («printed by»); `label` words want a colon.
    """

    fields: list[PartyName] = Field(min_length=1)
    language: LanguageCode
    words: _Words = Field(default_factory=list)
    label: _Words = Field(default_factory=list)
    joined: bool = False
    adjacent: bool = False
    person: bool = False
    weak: bool = False
    political: bool = Field(False, description="Nothing but an ad of an election says it.")
    named: bool = Field(False, description="Labels need no colon in front of a person and a comma.")
    guess: list[PartyName] = Field(
        default_factory=list, description="Parts that the words may state as well: in doubt, where nothing else does."
    )
    states: LeafName | None = Field(None, description="A coded field that the words state as well, with `code`.")
    code: str = ""

    @model_validator(mode="after")
    def _has_words(self) -> PhraseTable:
        if not (self.words or self.label):
            raise ValueError("a phrase has no words")
        return self


class VerbTable(Strict):
    """Participles, and what part of an imprint they make of who is named; without `fields`, none."""

    words: _Words = Field(min_length=1)
    fields: list[PartyName] = Field(default_factory=list)
    weak: bool = False
    political: bool = False
    states: LeafName | None = None
    code: str = ""


class SeriesTable(Strict):
    """Participles that stand in a row before one «by», in any order: «designed, printed & promoted by»."""

    language: LanguageCode
    ends: _Words = Field(min_length=1, description="Words behind the row: «by».")
    joints: _Words = Field(default_factory=list, description="Words between the participles: «and».")
    verb: list[VerbTable] = Field(min_length=1)


class StatementTable(Strict):
    """Words that state a value: a `code`, or what they say (`reach`: words, sentence, behind, lines, link, number)."""

    field: LeafName
    language: LanguageCode
    words: _Words = Field(min_length=1)
    code: str = ""
    reach: Literal["words", "sentence", "behind", "lines", "link", "number"] = "words"
    alone: bool = Field(False, description="An imprint may consist of it alone.")
    ends: bool = Field(False, description="Its clause ends with it, or other words of an imprint follow.")


class FormTable(Strict):
    """Suffixes of firms and the legal form that they are."""

    code: FormCode
    words: _Words


class PartyWords(Strict):
    """Words in and beside the names of parties."""

    bodies: _Words = Field(default_factory=list, description="Words that make a comma-part a body's name.")
    roles: _Words = Field(default_factory=list, description="Words that make it a capacity.")
    acting: _Words = Field(default_factory=list, description="Between somebody and the body they act for: «for».")
    agents_of: PartyName | Literal[""] = Field(
        default="", description="What somebody is whose agent is meant: «the official agent of John Birch»."
    )
    ids: _Words = Field(default_factory=list, description="Words in front of a number in a register: «FEC ID».")
    numbers: list[Annotated[str, Field(pattern=r"^[A9 -]{3,14}$")]] = Field(
        default_factory=list, description="Shapes of such numbers that need no words: A99999999."
    )
    articles: _Words = Field(default_factory=list, description="Words in front of a name that are no part of it.")
    joints: _Words = Field(default_factory=list, description="Words between two who are named together: «and».")
    asides: _Words = Field(default_factory=list, description="First words of a part that is neither name nor address.")
    ends: _Words = Field(default_factory=list, description="Words with which nothing more is said of a party.")
    inserts: _Words = Field(default_factory=list, description="Words between a name and its address, of neither.")
    works: _Words = Field(
        default_factory=list, description="Words in names of printing houses: «printed … at X Press»."
    )
    between: bool = Field(
        default=False, description="A few capitalised words between a name and a street are somebody, too."
    )
    halves: _Words = Field(default_factory=list, description="First words of a half of a name: «Parks PAC – Yes on 9».")
    tails: _Words = Field(default_factory=list, description="First words of a line that goes on with a name.")


class AddressWords(Strict):
    """Words of addresses; in `postcodes` A stands for a letter, 9 for a digit, a blank may be missing."""

    shared: _Words = Field(default_factory=list, description="What follows is the address of several («both of»).")
    pair: _Words = Field(default_factory=list, description="It is that of the two before them («both of»).")
    same: _Words = Field(default_factory=list, description="Words for the address before them («of the same address»).")
    lead: _Words = Field(default_factory=list, description="Words in front of an address that are no part of it.")
    words: _Words = Field(default_factory=list, description="Words of streets and houses.")
    places: _Words = Field(default_factory=list, description="Towns, states and countries.")
    postcodes: list[Annotated[str, Field(pattern=r"^[A9 -]{3,10}$")]] = Field(default_factory=list)
    contact: _Words = Field(default_factory=list, description="Words in front of a telephone number or a link.")


class PhraseCues(Strict):
    """Words around an imprint that speak for it or against it."""

    abbreviations: _Words = Field(default_factory=list)
    election: _Words = Field(default_factory=list)
    linked: LeafName | Literal[""] = Field(
        default="", description="What a link in a label is that no party is reached by."
    )
    occasioned: LeafName | Literal[""] = Field(
        default="", description="What a clause is that names an occasion, by itself."
    )
    occasions: _Words = Field(default_factory=list, description="Words of such a clause: «by-election».")
    lines: bool = Field(default=False, description="A firm phrase with a name, alone on its line, is an imprint.")
    guidance: _Words = Field(default_factory=list, description="Texts about imprints, and news.")
    campaigns: _Words = Field(default_factory=list, description="Words of an imprint itself that only politics has.")
    titles: _Words = Field(default_factory=list, description="What an imprint may be headed by: «Imprint:».")
    trade: _Words = Field(default_factory=list, description="Shops, software, books: others who print and authorise.")
    subjects: _Words = Field(default_factory=list, description="Words in front: «This advertisement is …».")


class PlainLanguage(Strict):
    """By which letters, common words and endings a language is told from others."""

    letters: str
    words: _Words
    endings: _Words


class PhrasesFile(Strict):
    """phrases.toml: an imprint that is written as phrases; a folder has this file or labels.toml."""

    phrase: list[PhraseTable] = Field(default_factory=list)
    series: list[SeriesTable] = Field(default_factory=list)
    statement: list[StatementTable] = Field(default_factory=list)
    legal_form: list[FormTable] = Field(default_factory=list)
    party: PartyWords = PartyWords()
    address: AddressWords = AddressWords()
    cues: PhraseCues = PhraseCues()
    months: dict[Annotated[str, Field(pattern=r"^([1-9]|1[0-2])$")], _Words] = Field(default_factory=dict)
    language: dict[str, PlainLanguage] = Field(default_factory=dict)
