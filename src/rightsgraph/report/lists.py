"""The ties and the activities of a report as tables."""

from __future__ import annotations

from rightsgraph.report.contents import Contents
from rightsgraph.tables import Table


def ties_table(contents: Contents) -> Table:
    """Return a row for each edge: its ends, what they share, and what that says."""
    actors, activities = contents.actors, contents.activities
    rows = (
        {
            "source": tie.ends[0],
            "target": tie.ends[1],
            "source_label": actors[tie.ends[0]].label,
            "target_label": actors[tie.ends[1]].label,
            "weight": tie.weight,
            "stated": tie.stated,
            "statuses": tie.statuses,
            "activities": [activities[iri].name for iri in tie.activities],
            "passages": tie.passages,
        }
        for tie in contents.ties
    )
    columns = ("source", "target", "source_label", "target_label", "weight", "stated", "statuses")
    return Table((*columns, "activities", "passages"), rows)


def activities_table(contents: Contents) -> Table:
    """Return a row for each activity: what, when, where, who in which role, and by what passage."""
    rows = (
        {
            "activity": one.iri,
            "name": one.name,
            "within": one.top,
            "statuses": one.statuses,
            "first": one.first,
            "last": one.last,
            "topics": one.topics,
            "countries": one.countries,
            "actors": [
                f"{contents.actors[part.actor].label} ({', '.join(part.roles)})"
                for part in one.parts
            ],
            "passages": one.passages,
        }
        for one in contents.activities.values()
    )
    columns = ("activity", "name", "within", "statuses", "first", "last", "topics", "countries")
    return Table((*columns, "actors", "passages"), rows)
