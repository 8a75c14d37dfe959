"""The name of a host as browsers look it up. Pure."""

import idna


def in_dns_letters(name: str) -> str:
    """`name` in the letters of the DNS, as browsers write it there (UTS 46: "straße.example" is not
    "strasse.example"); raises UnicodeError.

    Signs, such as a heart, are in no standard for names any more, but browsers still take them.
    """
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        return name.encode("idna").decode("ascii").lower()
