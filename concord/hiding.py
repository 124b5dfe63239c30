"""Text without the passwords that addresses in it hold.

In: text that goes to a person, a log or a file. Out: the same, with *** for each password. Called by what tells faults.
"""

from __future__ import annotations

import re

# scheme://name:password@host. The last @ before a blank or quote ends it: who writes a password with @ or / as it is
# has written no address, and yet has written a password.
_IN_ADDRESS = re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s:/@\"']*:)[^\s\"']+(?=@)", re.IGNORECASE)
_IN_QUERY = re.compile(r"((?:password|passwd|secret|token)\s*=\s*)[^\s&\"']+", re.IGNORECASE)


def without_passwords(text: str) -> str:
    """The text with every password of an address, and every value that is called a password or secret, as ***.

    >>> without_passwords("postgresql://ann:hunter2@db/kb?password=x")
    'postgresql://ann:***@db/kb?password=***'
    """
    return _IN_QUERY.sub(r"\1***", _IN_ADDRESS.sub(r"\1***", text))
