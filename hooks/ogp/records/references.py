"""Ids by which records name each other, each of the kind that it points to."""

from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Ref(str):
    """The id of another record. Each subclass names the kind that it points to."""

    __slots__ = ()

    kind: ClassVar[str]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "x-reference": cls.kind}


class PlanRef(Ref):
    """Id of a plan, such as nap5."""

    __slots__ = ()

    kind = "plan"


class CommitmentRef(Ref):
    """Id of a commitment, such as nap5/4."""

    __slots__ = ()

    kind = "commitment"


class RefreshRef(Ref):
    """Id of a refresh, such as nap5/refresh."""

    __slots__ = ()

    kind = "refresh"


class ConsultationRef(Ref):
    """Id of a consultation, such as 2024-nap5-refresh."""

    __slots__ = ()

    kind = "consultation"


class MeetingRef(Ref):
    """Id of a meeting, such as 2021-11-25-msf."""

    __slots__ = ()

    kind = "meeting"


class DocumentRef(Ref):
    """Id of a document in documents.yaml."""

    __slots__ = ()

    kind = "document"


class OrganizationRef(Ref):
    """Id of an organization in organizations.yaml."""

    __slots__ = ()

    kind = "organization"


class NewsRef(Ref):
    """Id of a news post, such as 2024-08-25-refresh-outcomes."""

    __slots__ = ()

    kind = "news"
