"""Join codes, private words and tokens: made at random, written so that a person can say them."""

import hashlib
import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's 32: 8 of them are 40 bits
CODE_LENGTH = 8
_LOOK_ALIKES = str.maketrans("OIL", "011")

# Sounds that English and German speakers write alike: 4 groups of 2 syllables are 45 bits.
SYLLABLES = tuple(consonant + vowel for consonant in "bdklmnprst" for vowel in "aeiou")
GROUPS = 4
AVOIDED = {"puta", "pedo"}


def new_code() -> str:
    """A join code as it is kept: 8 letters and digits."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def shown(code: str) -> str:
    """A join code as people read it: ``K7MF-2QXR``."""
    return f"{code[:4]}-{code[4:]}"


def read_code(typed: str) -> str:
    """What somebody typed as it would be kept: any case, look-alikes, dashes and spaces."""
    kept = "".join(letter for letter in typed if letter.isalnum())
    return kept.upper().translate(_LOOK_ALIKES)


def new_word() -> str:
    """A private word to come back with: ``tamo-rilu-seka-bado``."""
    return "-".join(_group() for _ in range(GROUPS))


def read_word(typed: str) -> str:
    """What somebody typed, as ``new_word`` would write it."""
    letters = "".join(letter for letter in typed.lower() if letter.isalpha())
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _group() -> str:
    while True:
        first, second = secrets.choice(SYLLABLES), secrets.choice(SYLLABLES)
        if first != second and first + second not in AVOIDED:
            return first + second


def new_token() -> str:
    """256 bits for a cookie or a one-time link."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """All that the database knows of a token; it is random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
