"""Words of the rulebook where they are cut short, misspelt or another form: which word was meant, and which none."""

from __future__ import annotations

import pytest

from compliance.extraction.find.lexicon import Lexicon
from compliance.extraction.find.shortened import Shortened, Word
from compliance.extraction.find.spellings import Spellings
from compliance.extraction.find.vocabulary import Entry
from compliance.rulebook import Rulebook
from compliance.text.folding import fold

from .places import MakeWindow, One


def folded(words: str) -> str:
    return fold(words).decode("latin-1")


PHRASES = ("уполномоченный представитель", "избирательный фонд", "фонд", "избирательный фонд партии")
SHORT = Shortened(tuple(map(folded, phrase.split())) for phrase in PHRASES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("упол. представитель", ["упол. представитель/0/"]), ("упол. предст. и", ["упол. предст./0/stop"]),
        ("изб. ф.", ["изб. ф./1/stop"]), ("и. фонд", []), ("изб. Д. фонд", []), ("избирательный фонд", []),
        ("изби фонд", []), ("изб-ный фонд", ["изб-ный фонд/1/"]), ("изб-ому фонд", []), ("фонд.", []),
        ("5изб. фонд", []),
        ("изб. лавка", []), ("изб. фонд, изб. фонд", ["изб. фонд/1/", "изб. фонд/1/"]),
        ("изб. фонд парт.", ["изб. фонд парт./3/stop"]), ("изб. фонд Парт.", ["изб. фонд Парт./3/stop"]),
        ("Изб. Ф.", ["Изб./-/"]), ("ИЗБ. Ф.", ["ИЗБ. Ф./1/stop"]), ("фонд изб.", []), ("из. фонд", ["из. фонд/1/"]),
        ("изб. ,фонд", []), ("наизб. фонд", []),
    ],
)  # fmt: skip
def test_phrases_that_are_cut_short(text: str, found: list[str]) -> None:
    """Each word begins one of the phrase, in its order; a lone capital with a stop is somebody's initial."""
    wanted = [one for one in found if "/-/" not in one]
    told = [
        f"{text[one.start : one.end]}/{one.phrase}/{'stop' * one.stopped}" for one in SHORT.find(text, folded(text))
    ]
    assert told == wanted


@pytest.mark.parametrize(
    ("word", "ending", "stopped", "one", "cuts", "fits"),
    [
        ("фо", "", True, "фонд", True, True), ("фон", "", True, "фонд", False, False),
        ("фонд", "", True, "фонд", False, True),
        ("фо", "", False, "фонд", False, False), ("ф", "д", False, "фонд", True, True),
        ("ф", "а", False, "фонд", False, False),
        ("фонда", "", False, "фонд", False, True), ("избир", "", False, "избирательный", False, True),
        ("изби", "", False, "избирательный", False, False), ("пра", "", False, "пр", False, False),
        ("представленный", "", False, "представитель", False, True), ("лавка", "", True, "фонд", False, False),
    ],
)  # fmt: skip
def test_a_word_that_is_cut_short(word: str, ending: str, stopped: bool, one: str, cuts: bool, fits: bool) -> None:
    """Two letters at least are left out, and a stop or an ending behind a hyphen says so; five letters tell a word."""
    found = Word(folded(word), folded(ending), stopped)
    assert (found.cuts(folded(one)), found.fits(folded(one))) == (cuts, fits)


def label(phrase: str, key: str, language: str) -> tuple[str, Entry]:
    return phrase, Entry("label", key, language, form="words")


LABELS = Spellings(
    [
        label("заказчик", "customer", "ru"), label("исполнитель", "executor", "ru"), label("тираж", "print_run", "ru"),
        label("буюртмачы", "customer", "ky"), label("дата выхода", "publication_date", "ru"),
        label("адрес", "executor.address", "ru"), label("кардар*", "customer", "ky"), label("выпуск", "print_run",
        "ru"),
        label("плательщик", "payer", "ru"), label("отправак", "payer", "ru"),
    ],
    {
        "ordinary": {"ru": ["закройщик*", "заказной"]},
        "forms": [{"language": "ru", "after": "кч", "vowels": "и", "endings": ["", "а", "и"]}, {"language": "ru",
        "after": "ь", "endings": ["", "ю"]}],
    },
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "language", "meant"),
    [
        ("заказчк", "ru", "customer/slip/Заказчик"), ("заказчики", "ru", "customer/form/"),
        ("заказчика", "ky", "customer/form/"),
        ("заказчиком", "ru", "customer/slip/Заказчик"), ("закройщики", "ru", ""), ("заказной", "ru", ""),
        ("тирож", "ru", ""),
        ("адрис", "ru", "executor.address/slip/Адрес"), ("одрис", "ru", ""), ("кардары", "ky", ""), ("впуск", "ru", ""),
        ("исполнетель", "ru", "executor/slip/Исполнитель"), ("исполнетилб", "ru", ""),
        ("датавыхода", "ru", "publication_date/slip/Дата выхода"),
        ("дата выхада", "ru", "publication_date/slip/Дата выхода"),
        ("дат выхода", "ru", "publication_date/slip/Дата выхода"),
        ("дом выхода", "ru", ""), ("буюртмачи", "ru", "customer/slip/Буюртмачы"), ("лавочник", "ru", ""),
        ("аказчик", "ru", "customer/slip/Заказчик"), ("зказчик", "ru", "customer/slip/Заказчик"),
        ("акзазчик", "ru", ""),
        ("отправака", "ru", "payer/slip/Отправак"), ("плательщика", "ru", "payer/form/"),
        ("плаетльщик", "ru", "payer/slip/Плательщик"),
    ],
)  # fmt: skip
def test_what_a_word_before_a_colon_was_meant_to_be(words: str, language: str, meant: str) -> None:
    """A slip or two leave a word what it is; forms of a word are no slips, ordinary words and short ones no labels."""
    found = LABELS.meant(folded(words), language)
    told = "" if found is None else f"{found.entry.key}/{'slip' if found.slip else 'form'}/{found.standard}"
    assert told == meant


def test_every_place_of_clean_text_leads_back_to_itself(window: MakeWindow) -> None:
    """And what was left out, to the nearest place that is seen."""
    text = "Ти\u00adраж  <b>300</b>\r\nэкз"
    clean = window(text).clean
    assert [clean.locate(clean.begin(place)) for place in range(len(clean.text))] == list(range(len(clean.text)))
    assert clean.locate(2) == 2
    assert clean.locate(text.index("<b>") + 1) == clean.text.index("300")
    assert clean.locate(0) == 0
    assert clean.locate(len(text) - 1) == len(clean.text) - 1


def test_a_phrase_that_is_known_whole_is_not_found_cut_short_as_well(rulebook: Rulebook, window: MakeWindow) -> None:
    found = window("фин. представитель")
    assert [(term.start, term.end) for term in found.every("role")] == [(0, 18), (5, 18)]


def test_words_stand_by_themselves(window: MakeWindow) -> None:
    """Not within others, unless an ending may follow; a word of a letter or two has blanks around it."""
    assert window("незаказчик").every("label") == []
    assert window("тиражист").every("label") == []
    assert [term.end for term in window("партияларга").every("customer_kind")] == [11]
    assert [term.start for term in window("дом и сад").every("conjunctions")] == [4]
    assert window("дом-и-сад").every("conjunctions") == []
    assert [term.start for term in window("дом\nи\tсад").every("conjunctions")] == [4]
    assert window("03 Караж").every("label") == []


def test_capacities_of_the_law_are_known_by_their_stems(rulebook: Rulebook) -> None:
    """Those of others are not: «отцовский представитель» is no capacity that is known."""
    stems = Lexicon(rulebook.labels).role_stems
    assert {folded("упол"), folded("пред"), folded("фина"), folded("парт")} <= stems
    assert folded("отцо") not in stems
    assert folded("по") not in stems


IMPRINT = "Исполнитель: ОсОО «Лист», г. Ош. {}: партия «Төр». Оплачено из избирательного фонда. Тираж: 300."


@pytest.mark.parametrize(
    ("written", "raw", "standard"),
    [
        ("Наш заказчк", "заказчк", ""), ("Наш Заказчк", "Заказчк", "Заказчик"), ("5 заказчк", "заказчк", "Заказчик"),
        ("Заказчк", "Заказчк", "Заказчик"), ("– Заказчк", "Заказчк", "Заказчик"),
        ("Весь наш тут дом Заказчк", "Заказчк", "Заказчик"),
        ("ЗАКАЗЧК", "ЗАКАЗЧК", "Заказчик"),
    ],
)  # fmt: skip
def test_a_slip_opens_its_label(written: str, raw: str, standard: str, one: One) -> None:
    """With words before it on the line it begins with a capital, or follows a number."""
    labels = [found for found in one(IMPRINT.format(written)).labels if found.field == "customer"]
    assert [(found.raw, found.standard) for found in labels] == ([(raw, standard)] if standard else [])
