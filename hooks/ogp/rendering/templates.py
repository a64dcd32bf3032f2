"""The Jinja environment of our templates. What does not depend on the page is done once, when a template is compiled."""

from collections.abc import Callable, MutableMapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from ogp.keeping import Keeper


class Compiled(BytecodeCache):
    """Compiled templates of one `use`, such as the pages in a language; of their source Jinja has a checksum."""

    def __init__(self, keeper: Keeper, use: str) -> None:
        self.keeper = keeper
        self.use = use

    def _name(self, bucket: Bucket) -> str:
        parts = (self.keeper.version, self.keeper.catalogues, self.use, bucket.key, bucket.checksum)
        return sha256(" ".join(("template", *parts)).encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self.keeper.get(self._name(bucket)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.keeper.put(self._name(bucket), bucket.bytecode_to_string())


class _Sayer(NodeTransformer):
    """Puts what `say` makes of a sentence without gaps in the place of `_("…")`."""

    def __init__(self, say: Callable[[str], Markup]) -> None:
        self.say = say

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (Jinja's name)
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(text))], kwargs=[]):
                return nodes.MarkSafe(nodes.Const(str(self.say(text))), lineno=node.lineno)
        return node


class _Context(Context):
    """Calls without asking each callable what it wants to be given besides its arguments: none of ours wants anything. Most that
    is called is a macro with nothing but arguments in their order, of which nothing needs to be found out."""

    def call(
        self,
        called: Callable[..., Any],
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> Any:
        if type(called) is Macro and not (named or called.caller or called.catch_kwargs or called.catch_varargs):
            left = called._argument_count - len(args)
            if left >= 0:
                return _markup(called._func(*args, *_MISSING[:left]))
        return called(*args, **named)


_markup = partial(str.__new__, Markup)
"""Markup of what is known to be text, without a look at what else it could be."""

_MISSING = (missing,) * 20
"""In the place of arguments that are not given: more than any macro has."""


class _Code(CodeGenerator):
    """Escapes as Jinja does, but that most of what a template prints is markup of other templates already, and is not copied."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(printed if type(printed := (")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")) is Markup else escape(printed))")


class Templates(Environment):
    """Escapes what it prints, and takes an unknown name for an error."""

    context_class = _Context
    code_generator_class = _Code

    def __init__(self, folder: Path, language: str, say: Callable[[str], Markup], keeper: Keeper | None) -> None:
        """`folder` holds pages/ and parts/; `say` gives a sentence in the `language` of the pages. With a `keeper`, compiled
        templates are kept."""
        super().__init__(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=Compiled(keeper, language) if keeper else None,
        )
        self.sayer = _Sayer(say)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Those of all templates, as none has its own: Jinja's copy of them for each page takes longer from a chain of two."""
        return super().make_globals(d) if d else self.globals

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template: Any = self.sayer.visit(super()._parse(source, name, filename))
        assert isinstance(template, nodes.Template)
        return template
