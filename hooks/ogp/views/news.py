"""One news post."""

from dataclasses import dataclass

from ogp.records.base import Record
from ogp.records.news import NewsPost
from ogp.register import Register
from ogp.views.page import PageView


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView(PageView):
    """One news post with the records that it is about."""

    post: NewsPost
    related: tuple[Record, ...]
    previous: NewsPost | None
    next: NewsPost | None


def news_view(register: Register, post: NewsPost) -> NewsView:
    """The page of `post`, with the posts before and after it by date."""
    previous, following = register.news_around(post)
    related = post.related
    groups = (
        (register.plans, related.plans),
        (register.refreshes, related.refreshes),
        (register.consultations, related.consultations),
        (register.commitments, related.commitments),
        (register.meetings, related.meetings),
        (register.documents, related.documents),
    )
    named = [group[str(id_)] for group, ids in groups for id_ in ids]
    return NewsView(
        heading=post.title,
        title=post.title,
        description=post.summary,
        record=post,
        post=post,
        related=tuple(dict.fromkeys((*named, *register.linking(post)))),
        previous=previous,
        next=following,
    )
