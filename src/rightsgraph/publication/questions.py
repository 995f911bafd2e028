"""The stored queries: their pages, their answers as files, and their description for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from rightsgraph.errors import RightsGraphError
from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.answers import Cells, Kept, Table
from rightsgraph.publication.naming import Name
from rightsgraph.publication.openapi import describe_questions
from rightsgraph.publication.publication import Page, Publication
from rightsgraph.queries.binding import bind
from rightsgraph.queries.library import StoredQuery
from rightsgraph.queries.results import RESULT_FORMATS

FOLDER = "queries/"
OPENAPI = "openapi.json"
FEWEST = 3  # queries under one keyword


class Questions:
    """The page ``queries``, and for each stored query its page and its answers.

    Parameters
    ----------
    publication : Publication
        What they are pages of.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.library = publication.graph.library
        self.answer = lru_cache(4)(self.ask)

    def paths(self) -> Iterator[str]:
        """Yield the paths of pages, query texts, answers for the examples, and description."""
        yield OPENAPI
        for language in LANGUAGES:
            yield "queries" + page_suffix(language)
        for query in self.queries.values():
            for language in LANGUAGES:
                yield FOLDER + query.name + page_suffix(language)
            yield f"{FOLDER}{query.name}.rq"
            for format in formats_of(query) if query.name in self.answered else ():
                yield f"{FOLDER}{query.name}.{format}"

    def get(self, path: str) -> bytes | None:
        """Return one of them."""
        if path == OPENAPI:
            return describe_questions(self.publication, self.queries.values())
        page = Page.at(path)
        if page and page.name == "queries":
            return self.index(page)
        if not path.startswith(FOLDER):
            return None
        if page:
            query = self.queries.get(page.name.removeprefix(FOLDER))
            return self.page(page, query) if query else None
        name, _, suffix = path.removeprefix(FOLDER).rpartition(".")
        query = self.queries.get(name)
        if query and suffix == "rq":
            return query.text.encode()
        if not query or suffix not in formats_of(query):
            return None
        answer = self.answer(name)
        return None if isinstance(answer, RightsGraphError) else answer.written(suffix).encode()

    @cached_property
    def queries(self) -> dict[str, StoredQuery]:
        """The stored queries by name."""
        return {query.name: query for query in self.library}

    @cached_property
    def answered(self) -> set[str]:
        """The queries whose examples this graph has."""
        return set(bound_examples(self.publication))

    def index(self, page: Page) -> bytes:
        """Return the page of all questions, by keyword."""
        return self.publication.render(
            "queries.html", page, groups=self.groups, title_of=title_of, total=len(self.queries)
        )

    @cached_property
    def groups(self) -> list[tuple[str, list[StoredQuery]]]:
        """Each query once, under a keyword, that of most queries first; the rest under none."""
        left, groups = dict(self.queries), {}
        while left:
            count = Counter(word for query in left.values() for word in keywords_of(query))
            word, number = min(count.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
            if number < FEWEST:
                groups[""] = list(left.values())
                break
            groups[word] = [query for query in left.values() if word in keywords_of(query)]
            for query in groups[word]:
                del left[query.name]
        return [*groups.items()]

    def page(self, page: Page, query: StoredQuery) -> bytes:
        """Return the page of one question with its answer for the examples."""
        answer = self.answer(query.name)
        told = answer if isinstance(answer, RightsGraphError) else answer.table
        return question_page(self.publication, page, query, examples_of(query), told)

    def ask(self, name: str) -> Kept | RightsGraphError:
        """Return the answer for the examples, or why there is none in this graph."""
        query = self.queries[name]
        try:
            return Kept.of(self.publication.graph.query(query, **examples_of(query)))
        except RightsGraphError as error:
            return error


def question_page(
    publication: Publication,
    page: Page,
    query: StoredQuery,
    values: Mapping[str, str],
    answer: Table | RightsGraphError,
) -> bytes:
    """Return the page of a stored query with an answer.

    Parameters
    ----------
    publication : Publication
        What it is a page of.
    page : Page
        Its name and language.
    query : StoredQuery
        The question.
    values : mapping of str to str
        Its parameters as typed.
    answer : Table or RightsGraphError
        The first rows, or why there are none.
    """
    table = answer if isinstance(answer, Table) else Table((), (), 0)
    columns, rows = Cells(publication).rows(table, page)
    return publication.render(
        "question.html",
        page,
        query=query,
        title=title_of(query, page),
        values=values,
        named_values=named_values(publication, query, values, page),
        columns=columns,
        rows=rows,
        table=answer if isinstance(answer, Table) else None,
        error="" if isinstance(answer, Table) else str(answer),
        formats=formats_of(query),
        keywords=keywords_of(query),
    )


def named_values(
    publication: Publication,
    query: StoredQuery,
    values: Mapping[str, str],
    page: Page,
) -> dict[str, Name]:
    """Return the names of the things that values stand for."""
    named = {}
    for parameter in query.parameters:
        if parameter.kind == "IRI" and values.get(parameter.name):
            try:
                thing = publication.graph.resolve(values[parameter.name])
            except RightsGraphError:
                continue
            named[parameter.name] = publication.names.of(thing.value, page.language.code)
    return named


def bound_examples(publication: Publication) -> dict[str, str]:
    """Return the text of each stored query with its examples bound, where they exist."""
    texts = {}
    for query in publication.graph.library:
        try:
            texts[query.name] = bind(query, examples_of(query), publication.graph.resolve)
        except RightsGraphError:
            continue
    return texts


def title_of(query: StoredQuery, page: Page) -> Name:
    """Return the question in the language of a page, else in English."""
    code = page.language.code
    if code == LANGUAGES[0]:
        return Name(query.title)
    translated = query.header.get(f"title-{code}")
    return Name(translated[0]) if translated else Name(query.title, LANGUAGES[0])


def keywords_of(query: StoredQuery) -> list[str]:
    """Return the keywords of a query."""
    lines = query.header.get("keywords", [])
    return [word.strip() for line in lines for word in line.split(",") if word.strip()]


def examples_of(query: StoredQuery) -> dict[str, str]:
    """Return the example of each parameter."""
    return {parameter.name: parameter.example for parameter in query.parameters}


def formats_of(query: StoredQuery) -> tuple[str, ...]:
    """Return the suffixes of the forms of an answer."""
    return ("ttl",) if query.form in ("CONSTRUCT", "DESCRIBE") else tuple(RESULT_FORMATS)
