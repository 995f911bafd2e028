"""A graph of any size in the shape of ours, invented: the same seed gives the same bytes.

Run ``python benchmarks/generate.py 1000000 graph.nt``. What is in it stands in `generate`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random

from rightsgraph.namespaces import DCAT, DCTERMS, EDTF, GRAPHS, ORG, RDF, RG, RGD, RGS, SKOS, XSD

SIZES = {"S": 120_000, "M": 1_000_000}
MOST_ACTORS = 8
TRIPLES_PER_ACTOR = 160
MOST_PLACES = 200

ROLES = "implementer partner funder organiser participant trainer adviser host".split()
TYPES = "national-ngo international-ngo intergovernmental-organization university media".split()
TOPICS = "legal-protection asylum-and-refugees children gender health reception".split()
KINDS = "project training-course information-campaign research consultation-process".split()
STATUSES = "completed completed ongoing planned".split()
AS_OF = "2002-11-13"

A, TITLE, IDENTIFIER = f"{RDF.type}", f"{DCTERMS.title}", f"{DCTERMS.identifier}"
LABEL, PART_OF, SUBJECT = f"{SKOS.prefLabel}", f"{DCTERMS.isPartOf}", f"{DCTERMS.subject}"
ACTOR, IN_ACTIVITY, ROLE = f"{RG.actor}", f"{RG.inActivity}", f"{RG.role}"
STATED_IN, REPORTED_UNDER = f"{RG.statedIn}", f"{RG.reportedUnder}"
ACTOR_TYPE, ACTIVITY_TYPE = f"{RG.actorType}", f"{RG.activityType}"
PLACE_TYPE, SEATED_IN, TAKES_PLACE_IN = f"{RG.placeType}", f"{RG.seatedIn}", f"{RG.takesPlaceIn}"
STATUS, STATUS_AS_OF, WHEN, CERTAINTY = (
    f"{RG.status}",
    f"{RG.statusAsOf}",
    f"{RG.when}",
    f"{RG.certainty}",
)
EDTF_DATE = f"^^{EDTF.EDTF}"
WHOLE_DOCUMENT = "passage-generated-file"

Draw = Callable[[], float]


def generate(triples: int, seed: int = 0) -> Iterator[str]:
    """Yield the lines of a graph in N-Triples.

    One actor for 160 triples, with names in two languages, a type and a seat. Activities with names
    in two languages, a kind, a topic, a place, a status and, nine in ten, a date; one in ten is
    part of the one before it that is no part itself, and shares half of its actors. In each one to
    eight actors take part, each number as often as the other; one in ten of these twice, as a
    second passage says; one participation in ten has two roles. Popularity is near Zipf's law: the
    actors numbered 1, 2 to 3, 4 to 7, 8 to 15, ... have the same share of the participations. No
    role is that of reporting and no actor is a group, so that no network leaves out any.

    Parameters
    ----------
    triples : int
        The number of lines; up to some 80 more since the last activity is whole. The least is one
        actor and one activity.
    seed : int
        Another one gives another graph. Only ``random.Random.random`` is drawn from, which is the
        same in every version of Python, and what is kept in memory does not grow with the graph.
    """
    random = Random(seed).random
    actors = max(MOST_ACTORS, triples // TRIPLES_PER_ACTOR)
    places = min(MOST_PLACES, actors // MOST_ACTORS)
    written = 0
    for lines in things(actors, places, random):
        yield from lines
        written += len(lines)
        if written >= triples and IN_ACTIVITY in lines[-1]:
            return


def things(actors: int, places: int, random: Draw) -> Iterator[list[str]]:
    """Yield the lines of one thing after the other; activities without end."""
    yield heading()
    yield from (place(number) for number in range(1, places + 1))
    yield from (actor(number, places, random) for number in range(1, actors + 1))
    whole, in_whole = 0, list[int]()
    for number in count(1):
        part = number > 1 and random() < 0.1
        taking_part = drawn(in_whole if part else [], actors, random)
        if not part:
            whole, in_whole = number, taking_part
        yield activity(number, whole if part else 0, taking_part, places, random)


def heading() -> list[str]:
    """Return the file's own description and the document that it stands for."""
    file = f"<{GRAPHS}generated>"
    return [
        f"{file} {A} {DCAT.Dataset} .\n",
        f'{file} {TITLE} "A generated graph"@en .\n',
        f"{file} {DCTERMS.license} <https://creativecommons.org/publicdomain/zero/1.0/> .\n",
        f'{file} {DCTERMS.modified} "{AS_OF}"^^{XSD.date} .\n',
        *about("document-generated", f"{A} {RG.Document}", f'{TITLE} "A generated file"@en'),
        *about("document-generated", *names("A generated file", "Un fichier engendré")),
        *about("document-generated", f"{STATED_IN} <{RGD.iri}{WHOLE_DOCUMENT}>"),
        *record(WHOLE_DOCUMENT, "file"),
    ]


def place(number: int) -> list[str]:
    """Return a country."""
    return about(
        f"place-{number}",
        f"{A} {RG.Place}",
        *names(f"Country {number}", f"Pays {number}"),
        f"{PLACE_TYPE} {RGS['place-type-country']}",
        f"{STATED_IN} <{RGD.iri}{WHOLE_DOCUMENT}>",
    )


def actor(number: int, places: int, random: Draw) -> list[str]:
    """Return an organisation."""
    return about(
        f"org-{number}",
        f"{A} {RG.Actor}",
        f"{A} {ORG.FormalOrganization}",
        *names(f"Organisation for migrants {number}", f"Organisation pour les migrants {number}"),
        f"{ACTOR_TYPE} <{RGS.iri}actor-type-{one_of(TYPES, random)}>",
        f"{SEATED_IN} <{RGD.iri}place-{1 + int(random() * places)}>",
        f"{STATED_IN} <{RGD.iri}{WHOLE_DOCUMENT}>",
    )


def activity(
    number: int, whole: int, taking_part: list[int], places: int, random: Draw
) -> list[str]:
    """Return an activity, the two passages that state it, and the participations."""
    name, passages = f"activity-{number}", (f"passage-{number}", f"passage-{number}-a")
    status = one_of(STATUSES, random)
    date = day(status, random)
    lines = about(
        name,
        f"{A} {RG.Activity}",
        *names(f"Protection of migrants {number}", f"Protection des migrants {number}"),
        f"{ACTIVITY_TYPE} <{RGS.iri}activity-type-{one_of(KINDS, random)}>",
        f"{SUBJECT} <{RGS.iri}topic-{one_of(TOPICS, random)}>",
        f"{TAKES_PLACE_IN} <{RGD.iri}place-{1 + int(random() * places)}>",
        f"{STATUS} <{RGS.iri}status-{status}>",
        f'{STATUS_AS_OF} "{AS_OF}"{EDTF_DATE}',
        f"{REPORTED_UNDER} <{RGD.iri}{passages[0]}>",
        f"{STATED_IN} <{RGD.iri}{passages[0]}>",
        *([f'{WHEN} "{date}"{EDTF_DATE}'] if date else []),
        *([f"{PART_OF} <{RGD.iri}activity-{whole}>"] if whole else []),
    )
    lines += record(passages[0], f"row/{number}")
    lines += record(passages[1], f"row/{number}/a")
    for one in taking_part:
        first = int(random() * 2)
        for passage in passages if random() < 0.1 else passages[first : first + 1]:
            lines += participation(name, one, passage, random)
    return lines


def participation(activity: str, number: int, passage: str, random: Draw) -> list[str]:
    """Return one actor in one activity as one passage states it."""
    start = int(random() * len(ROLES))
    roles = [ROLES[start - 1], ROLES[start]] if random() < 0.1 else [ROLES[start]]
    return about(
        f"participation-{activity[9:]}-org-{number}-{passage[8:]}",
        f"{A} {RG.Participation}",
        f"{ACTOR} <{RGD.iri}org-{number}>",
        f"{CERTAINTY} {RGS['certainty-stated']}",
        *(f"{ROLE} <{RGS.iri}role-{role}>" for role in roles),
        f"{STATED_IN} <{RGD.iri}{passage}>",
        f"{IN_ACTIVITY} <{RGD.iri}{activity}>",
    )


def record(name: str, key: str) -> list[str]:
    """Return a passage: a row of the file."""
    return about(
        name,
        f"{A} {RG.Passage}",
        f"{A} {RG.Record}",
        f'{IDENTIFIER} "{key}"',
        f"{PART_OF} <{RGD.iri}document-generated>",
    )


def about(name: str, *facts: str) -> list[str]:
    """Return a line for each fact about a thing."""
    return [f"<{RGD.iri}{name}> {fact} .\n" for fact in facts]


def names(english: str, french: str) -> tuple[str, str]:
    """Return the facts that a thing has these names."""
    return f'{LABEL} "{english}"@en', f'{LABEL} "{french}"@fr'


def one_of(choices: list[str], random: Draw) -> str:
    """Return one of several, each as likely."""
    return choices[int(random() * len(choices))]


def drawn(some: list[int], actors: int, random: Draw) -> list[int]:
    """Return who takes part: the first half of some, and others by their popularity, each once."""
    wanted = 1 + int(random() * MOST_ACTORS)
    found = dict.fromkeys(some[: wanted // 2])
    while len(found) < wanted:
        least = 1 << int(random() * actors.bit_length())
        number = least + int(random() * least)
        if number <= actors:
            found[number] = None
    return list(found)


def day(status: str, random: Draw) -> str:
    """Return a date that its status allows, to the day, the month or the year, or an interval."""
    kind, month, of_month = random(), 1 + int(random() * 12), 1 + int(random() * 28)
    year = 2003 + int(random() * 2) if status == "planned" else 1998 + int(random() * 4)
    if kind < 0.1:
        return ""
    if kind < 0.3:
        return f"{year}"
    if kind < 0.6:
        return f"{year}-{month:02}"
    if kind < 0.8:
        return f"{year}-{month:02}-{of_month:02}"
    return f"{year}-{month:02}/{year + 1}"


def write_graph(path: Path, triples: int, seed: int = 0) -> int:
    """Write a graph of about this many triples, and return how many it has."""
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for line in generate(triples, seed):
            file.write(line)
            written += 1
    return written


def main() -> None:
    """Write a graph of the size and to the file that the command line says."""
    parser = argparse.ArgumentParser(description="Write a generated graph in N-Triples.")
    parser.add_argument("triples", help=f"a number, or one of {', '.join(SIZES)}")
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    triples = SIZES.get(given.triples) or int(given.triples)
    print(f"{given.path}: {write_graph(given.path, triples, given.seed):,} triples")


if __name__ == "__main__":
    main()
