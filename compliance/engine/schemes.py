"""Identifiers with check digits, by the name of their scheme. A number comes without blanks and marks.

General schemes stand beside those of registers. Each is a pure test of form; that a number was ever issued nobody here
can know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Scheme = Callable[[str], bool]


def _digits(number: str) -> list[int]:
    return [int(character) for character in number] if number.isascii() and number.isdigit() else []


def luhn(number: str) -> bool:
    """Tell whether a number ends in its Luhn digit (ISO/IEC 7812-1, annex B).

    >>> luhn("79927398713"), luhn("79927398710")
    (True, False)
    """
    digits = _digits(number)[::-1]
    doubled = (2 * digit - 9 * (digit > 4) for digit in digits[1::2])
    return len(digits) > 1 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def mod11(number: str) -> bool:
    """Tell whether a number ends in its weighted mod-11 digit, `X` for ten (as in ISO 2108, ten digits).

    >>> mod11("0306406152"), mod11("080442957X"), mod11("0306406153")
    (True, True, False)
    """
    body, last = number[:-1], number[-1:]
    digits = _digits(body)
    final = 10 if last == "X" else int(last) if last.isascii() and last.isdigit() else None
    if not digits or final is None:
        return False
    return (sum(digit * weight for weight, digit in enumerate(reversed(digits), 2)) + final) % 11 == 0


def mod97(number: str) -> bool:
    """Tell whether a number leaves one by 97, letters counted from ten (ISO/IEC 7064, MOD 97-10).

    >>> mod97("3214282912345698765432161182"), mod97("3214282912345698765432161183")
    (True, False)
    """
    if len(number) < 3 or not number.isascii() or not number.isalnum():
        return False
    return int("".join(str(int(character, 36)) for character in number)) % 97 == 1


def _weighted(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False))


def inn_ru(number: str) -> bool:
    """Tell whether a number is a Russian INN: ten digits of an organisation or twelve of a person.

    >>> inn_ru("7707083893"), inn_ru("500100732259"), inn_ru("7707083894")
    (True, True, False)
    """
    digits = _digits(number)
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    if len(digits) == 10:
        return _weighted(digits, weights[2:]) % 11 % 10 == digits[9]
    if len(digits) == 12:
        return (
            _weighted(digits, weights[1:]) % 11 % 10 == digits[10]
            and _weighted(digits, weights) % 11 % 10 == digits[11]
        )
    return False


def iin_kz(number: str) -> bool:
    """Tell whether a number is a Kazakh IIN or BIN: twelve digits, the last by mod 11 with a second row of weights.

    >>> iin_kz("990140000483"), iin_kz("990140000484")
    (True, False)
    """
    digits = _digits(number)
    if len(digits) != 12:
        return False
    rest = _weighted(digits[:11], range(1, 12)) % 11
    if rest == 10:
        rest = _weighted(digits[:11], (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
    return rest < 10 and rest == digits[11]


def inn_kg(number: str) -> bool:
    """Tell whether a number has the form of a Kyrgyz INN: fourteen digits, the first by kind of holder, then a day.

    A rule for its last digits was not read, so that only the form is tested.

    >>> inn_kg("22808198010102"), inn_kg("22813198010102"), inn_kg("2280819801010")
    (True, False, False)
    """
    digits = _digits(number)
    if len(digits) != 14 or digits[0] not in (0, 1, 2):
        return False
    day, month, year = int(number[1:3]), int(number[3:5]), int(number[5:9])
    return 1 <= day <= 31 and 1 <= month <= 12 and 1900 <= year <= 2100


SCHEMES: dict[str, Scheme] = {
    "luhn": luhn, "mod11": mod11, "mod97": mod97, "inn_ru": inn_ru, "iin_kz": iin_kz, "inn_kg": inn_kg,
}  # fmt: skip
