"""What a query text must be before Oxigraph sees it: short, flat, without SERVICE, no update."""

from __future__ import annotations

from itertools import islice

from rightsgraph.web.errors import (
    ComplexQueryError,
    FederationError,
    OversizeRequestError,
    SparqlSyntaxError,
    UpdateError,
)
from rightsgraph.web.limits import Limits
from rightsgraph.web.tokens import QUOTES, Token, tokens_of, unescape

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = tuple("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
OPENING, CLOSING = {"{", "(", "[", "<<"}, {"}", ")", "]", ">>"}
SIGNS = {"||", "&&", "^^", "!", "!=", "=", "<", ">", "<=", ">=", "+", "-", "*", "/", "|", "^", "{"}
CLAUSES = set("UNION OPTIONAL MINUS FILTER BIND AS VALUES GRAPH EXISTS HAVING".split())
CHAINING = "(!+-*/=&"
OPERANDS = {"var", "number", "string", "iri", "pname", "tag", "blank"}
SERVICE = "SERVICE"


def check_query(text: str, limits: Limits) -> str:
    """Return the form of a query text, SELECT, ASK, CONSTRUCT or DESCRIBE, or an empty text.

    The text is read as tokens of SPARQL, once as it stands and once with its codepoint escapes
    read, since readers differ in when they read these.

    Raises
    ------
    OversizeRequestError, ComplexQueryError
        The text is too long, nested too deep, or chains too many operators.
    FederationError
        A token of it may be read as SERVICE.
    UpdateError
        It is an update.
    SparqlSyntaxError
        A string in it has no end.

    Examples
    --------
    >>> check_query("PREFIX service: <http://e.org/service> ASK { ?service a service:b }", Limits())
    'ASK'
    """
    if len(text.encode("utf-8", "surrogatepass")) > limits.query_bytes:
        raise OversizeRequestError("query", limits.query_bytes)
    tokens = check_tokens(text, limits)
    if tokens and tokens[-1].text in QUOTES:
        before = text[: tokens[-1].start]
        column = len(before) - before.rfind("\n")
        raise SparqlSyntaxError(before.count("\n") + 1, column, "a string has no end")
    unescaped = unescape(text)
    if unescaped != text:
        check_tokens(unescaped, limits)
    return form_of(tokens)


def form_of(tokens: list[Token]) -> str:
    """Return the form that the first keyword after the prologue names.

    Oxigraph takes keywords that stand without a space between them.
    """
    for token in tokens:
        if token.kind == "word":
            word = token.text.upper()
            if word.startswith(UPDATES):
                raise UpdateError
            for form in FORMS:
                if word.startswith(form):
                    return form
    return ""


def check_tokens(text: str, limits: Limits) -> list[Token]:
    """Return the tokens of a text.

    Raises
    ------
    ComplexQueryError
        They ask for more of the stack than there is.
    FederationError
        They ask for another server.
    """
    depth = operators = 0
    tokens = []
    for token in tokens_of(text):
        tokens.append(token)
        hidden = 0
        if token.kind == "sign":
            depth += (token.text in OPENING) - (token.text in CLOSING)
            operators += token.text in SIGNS
        elif token.kind == "word":
            operators += token.text.upper() in CLAUSES
        elif token.kind == "iri":
            hidden = sum(map(token.text.count, CHAINING))
        if depth > limits.depth or hidden > limits.depth:
            raise ComplexQueryError("brackets open at once", limits.depth)
        if operators > limits.operators:
            raise ComplexQueryError("operators, paths and clauses", limits.operators)
    ahead: dict[int, list[Token]] = {}
    for place, token in enumerate(tokens if SERVICE in text.upper() else ()):
        if SERVICE in token.text.upper() and asks_service(text, tokens, place, ahead):
            raise FederationError
    return tokens


def asks_service(text: str, tokens: list[Token], place: int, ahead: dict[int, list[Token]]) -> bool:
    """Return whether a token that holds the word may be read as the keyword SERVICE.

    Besides the word itself, Oxigraph reads ``service:a {`` and ``SERVICEex:a {`` so, and, behind
    an operand, ``<2)SERVICE?a#>`` as a comparison and what follows it.
    """
    token = tokens[place]
    before = tokens[place - 1] if place else Token("", "", 0)
    if token.kind == "pname":
        in_prefix = SERVICE in token.text.partition(":")[0].upper()
        follows = "".join(after.text for after in tokens[place + 1 : place + 2])
        return in_prefix and follows == "{" and before.text.upper() != "GRAPH"
    if token.kind == "iri":
        return is_operand(before) and hides_service(text, token, ahead)
    return token.kind == "word"


def is_operand(token: Token) -> bool:
    """Return whether a ``<`` behind a token may be a comparison."""
    ends = token.text.lower().endswith((")", "true", "false"))
    return token.kind in OPERANDS or ends


def hides_service(text: str, iri: Token, ahead: dict[int, list[Token]]) -> bool:
    """Return whether what was read as an IRI holds SERVICE, with a term and a brace behind it.

    No brace stands in an IRI, so a comment must start there; what follows on the next line is
    kept in ``ahead`` by where it starts, since many may start on one line.
    """
    end = iri.start + len(iri.text)
    inside = list(tokens_of(text, iri.start + 1, end))
    start = min(
        (place for mark in "\r\n" if (place := text.find(mark, end)) > 0), default=len(text)
    )
    if start not in ahead:
        ahead[start] = list(islice(tokens_of(text, start), 4))
    for place, token in enumerate(inside):
        if SERVICE in token.text.upper() and token.kind in {"word", "pname"}:
            follows = [*inside[place + 1 :], *ahead[start]][:4]
            braces = [number for number, after in enumerate(follows[:3]) if after.text == "{"]
            between = follows[: braces[0]] if braces else []
            terms = {"var", "iri", "pname"}
            if braces and all(t.kind in terms or t.text.upper() == "SILENT" for t in between):
                return True
    return False
