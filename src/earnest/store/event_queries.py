"""The questions about events that a view puts to the engine."""

from typing import Final

# One text for every look at events: the engine reads no more columns than are asked for. The bounds
# let it pass over the parts of other dyads: a state's code stands in the country column only.
EVENTS: Final = """
SELECT event_id, date, date_precision, date_end, coalesce(date_end, date) AS last,
       actor_country, actor_name, actor_role, recipient_country, recipient_name, recipient_role,
       code, root, plover, quad, goldstein, description, confidence, tier, note,
       known_at, known_at_basis, source_id, source_ref
FROM events
WHERE (len($ids) = 0 OR list_contains($ids, event_id))
  AND (len($parties) = 0
       OR list_contains($parties, actor_country) OR list_contains($parties, actor_name))
  AND (len($others) = 0
       OR list_contains($others, recipient_country) OR list_contains($others, recipient_name))
  AND ($first_party IS NULL OR actor_country BETWEEN $first_party AND $last_party)
  AND ($first_other IS NULL OR recipient_country BETWEEN $first_other AND $last_other)
  AND ($since IS NULL OR coalesce(date_end, date) >= $since)
  AND ($until IS NULL OR date < $until)
  AND (len($roots) = 0 OR list_contains($roots, root))
  AND (len($quads) = 0 OR list_contains($quads, quad))
  AND ($codes IS NULL OR regexp_matches(code, $codes))
  AND known_at <= $as_of
ORDER BY date, event_id
"""

COUNT_EVENTS: Final = """
SELECT count(*) AS n
FROM events
WHERE tier = 'page'
  AND (len($parties) = 0
       OR list_contains($parties, actor_country) OR list_contains($parties, actor_name))
  AND (len($others) = 0
       OR list_contains($others, recipient_country) OR list_contains($others, recipient_name))
  AND ($first_party IS NULL OR actor_country BETWEEN $first_party AND $last_party)
  AND ($first_other IS NULL OR recipient_country BETWEEN $first_other AND $last_other)
  AND ($since IS NULL OR coalesce(date_end, date) >= $since)
  AND ($until IS NULL OR date < $until)
  AND known_at <= $as_of
"""

# What could be seen at all: dated, backed acts between any two states.
ACTS_BY_DAY: Final = """
SELECT date, count(*) AS n
FROM events
WHERE actor_country <> recipient_country
  AND coalesce(date_precision, 'day') = 'day' AND coalesce(tier, 'page') <> 'memory'
  AND ($since IS NULL OR date >= $since)
  AND ($until IS NULL OR date < $until)
  AND known_at <= $as_of
GROUP BY date
ORDER BY date
"""

ACTS_BY_PAIR: Final = """
SELECT least(actor_country, recipient_country) AS one,
       greatest(actor_country, recipient_country) AS other,
       count(*) AS n,
       count(*) FILTER (WHERE root >= '10') AS hostile
FROM events
WHERE actor_country <> recipient_country
  AND coalesce(date_precision, 'day') = 'day' AND coalesce(tier, 'page') <> 'memory'
  AND ($since IS NULL OR date >= $since)
  AND ($until IS NULL OR date < $until)
  AND known_at <= $as_of
GROUP BY one, other
ORDER BY one, other
"""

ACTS_BETWEEN_STATES: Final = """
SELECT actor_country, recipient_country, date, code
FROM events
WHERE actor_country <> recipient_country
  AND coalesce(date_precision, 'day') = 'day' AND coalesce(tier, 'page') <> 'memory'
  AND ($since IS NULL OR date >= $since)
  AND ($until IS NULL OR date < $until)
  AND known_at <= $as_of
ORDER BY actor_country, recipient_country, date, code
"""

DAYS_OF_EVENTS: Final = """
SELECT min(date) AS first, max(date) AS last, count(*) AS n
FROM events
WHERE known_at <= $as_of
"""
