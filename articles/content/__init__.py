"""One way of writing an article down, three uses: the file, the version kept at every save, the freezing of editions.

A dump is plain JSON-able data in the order of a file: `dump` makes it from rows, `store` makes rows from it, and
`read` and `write` turn it into YAML and back. The articles that the site starts with lie in this folder.
"""

from articles.content.authorship import last_editor
from articles.content.dumping import Dump, dump
from articles.content.files import Refused, check, parse, read, write
from articles.content.storing import restore, store
from articles.content.versions import keep_version

__all__ = ["Dump", "Refused", "check", "dump", "keep_version", "last_editor", "parse", "read", "restore", "store"]
__all__ += ["write"]
