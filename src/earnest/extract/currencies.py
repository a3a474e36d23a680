"""Currencies as texts name them, by ISO 4217 code.

A noun without an adjective stands for its commonest currency (dollars: USD, pounds: GBP); an
adjective of the table before it decides otherwise (Canadian dollars: CAD). Pesos, crowns and rupees
name several currencies: without an adjective the first has no code, the last is Indian.
"""

import re

from earnest.extract.numbers import GAP

SIGNS = {
    "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD",
    "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₺": "TRY",
    "₹": "INR", "₩": "KRW", "₾": "GEL", "₼": "AZN", "₸": "KZT", "₪": "ILS",
}  # fmt: skip
_NOUNS = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "rouble": "RUB", "ruble": "RUB", "yuan": "CNY",
    "renminbi": "CNY", "yen": "JPY", "won": "KRW", "rupee": "INR", "hryvnia": "UAH",
    "hryvnya": "UAH", "lira": "TRY", "lari": "GEL", "manat": "AZN", "dram": "AMD", "tenge": "KZT",
    "franc": "CHF", "zloty": "PLN", "forint": "HUF", "shekel": "ILS", "riyal": "SAR", "rial": "IRR",
    "dirham": "AED", "rand": "ZAR", "naira": "NGN", "baht": "THB", "rupiah": "IDR",
    "ringgit": "MYR",
    "taka": "BDT", "birr": "ETB", "dong": "VND", "leu": "RON", "lei": "RON", "lev": "BGN",
    "cedi": "GHS", "somoni": "TJS", "som": "KGS", "sum": "UZS", "dalasi": "GMD", "metical": "MZN",
    "meticais": "MZN", "pula": "BWP", "ariary": "MGA", "kyat": "MMK", "kip": "LAK", "riel": "KHR",
    "tugrik": "MNT", "afghani": "AFN", "rufiyaa": "MVR", "guarani": "PYG", "soles": "PEN",
    "quetzal": "GTQ", "lempira": "HNL", "boliviano": "BOB", "gourde": "HTG", "reais": "BRL",
    "denar": "MKD", "ouguiya": "MRU", "nakfa": "ERN", "kwanza": "AOA", "ngultrum": "BTN",
}  # fmt: skip
_BY_ADJECTIVE = {
    "dollar": {"canadian": "CAD", "australian": "AUD", "hong kong": "HKD", "singapore": "SGD",
               "new zealand": "NZD", "taiwan": "TWD", "namibian": "NAD", "us": "USD", "u.s.": "USD",
               "american": "USD"},
    "pound": {"egyptian": "EGP", "lebanese": "LBP", "syrian": "SYP", "sudanese": "SDG",
              "british": "GBP"},
    "rouble": {"belarusian": "BYN", "russian": "RUB"},
    "ruble": {"belarusian": "BYN", "russian": "RUB"},
    "rupee": {"pakistani": "PKR", "sri lankan": "LKR", "nepalese": "NPR", "indian": "INR"},
    "franc": {"swiss": "CHF", "cfa": "XOF", "congolese": "CDF", "rwandan": "RWF",
             "burundian": "BIF", "guinean": "GNF"},
    "kwacha": {"malawian": "MWK", "zambian": "ZMW"},
    "bolivar": {"venezuelan": "VES"},
    "dinar": {"serbian": "RSD", "iraqi": "IQD", "kuwaiti": "KWD", "algerian": "DZD",
              "jordanian": "JOD", "tunisian": "TND", "libyan": "LYD", "bahraini": "BHD"},
    "peso": {"mexican": "MXN", "argentine": "ARS", "chilean": "CLP", "colombian": "COP",
             "philippine": "PHP"},
    "krona": {"swedish": "SEK", "icelandic": "ISK"},
    "kronor": {"swedish": "SEK"},
    "krone": {"norwegian": "NOK", "danish": "DKK"},
    "kroner": {"norwegian": "NOK", "danish": "DKK"},
    "crown": {"czech": "CZK", "swedish": "SEK", "norwegian": "NOK", "danish": "DKK"},
    "koruna": {"czech": "CZK"},
    "shilling": {"kenyan": "KES", "ugandan": "UGX", "tanzanian": "TZS", "somali": "SOS"},
    "riyal": {"saudi": "SAR", "qatari": "QAR", "yemeni": "YER"},
    "rial": {"iranian": "IRR", "omani": "OMR", "yemeni": "YER"},
    "dirham": {"emirati": "AED", "moroccan": "MAD"},
    "lira": {"turkish": "TRY"},
    "yuan": {"chinese": "CNY"},
    "yen": {"japanese": "JPY"},
    "won": {"south korean": "KRW", "north korean": "KPW"},
    "manat": {"azerbaijani": "AZN", "turkmen": "TMT"},
    "leu": {"moldovan": "MDL", "romanian": "RON"},
    "lei": {"moldovan": "MDL", "romanian": "RON"},
    "hryvnia": {"ukrainian": "UAH"},
    "dram": {"armenian": "AMD"},
    "lari": {"georgian": "GEL"},
    "tenge": {"kazakh": "KZT"},
    "zloty": {"polish": "PLN"},
}  # fmt: skip
_CODES = {
    *SIGNS.values(), *_NOUNS.values(),
    *(code for codes in _BY_ADJECTIVE.values() for code in codes.values()),
}  # fmt: skip
_ADJECTIVES = {word for codes in _BY_ADJECTIVE.values() for word in codes}
_SIGN_BEFORE = re.compile(
    rf"(?:(?<![^\W_])({'|'.join(map(re.escape, SIGNS))})|([€£¥₽₴₺₹₩₾₼₸₪$]))\s?$"
)
_CODE_BEFORE = re.compile(rf"\b({'|'.join(sorted(_CODES))})\s?$")
_SIGN_AFTER = re.compile(r"\s?([€£₽₴₺₹₩₾₼₸₪])")
_CODE_AFTER = re.compile(rf"\s?({'|'.join(sorted(_CODES))})\b")
_ADJECTIVE = "|".join(re.escape(word).replace(r"\ ", GAP) for word in sorted(_ADJECTIVES))
_NOUN = "|".join(sorted({*_NOUNS, *_BY_ADJECTIVE}, key=len, reverse=True))
_NOUN_AFTER = re.compile(rf"{GAP}(?:({_ADJECTIVE}){GAP})?({_NOUN})s?(?![^\W\d_])", re.IGNORECASE)
_LOOK_BACK = 6


def currency_at(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The ISO 4217 code of the amount at `[start, end)`, and the span with sign, code or noun.

    None if the number is no amount of money, or the noun alone does not tell the currency.
    """
    before = text[max(0, start - _LOOK_BACK) : start]
    if sign := _SIGN_BEFORE.search(before):
        return SIGNS[sign.group(1) or sign.group(2)], start - len(sign.group()), end
    if code := _CODE_BEFORE.search(before):
        return code.group(1), start - len(code.group()), end
    if after := _SIGN_AFTER.match(text, end) or _CODE_AFTER.match(text, end):
        return SIGNS.get(after.group(1), after.group(1)), start, after.end()
    noun = _NOUN_AFTER.match(text, end)
    code_of = _noun_code(noun) if noun else None
    return None if noun is None or code_of is None else (code_of, start, noun.end())


def code_of_noun(noun: str) -> str | None:
    """The code of a currency's noun alone, singular or plural: `dollars` is USD."""
    folded = noun.lower()
    return _NOUNS.get(folded) or _NOUNS.get(folded.removesuffix("s"))


def is_currency(unit: str) -> bool:
    """Whether a unit is the code of a currency."""
    return unit in _CODES


def _noun_code(match: re.Match[str]) -> str | None:
    name = match.group(2).lower()
    if match.group(1) is None:
        return _NOUNS.get(name)
    return _BY_ADJECTIVE.get(name, {}).get(re.sub(GAP, " ", match.group(1).lower()))


def codes_of_noun(noun: str) -> frozenset[str]:
    """Every code that a noun may stand for, in the singular ("shilling" is one of several)."""
    name = noun.lower()
    return frozenset(_BY_ADJECTIVE.get(name, {}).values()) | (
        {_NOUNS[name]} if name in _NOUNS else set()
    )
