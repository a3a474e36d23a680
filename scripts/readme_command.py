"""Print the one command under a heading of the README, so that CI runs what readers run.

bash -c "$(python3 scripts/readme_command.py Tests)"
"""

import re
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def command(heading: str) -> str:
    """The first code block under the heading."""
    text = README.read_text(encoding="utf-8")
    found = re.search(
        rf"^## {re.escape(heading)}\n+```\w*\n(.+?)\n```", text, re.MULTILINE | re.DOTALL
    )
    if found is None:
        sys.exit(f"README.md has no code block under {heading!r}")
    return found.group(1)


if __name__ == "__main__":
    print(command(sys.argv[1]))
