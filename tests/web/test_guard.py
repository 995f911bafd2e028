import time
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph.web.errors import (
    ComplexQueryError,
    FederationError,
    OversizeRequestError,
    RequestError,
    SparqlSyntaxError,
    UpdateError,
)
from rightsgraph.web.guard import check_query
from rightsgraph.web.limits import Limits
from rightsgraph.web.tokens import tokens_of

LIMITS = Limits()

SERVICES = {
    "plain": "ASK { SERVICE <http://h/> {} }",
    "lower case": "ASK { sErViCe <http://h/> {} }",
    "silent": "ASK { SERVICE SILENT <http://h/> {} }",
    "behind a comment": "ASK { # SERVICE\nSERVICE # x\n<http://h/> {} }",
    "behind a comment that ends with a return": "ASK { # it's\rSERVICE <http://h/> {} }",
    "escaped": "ASK { SERV\\u0049CE <http://h/> {} }",
    "escaped with eight digits": "ASK { \\U00000053ERVICE <http://h/> {} }",
    "between escaped quotes": 'ASK{VALUES ?x {"\\u0022"}SERVICE ?z {} VALUES ?x {"\\u0022"}}',
    "without a space": "ASK{SERVICE<http://h/>{}}",
    "joined to the next keyword": "ASK{SERVICESILENT<http://h/>{}}",
    "joined to a value": "ASK{?s ?p trueSERVICE?x{}}",
    "joined to a number": "ASK{?s ?p 1.e1SERVICE?x{}}",
    "behind a value's dot": "ASK{?s ?p true.SERVICE:x{}}",
    "joined to a prefix": "PREFIX a:<http://h/> ASK{SERVICEa:b{}}",
    "with an empty prefix": "PREFIX :<http://h/> ASK{SERVICE:b{}}",
    "like a prefix": "PREFIX service:<http://h/> PREFIX :<http://h/> ASK{service:b{}}",
    "silent, like a prefix": "PREFIX :<http://h/> ASK{SERVICESILENT:b{}}",
    "in what looks like an IRI": "ASK{FILTER(1<2)SERVICE?x#>\n{}}",
    "silent, in what looks like an IRI": "ASK{FILTER(?y<2)SERVICESILENT:b#>\n{}}",
    "with an IRI, in what looks like one": "ASK{FILTER(true<2)SERVICE:b#>\n#\n{}}",
    "a variable": "ASK { VALUES ?z { <http://h/> } SERVICE ?z {} }",
    "in EXISTS": "ASK { FILTER EXISTS { SERVICE <http://h/> {} } }",
    "in a subquery": "ASK { { SELECT * { SERVICE <http://h/> {} } } }",
    "behind a long string": "ASK { VALUES ?x { ''' ' ''' } SERVICE <http://h/> {} }",
    "behind an escaped quote": "ASK { VALUES ?x { '\\'' } SERVICE <http://h/> {} }",
}
INNOCENT = {
    "a string": "ASK { ?s ?p 'SERVICE <http://h/> {' }",
    "a long string": 'ASK { ?s ?p """ " SERVICE <http://h/> { """ }',
    "a comment": "ASK { ?s ?p ?o # SERVICE <http://h/> {\n}",
    "an IRI": "ASK { ?s <http://h/service> <http://h/SERVICE#> }",
    "a namespace": "PREFIX sd: <http://e.org/ns/sparql-service#>\nASK { ?s a sd:Service }",
    "a variable": "ASK { ?service $SERVICE ?o }",
    "a prefix": "PREFIX service: <http://h/> ASK { service:a service:b service:c }",
    "a graph": "PREFIX service: <http://h/> ASK { GRAPH service:a { ?s ?p ?o } }",
    "a local name": "PREFIX a: <http://h/> ASK { ?s a:service a:SERVICE }",
    "a language": "ASK { ?s ?p 'a'@service }",
    "a blank node": "ASK { _:service ?p ?o }",
    "a comparison": "ASK { ?s ?p ?o FILTER(?o < 5 && ?o > 3) }",
}


@pytest.mark.parametrize("case", SERVICES)
def test_service_is_found_wherever_it_hides(case):
    with pytest.raises(FederationError):
        check_query(SERVICES[case], LIMITS)


@pytest.mark.parametrize("case", INNOCENT)
def test_the_word_alone_is_no_service(case):
    assert check_query(INNOCENT[case], LIMITS) == "ASK"
    ox.Store().query(INNOCENT[case])


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:> <a:> 1 }",
        "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
        "BASE <a:> # SELECT\n LOAD <http://h/>",
        "CLEAR ALL",
        "DROP GRAPH <a:>",
        "CREATE GRAPH <a:>",
        "ADD DEFAULT TO <a:>",
        "MOVE <a:> TO DEFAULT",
        "COPY <a:> TO <b:>",
        "WITH <a:> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_an_update_is_told_from_a_query(text):
    with pytest.raises(UpdateError, match="read-only"):
        check_query(text, LIMITS)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("# ASK\nBASE <http://h/ask> PREFIX select: <a:> select*{}", "SELECT"),
        ("SELECTDISTINCT*{}", "SELECT"),
        ("describe <a:>", "DESCRIBE"),
        ("CONSTRUCT WHERE {}", "CONSTRUCT"),
        ("", ""),
        ("nothing of it", ""),
    ],
)
def test_the_form_is_that_of_the_first_keyword(text, form):
    assert check_query(text, LIMITS) == form


def chain(part, number, between=""):
    return between.join([part] * number)


TOO_COMPLEX = {
    "braces": "ASK" + "{" * 300 + "}" * 300,
    "parentheses": "ASK{FILTER" + "(" * 300 + "1" + ")" * 300 + "}",
    "functions": "ASK{FILTER(" + "STR(" * 300 + "1" + ")" * 300 + ")}",
    "functions in what looks like an IRI": f"ASK{{FILTER(1<{'STR(' * 300}1{')' * 300}&&1>0)}}",
    "blank nodes": "ASK{" + "[?p " * 300 + "1" + "]" * 300 + "}",
    "collections": "ASK{?s ?p " + "(" * 300 + ")" * 300 + "}",
    "negations": "ASK{FILTER(" + "!" * 2000 + "1)}",
    "disjunction": f"ASK{{FILTER({chain('1', 2000, '||')})}}",
    "conjunction": f"ASK{{FILTER({chain('1', 2000, '&&')})}}",
    "sum": f"ASK{{FILTER({chain('1', 2000, ' + ')})}}",
    "union": f"ASK{{{chain('{}', 2000, 'UNION')}}}",
    "optional": f"ASK{{{chain('OPTIONAL{}', 2000)}}}",
    "minus": f"ASK{{{chain('MINUS{}', 2000)}}}",
    "groups": f"ASK{{{chain('{}', 2000)}}}",
    "filters": f"ASK{{{chain('FILTER(1)', 2000)}}}",
    "alternatives": f"ASK{{?s {chain('<a:>', 2000, '|')} ?o}}",
    "sequence": f"ASK{{?s {chain('<a:>', 2000, '/')} ?o}}",
    "bindings": "ASK{" + "".join(f"BIND(1 AS ?a{n})" for n in range(2000)) + "}",
    "projection": "SELECT" + "".join(f"(1 AS ?a{n})" for n in range(2000)) + "{}",
}


@pytest.mark.parametrize("case", TOO_COMPLEX)
def test_what_would_overflow_the_stack_is_refused(case):
    with pytest.raises(ComplexQueryError, match="split it"):
        check_query(TOO_COMPLEX[case], LIMITS)


def test_many_values_are_no_complexity():
    assert check_query("ASK { VALUES ?x {" + "'a' " * 5000 + "} }", LIMITS) == "ASK"
    assert check_query("ASK { FILTER(1 IN (" + "2, " * 5000 + "3)) }", LIMITS) == "ASK"


def test_a_long_text_is_refused_by_its_bytes():
    text = "ASK { ?s ?p '" + "é" * 40_000 + "' }"
    with pytest.raises(OversizeRequestError, match="longer than 65536 bytes"):
        check_query(text, LIMITS)


def test_a_string_without_end_has_its_line_and_column():
    with pytest.raises(SparqlSyntaxError, match="line 2, column 3") as raised:
        check_query("ASK {\n  'abc", LIMITS)
    assert (raised.value.line, raised.value.column) == (2, 3)


@pytest.mark.parametrize(
    "part",
    '""" "\\ < a. a- _a 1 1. 1e ?a< a:b.% <service(#> \' _:a. \\u0022 @a - . ? : ( #'.split(),
)
def test_reading_takes_time_linear_in_the_length(part):
    def seconds(length):
        text = "ASK " + (part * length)[:length]
        began = time.process_time()
        for _ in tokens_of(text):
            pass
        return time.process_time() - began

    assert seconds(64_000) < 40 * seconds(8_000) + 0.2


@given(st.text(alphabet="ASKservice{}<>()'\"\\u0:.#?ax1 \n|&!", max_size=60))
def test_every_text_is_read_or_refused(text):
    with suppress(RequestError):
        assert check_query(text, LIMITS) in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "")


@given(
    st.text(alphabet="{}()<>'\"\\#?:.x1 \n", max_size=12),
    st.text(alphabet="{}()<>'\"#?:x1. \n", max_size=12),
)
def test_no_text_around_it_hides_service_from_the_guard_but_not_from_oxigraph(before, after):
    text = f"PREFIX x:<x:> PREFIX :<x:> ASK{{{before}SERVICE{after}}}"
    try:
        check_query(text, LIMITS)
    except RequestError:
        return
    try:
        ox.Store().query(text)
    except SyntaxError:
        return
    except (RuntimeError, OSError) as error:
        raise AssertionError(text) from error
