#!/usr/bin/env python3
"""Words, stop words and Porter stems of odd texts, as Python, scikit-learn and NLTK have them.

    /usr/bin/python3 src/testing/reference/tokens.py > src/testing/fixtures/tokens.json
"""
import json, random, re, sys

import nltk, sklearn
from nltk.stem import PorterStemmer
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

PORTER = PorterStemmer(mode="MARTIN_EXTENSIONS")
TOKEN = re.compile(r"(?u)\b\w\w+\b")

TEXTS = [
    "",
    " ",
    "a",
    "The plants are planting; planted PLANTS!",
    "don't can't it's o'clock rock'n'roll",
    "snake_case __init__ _ __ a_ _b",
    "3.14 1,000 2nd h2o 10^-3 x2 1e9 ½ ²³ x² №5 ⅷ 五 ٣٤ ४५",
    "caf\u00e9 cafe\u0301 CAF\u00c9 na\u00efve \u00e9 \u00c9A",
    "\u0130stanbul I\u0307 \u0131\u015f\u0131k STRASSE stra\u00dfe \u1e9e",
    "\u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3 \u03a3\u0391\u03a3 \u03a3 A\u03a3B A\u03a3. A\u03a3\u0301 \u03a3\u03a3",
    "\u4f60\u597d\u4e16\u754c \u3053\u3093\u306b\u3061\u306f\u4e16\u754c \uc548\ub155\ud558\uc138\uc694 \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u0928\u092e\u0938\u094d\u0924\u0947",
    "\u05e9\u05c1\u05dc\u05d5\u05b9\u05dd \u0645\u064e\u0631\u0652\u062d\u064e\u0628\u064b\u0627 \u0440\u0443\u0441\u0441\u043a\u0438\u0439 \u042f\u0417\u042b\u041a",
    "emoji \U0001f600\U0001f680 in\U0001f600side \U0001d4d0\U0001d4d1 \U0001f170\ufe0f \U00010400\U00010428 \U0001fbf1\U0001fbf2",
    "zero\u200bwidth soft\u00adhyphen no\u00a0break en\u2013dash em\u2014dash \u201cquoted\u201d it\u2019s wait\u2026what",
    "\u00aa\u00ba \u00b5m \u00b9\u00b2\u00b3 \u00bc\u00bd\u00be x\u00b2y \u00b0C \u00d7\u00f7",
    "\ufb01nd \uff26\uff35\uff2c\uff2c \u2167 \u24d0\u24d1 \u212a\u212b \u2126",
    "tab\tnew\nline\r\nvt\x0bff\x0cnul\x00end\x7fdel\x1cfs",
    "us ours ies aing aed sing king bus gas this was yes",
    "YY yy Yellow eed eeds sses eyeing say sayings syzygy",
    "https://example.org/a_b-c?d=e&f=%20g www.example.com me@example.org",
    "caresses ponies ties caress cats feed agreed plastered bled motoring sing conflated troubled sized hopping tanned",
    "falling hissing fizzed failing filing happy sky relational conditional rational valenci hesitanci digitizer",
    "generalizations oscillators archaeology ANALOGOUSLY bowdlerize homologou communism adjustment dependent replacement",
    "system fire bill \u0442\u0435\u0441\u0442s na\u00efvely caf\u00e9s se\u00f1ores \u00fcberraschungen fianc\u00e9ed",
]

PARTS = list("abcSTUeis_ 109.,'\"-!?\n\t") + [
    "ing", "ed", "the", "ation", "\u00e9", "\u0301", "\u00df", "\u0130", "\u03a3", "\u03c3", "\u2019", "\u201c", "\u00a0",
    "\u200b", "\u4e2d", "\u0661", "\u00b2", "\U0001f600", "\U0001d49c", "\U00010400", "\u0e31", "\u0915\u094d",
]


def clean(text):
    return [PORTER.stem(w) for w in TOKEN.findall(text.lower()) if w not in ENGLISH_STOP_WORDS]


def main():
    draw = random.Random(7)
    texts = TEXTS + ["".join(draw.choice(PARTS) for _ in range(draw.randrange(5, 60))) for _ in range(300)]
    cases = []
    for text in texts:
        words = TOKEN.findall(text.lower())
        # the second cut of TfidfVectorizer: stems of one letter are lost there
        cases.append({"text": text, "words": words, "tokens": TOKEN.findall(" ".join(clean(text)))})
    versions = {"python": sys.version.split()[0], "scikit-learn": sklearn.__version__, "nltk": nltk.__version__}
    out = {"versions": versions, "stopWords": sorted(ENGLISH_STOP_WORDS), "cases": cases}
    print(json.dumps(out, separators=(",", ":")))


if __name__ == "__main__":
    main()
