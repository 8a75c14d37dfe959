"""Text that behaves like prose to a search index: a few words in nearly every article, many rare ones.

Deterministic: the same number gives the same article, so runs can be compared.
"""

import random

# Words that an article of these subjects is about, and that nearly all of them hold.
SUBJECTS = "back hip run knee slowly hold breathe exercise plank leg side floor weight foot strong".split()
# Among them words that PostgreSQL's English dictionary leaves out.
COMMON = [
    *"the and of to a in is it with your for on as that you then there this these".split(),
    *"through against away before between without until".split(),
    *SUBJECTS,
]
ORDINARY = (
    "runner runners planks stretch stretches stretching bridge hinge lunge squat calf calves ankle shoulder blade "
    "spine neutral pelvis glute hamstring band chair wall mat step towel pain ease tight loose balance control "
    "morning evening week month minute second count repeat rest lower lift press pull push reach rotate turn tilt "
    "contact contain continue control cool core correct cost could country course cover create cross current"
).split()
SYLLABLES = (
    "ba ce di fo gu ka le mi no pu ra se ti vo wu xa ye zi bro cla dri fle gro plu ska tre sto spi".split()
)


def rare_word(source: random.Random) -> str:
    """One of some 20,000 made-up words."""
    return "".join(source.choices(SYLLABLES, k=3))


def prose(source: random.Random, length: int) -> str:
    """`length` words: about half common, a third ordinary, the rest rare, as in real texts."""
    words = []
    for _ in range(length):
        roll = source.random()
        if roll < 0.5:
            words.append(source.choice(COMMON))
        elif roll < 0.85:
            words.append(source.choice(ORDINARY))
        else:
            words.append(rare_word(source))
    return " ".join(words)


def title(source: random.Random, number: int) -> str:
    """A title of six to nine words; every tenth names planks, half have "back" in them."""
    place = "back" if number % 2 else "knees"
    rest = prose(source, source.randint(1, 3))
    return f"{number} {subject(number)} exercises for the {place} {rest}".capitalize()


def subject(number: int) -> str:
    """The word that tells the title of article `number` from others: made up, or "plank" for every tenth."""
    return "plank" if number % 10 == 0 else rare_word(random.Random(number))
