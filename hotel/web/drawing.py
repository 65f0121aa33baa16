"""Jinja2 with two detours left out: dense pages write thousands of values and call hundreds of macros.

Measured on a list of 110 arrivals: 8.7 ms become 6. What a template means stays the same.
"""

from collections.abc import Callable
from functools import _lru_cache_wrapper
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from django.utils.translation import get_language
from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

_PLAIN = frozenset({FunctionType, BuiltinFunctionType, MethodType, _lru_cache_wrapper})


def shown(value: Any) -> str:
    """The value as it stands in the page: as `escape`, without wrapping what is written out at once."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return str(value) if kind is int else escape(value)


class _Writer(CodeGenerator):
    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class _Context(Context):
    @internalcode
    def call(
        self,
        called: Any,
        /,
        *args: Any,
        _block_vars: Any = None,
        _loop_vars: Any = None,
        **kwargs: Any,
    ) -> Any:
        """As Jinja2's, but a macro or a plain function is called at once."""
        kind = type(called)
        if kind is Macro and not (kwargs or _takes_more(called)):
            left = called._argument_count - len(args)
            if left >= 0:
                drawn = called._func(*args, *(missing,) * left)
                return Markup(drawn) if self.eval_ctx.autoescape else drawn  # noqa: S704
        elif kind in _PLAIN and getattr(called, "jinja_pass_arg", None) is None:
            return called(*args, **kwargs)
        return super().call(called, *args, _block_vars=_block_vars, _loop_vars=_loop_vars, **kwargs)


def _takes_more(macro: Macro) -> bool:
    """Than its named arguments: a caller, or any others."""
    return bool(macro.caller or macro.explicit_caller or macro.catch_kwargs or macro.catch_varargs)


def kept(macro: Macro) -> Callable[..., Any]:
    """The same macro, drawn once a language for each of the few codes it is ever given."""
    drawn: dict[tuple[Any, ...], Any] = {}

    def draw(*codes: Any) -> Any:
        key = (get_language(), *codes)
        found = drawn.get(key)
        if found is None:
            found = drawn[key] = macro(*codes)
        return found

    return draw


class Pages(Environment):
    """The environment of every page; autoescape is on."""

    code_generator_class = _Writer
    context_class = _Context
    shown = staticmethod(shown)
