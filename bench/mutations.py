"""The mutants of a module: what mutmut changes in it, one thing at a time."""

import ast
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

import libcst as cst
from libcst.matchers import Call, findall
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import Mutation, create_mutations

SAID = {"message": 1, "plural": 2}
"""What is called with sentences for people, and with how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A module with one change, and the lines of the statement that has it."""

    file: str
    lines: range
    code: str
    diff: str


class Mutated(SourceFileLoader):
    """Finds the module of a mutant below the folder `root` and loads it with the change."""

    def __init__(self, mutant: Mutant, root: Path) -> None:
        name = mutant.file.removeprefix("hooks/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        super().__init__(name, str(root / mutant.file))
        self.code = mutant.code

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.code, self.path, "exec", dont_inherit=True)


def mutations_of(path: str) -> tuple[cst.Module, list[Mutation]]:
    """The module in the file `path` and the changes of it, but for those of what is said to people."""
    module, mutations, _, _ = create_mutations(path, Path(path).read_text(encoding="utf-8"))
    calls = [call for call in findall(module, Call()) if isinstance(call, cst.Call)]
    said = {argument for call in calls for argument in _said(call)}
    inside = {node for argument in said for node in _walk(argument)}

    def changes_what_is_said(mutation: Mutation) -> bool:
        old, new = mutation.original_node, mutation.mutated_node
        dropped = said.intersection(old.args).difference(new.args) if isinstance(old, cst.Call) else ()
        return old in inside or bool(dropped)

    return module, [mutation for mutation in mutations if not changes_what_is_said(mutation)]


def mutants(path: str, module: cst.Module, mutations: list[Mutation]) -> Iterator[Mutant]:
    """What the changes make of the module, as far as it is Python, each once."""
    places = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    spans = [_span(node) for node in ast.walk(ast.parse(module.code)) if isinstance(node, ast.stmt)]
    made = {module.code}
    for mutation in mutations:
        changed = module.deep_replace(mutation.original_node, mutation.mutated_node)
        code = changed.code if isinstance(changed, cst.Module) else ""
        if code in made or not _compiles(code):
            continue
        made.add(code)
        diff = list(unified_diff(module.code.splitlines(), code.splitlines(), n=0, lineterm=""))
        line = places[mutation.original_node].start.line
        lines = min((span for span in spans if line in span), key=len)
        yield Mutant(file=path, lines=lines, code=code, diff="\n".join(diff[2:]))


def _said(call: cst.Call) -> Iterator[cst.Arg]:
    """The sentences of messages and the descriptions of fields."""
    sentences = SAID.get(call.func.value, 0) if isinstance(call.func, cst.Name) else 0
    for index, argument in enumerate(call.args):
        if index < sentences or (argument.keyword and argument.keyword.value == "description"):
            yield argument


def _walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _span(node: ast.stmt) -> range:
    """The lines of a statement, without those of the statements in it."""
    body = getattr(node, "body", None)
    return range(node.lineno, max(node.lineno + 1, body[0].lineno if body else (node.end_lineno or 0) + 1))


def _compiles(code: str) -> bool:
    try:
        compile(code, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True
