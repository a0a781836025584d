from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="weights are fitted with NumPy")

from compliance.archive.find import Finder, Weights
from tools.learn_signs.__main__ import HERE, KEPT
from tools.learn_signs.examples import own_texts
from tools.learn_signs.fit import MARGIN, NEVER, Learner, Scored, thresholds
from tools.learn_signs.generated import Example

NEEDED = Weights(0.0, {}, 0.0, -1.0, (("election",), ("appeal",)))
FINDER = Finder({"election": ["выборы"], "appeal": ["голосуйте"], "reporting": ["сообщил"]}, None)


def _texts() -> list[Example]:
    ads = ["Выборы! Голосуйте, мы построим мост №{}.", "Голосуйте! Это ваши выборы, мы с вами {}."]
    news = ["Мэр сообщил, что выборы пройдут {} ноября.", "Выборы закончились, сообщил штаб {} раз."]
    return [
        Example(f"{hand}-{number}-{is_ad}", text.format(number), is_ad, "ru", hand)
        for hand in ("first", "second", "trades 1")
        for number in range(4)
        for is_ad, texts in ((True, ads), (False, news))
        for text in [texts[number % 2]]
    ]


def test_what_is_kept_for_measuring_is_fitted_nowhere() -> None:
    fitted = {one.text for name in ("texts.toml", "trades.jsonl") for one in own_texts(HERE / name)}
    kept = [one.text for name in KEPT for one in own_texts(HERE / name)]
    assert len(fitted) > 500
    assert len(kept) > 300
    assert not fitted.intersection(kept)


def test_weights_tell_texts_of_a_hand_apart_that_they_were_not_learned_from() -> None:
    learner = Learner(FINDER, _texts(), NEEDED)
    found = learner.apart()
    assert len(found) == len(learner.texts)
    assert min(one.score for one in found if one.is_ad) > max(one.score for one in found if not one.is_ad)
    weights = learner.fitted()
    assert weights.signs["appeal"] > 0 > weights.signs["reporting"]
    assert weights == learner.fitted()
    assert weights != learner.fitted("first")


def test_an_ad_without_a_word_of_campaigning_teaches_nothing() -> None:
    texts = _texts()
    caption = Example("caption", "Скидки на обувь до ноября, сообщил магазин.", True, "ru", "first")
    assert Learner(FINDER, [*texts, caption], NEEDED).fitted() == Learner(FINDER, texts, NEEDED).fitted()


def _scored(hand: str, wrong_to: float) -> list[Scored]:
    met = ("election", "appeal")
    ads = [Scored(0.99, met, True, hand) for _ in range(100)]
    return [*ads, *(Scored(wrong_to, met, False, hand) for _ in range(20))]


@pytest.mark.parametrize(("hands", "whole"), [(0.8, 0.9), (0.9, 0.8)])
def test_the_score_is_a_little_above_the_highest_error_of_hands_and_of_whole_texts(hands: float, whole: float) -> None:
    scored = [*_scored("hand", hands), *_scored("trades 1", whole)]
    plain = [Scored(0.1, ("election", "appeal"), False, "articles") for _ in range(1_000)]
    found = thresholds(scored, plain, NEEDED)
    assert 0.9 < found.ad <= 0.9 + 0.005 + MARGIN


def test_where_nothing_is_shown_nothing_is_called_an_ad() -> None:
    few = _scored("hand", 0.5)[:20]
    plain = [Scored(0.1, ("election", "appeal"), False, "articles") for _ in range(1_000)]
    assert thresholds([*few, *_scored("trades 1", 0.5)], plain, NEEDED).ad == NEVER
