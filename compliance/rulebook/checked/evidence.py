"""The shape of the tables of labels.toml whose words speak for or against what is read, or leave it open."""

from __future__ import annotations

from pydantic import Field

from compliance.rulebook.checked.shapes import Strict, Words

_Words = list[Words]


class WeekdayTable(Strict):
    """Words for the days of the week: one beside a stated day must be that of the day."""

    monday: list[str] = Field(default_factory=list)
    tuesday: list[str] = Field(default_factory=list)
    wednesday: list[str] = Field(default_factory=list)
    thursday: list[str] = Field(default_factory=list)
    friday: list[str] = Field(default_factory=list)
    saturday: list[str] = Field(default_factory=list)
    sunday: list[str] = Field(default_factory=list)


class SexTable(Strict):
    """Endings that names of men, and of women, have."""

    man: list[str] = Field(default_factory=list)
    woman: list[str] = Field(default_factory=list)


class SexesTable(Strict):
    """Endings by which a patronymic, or a surname in some case, is that of a man or of a woman."""

    patronymic: SexTable = SexTable()
    surname: SexTable = SexTable()


class DoubtTable(Strict):
    """Words that leave open what is stated: beside a number, beside a day, in a payment, in a party's name; and words
    that speak of somebody who bears the cost without a payment being stated (`backing`);
    whose money it may be, where a payment is stated (`money`); what is counted and is no copies (`other_unit`); what
    takes back a whole imprint (`whole`); words of handing out or putting up (`spread`), beside a day; words for the ad
    itself (`this_ad`), which tell what its body says of it from its own story; what was done to make it (`making`);
    states, in or behind a party's name (`abroad`);
    that nothing was paid (`free`); what stands
    between a number of copies and the larger one of which they are a part (`share`); what takes back a whole imprint
    where it is a line of its own (`alone`); calls to vote, beside the name of whom it is for (`calling`); what stands
    in place of a house in the maker's address (`no_house`), or says that it has no number (`unnumbered`)."""

    print_run: list[str] = Field(default_factory=list)
    publication_date: list[str] = Field(default_factory=list)
    payment: list[str] = Field(default_factory=list)
    party: list[str] = Field(default_factory=list)
    backing: list[str] = Field(default_factory=list)
    money: list[str] = Field(default_factory=list)
    other_unit: list[str] = Field(default_factory=list)
    whole: list[str] = Field(default_factory=list)
    spread: list[str] = Field(default_factory=list)
    free: list[str] = Field(default_factory=list)
    this_ad: list[str] = Field(default_factory=list)
    abroad: list[str] = Field(default_factory=list)
    making: list[str] = Field(default_factory=list)
    share: list[str] = Field(default_factory=list)
    alone: list[str] = Field(default_factory=list)
    calling: list[str] = Field(default_factory=list)
    no_house: list[str] = Field(default_factory=list)
    unnumbered: list[str] = Field(default_factory=list)


class PaperTable(Strict):
    """Words that speak for another text than an ad: papers of offices or trade, print, events, advice, news."""

    office: list[str] = Field(default_factory=list)
    trade: list[str] = Field(default_factory=list)
    press: list[str] = Field(default_factory=list)
    show: list[str] = Field(default_factory=list)
    advice: list[str] = Field(default_factory=list)
    news: list[str] = Field(default_factory=list)


class CuesTable(Strict):
    """Words that speak for or against a block being an imprint."""

    abbreviations: _Words
    polling: _Words
    election: _Words
    colophon: _Words
    contract: _Words
    guidance: _Words
    slots: _Words
    nothing: _Words
    in_person: _Words = Field(default_factory=list)
    particles: _Words
    conjunctions: _Words
