"""Rules across fields and records. Each is a generator of problems; its docstring is the rule."""

from collections.abc import Callable, Iterable

from ogp.loading.files import Files
from ogp.loading.rules import dates, identity, links, privacy, proof, texts
from ogp.problems import Problem

RULES_OF_A_FILE: tuple[Callable[[Files], Iterable[Problem]], ...] = (
    dates.ends_follow_starts,
    dates.revisions_follow,
    dates.progress_is_in_order,
    dates.ids_begin_with_their_day,
    dates.records_are_published_before_they_change,
    dates.changes_are_not_after_update,
    identity.languages_are_known,
    identity.time_zones_are_known,
    identity.ids_fit_addresses,
    identity.numbering_has_no_undeclared_gap,
    links.references_are_not_repeated,
    links.milestones_exist,
    proof.records_have_sources,
    proof.items_name_their_sources,
    proof.refusals_are_justified,
    proof.slow_progress_names_challenges,
    proof.changes_are_told,
    proof.completion_is_shown,
    proof.attendance_adds_up,
    proof.documents_can_be_seen,
    proof.dead_addresses_are_known,
    texts.no_markup_in_text,
    texts.texts_are_not_tangled,
    texts.links_are_safe,
    texts.lists_are_lists,
    texts.links_are_whole,
    texts.languages_are_not_mixed_up,
    privacy.personal_data_can_be_told,
    privacy.no_personal_data,
)
"""Those that look at nothing but one file and the settings of the site: of a file that has not changed they need not be asked
again."""

RULES: tuple[Callable[[Files], Iterable[Problem]], ...] = (
    identity.a_plan_exists,
    identity.ids_are_unique,
    identity.numbers_of_ogp_are_unique,
    identity.numbers_fit_ids,
    links.references_exist,
    links.no_body_is_part_of_itself,
    links.proposed_milestones_exist,
    links.proposals_exist,
    dates.updates_follow_the_launch,
    proof.items_name_their_places,
    proof.transcripts_are_intact,
)
"""Those that look at several files together."""
