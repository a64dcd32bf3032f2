"""The events of MkDocs, in the order in which they fire. Everything else stands in the package `ogp`."""

from ogp import mkdocs_bridge as bridge

on_startup = bridge.on_startup
on_config = bridge.on_config
on_files = bridge.on_files
on_nav = bridge.on_nav
on_env = bridge.on_env
on_page_content = bridge.on_page_content
on_page_context = bridge.on_page_context
on_post_page = bridge.on_post_page
on_template_context = bridge.on_template_context
on_post_template = bridge.on_post_template
on_post_build = bridge.on_post_build
on_serve = bridge.on_serve
on_build_error = bridge.on_build_error
