"""Questions that every request asks: Django writes their SQL once, PostgreSQL plans them once for a connection, and
from then on only the values change.

Writing and planning such a question take longer than answering it. What is asked stays an ordinary queryset, so that a
rule like who sees a case stands in one function, whether it is asked prepared or not.
"""

from collections import namedtuple
from collections.abc import Callable
from functools import cached_property
from itertools import islice
from typing import Any, Generic, TypeVar

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Expression, Model, QuerySet

M = TypeVar("M", bound=Model)


class Slot(Expression):
    """Where a value of this name is filled in."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The place of the value, with the slot itself in the list of parameters."""
        del compiler, connection
        return "%s", (self,)


class Prepared:
    """A question with slots. `ask` gives its queryset, as `values_list`; it is called at the first use."""

    def __init__(self, ask: Callable[[], QuerySet[Any, Any]]) -> None:
        self._ask = ask
        self._row: Any = None

    def rows(self, **values: Any) -> list[Any]:
        """The answer, as tuples with the names of the columns; KeyError where a slot has no value."""
        if self._written is None:
            return []
        sql, parameters = self._written
        filled = [values[one.name] if isinstance(one, Slot) else one for one in parameters]
        with cursor() as asking:
            asking.execute(sql, filled)
            if self._row is None:
                self._row = _row([column[0] for column in asking.description])
            return [self._row._make(row) for row in asking.fetchall()]

    @cached_property
    def _written(self) -> tuple[str, list[Any]] | None:
        """The SQL and its parameters; None where Django knows beforehand that nothing is found."""
        compiler = self._ask().query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        if compiler.get_converters([column for column, _, _ in compiler.select]):
            raise TypeError("a column whose values Django would convert cannot be asked for like this")
        return sql, list(parameters)


def cursor() -> CursorWrapper:
    """A cursor of the connection whose statements keep their plans: their values go to PostgreSQL beside the SQL.

    Django's own cursors write the values into the SQL, which is another statement each time. Where statements are
    written down for somebody to read, with their values, it is such a one.
    """
    if connection.queries_logged:
        return connection.cursor()
    connection.ensure_connection()
    raw: Any = psycopg.Cursor(connection.connection)
    return connection.make_cursor(raw)


def _row(names: list[str]) -> Any:
    return namedtuple("Row", names)


class Records(Generic[M]):
    """A prepared question for whole records, each with those that the named keys, never empty, point to."""

    def __init__(self, ask: Callable[[], QuerySet[M]], *keys: str) -> None:
        self._ask, self._keys = ask, keys

    def found(self, **values: Any) -> list[M]:
        """The records of the answer; KeyError where a slot has no value."""
        return [self._made(row) for row in self._prepared.rows(**values)]

    @cached_property
    def _parts(self) -> list[tuple[str, type[Model], list[str]]]:
        """What a row holds one after the other: by which key, of which model, which columns."""
        model = self._ask().model
        pointed: list[tuple[str, Any]] = [(key, model._meta.get_field(key).related_model) for key in self._keys]
        return [
            (key, one, [field.attname for field in one._meta.concrete_fields]) for key, one in [("", model), *pointed]
        ]

    @cached_property
    def _prepared(self) -> Prepared:
        names = [f"{key}__{name}" if key else name for key, _, columns in self._parts for name in columns]
        return Prepared(lambda: self._ask().values_list(*names))

    def _made(self, row: tuple[Any, ...]) -> M:
        values = iter(row)
        record, *pointed = [
            (key, model.from_db(DEFAULT_DB_ALIAS, names, list(islice(values, len(names)))))
            for key, model, names in self._parts
        ]
        for key, one in pointed:
            setattr(record[1], key, one)
        return record[1]  # type: ignore[return-value]
