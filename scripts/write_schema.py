"""Write the JSON Schema of `report.json` that ships with the package.

    python scripts/write_schema.py

Run it after a change to `contract/report.py`; a test says if the shipped file is out of date.
"""

import json
from pathlib import Path

from earnest.contract.report import json_schema

SHIPPED = Path(__file__).parents[1] / "src" / "earnest" / "data" / "report.schema.json"


def schema_text() -> str:
    """The schema as shipped: keys sorted, one line break at the end."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    SHIPPED.write_text(schema_text(), encoding="utf-8", newline="\n")
