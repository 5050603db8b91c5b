"""What the commands that translate have in common: which articles, from which language, and what is told meanwhile."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial

from aitui.data.article import Article
from aitui.data.errors import AituiError
from aitui.data.language import TARGET_LANGUAGES, UNDETERMINED, detect_language, translated_from
from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.translate.coverage import recount
from aitui.translate.document import TranslatedArticle, translate_article
from aitui.translate.glossary.guarding import load_terms
from aitui.translate.translation import Translation
from aitui.translate.translator import Translator
from aitui.tui.shell.articles import Articles, Given
from aitui.tui.shell.online import server_for
from aitui.tui.shell.output import message, progress


def add_translating_arguments(parser: argparse.ArgumentParser) -> None:
    """`[PATH…] --to en|zh [--from de|en|zh|auto] [--all]`."""
    paths_help = "files, folders, - for standard input; default: the library"
    parser.add_argument("paths", nargs="*", metavar="PATH", help=paths_help)
    parser.add_argument("--to", choices=TARGET_LANGUAGES, required=True, help="the language wanted")
    parser.add_argument(
        "--from", dest="source", choices=["de", "en", "zh", "auto"], default="auto", help="default: auto"
    )
    parser.add_argument("--all", action="store_true", help="translate newsletter boxes, adverts and labels too")


@contextmanager
def translator_of(paths: Paths) -> Iterator[Translator]:
    """The user's models, terms and server; what is wrong with them is told on standard error."""
    terms, problems = load_terms(paths)
    for problem in problems:
        message(str(problem))
    with closing(Translator(paths.memory, terms=terms, server=server_for(paths))) as translator:
        yield translator
        for pack in translator.skipped:
            message(
                f"{pack.root.name} is damaged ({pack.reason}); other models translated. `aitui models verify` says more"
            )


class TranslatedArticles:
    """Translates articles one after the other; what cannot be translated is told on standard error and remembered."""

    def __init__(self, arguments: argparse.Namespace, paths: Paths) -> None:
        """`arguments` are those of `add_translating_arguments`."""
        self._arguments = arguments
        self._paths = paths
        self._articles = Articles(arguments.paths, paths)
        self._failed = False
        self.sentences = 0
        """How many sentences were translated, or were to be."""
        self.doubtful = 0
        """How many of them carry a mark."""

    @property
    def failed(self) -> bool:
        """Whether an article could not be read, or a sentence not be translated; the command's exit code is 1 then."""
        return self._failed or self._articles.failed

    def __iter__(self) -> Iterator[tuple[Given, TranslatedArticle]]:
        with translator_of(self._paths) as translator, progress("translating") as step:
            for given in self._articles:
                source = source_of(self._arguments, given.article, given.path)
                try:
                    translated = translate_article(
                        given.article,
                        translator,
                        self._arguments.to,
                        source=source,
                        all_blocks=self._arguments.all,
                        on_progress=partial(step, what=given.path),
                    )
                except AituiError as error:
                    message(f"{given.path}: {error}")
                    self._failed = True
                    continue
                self._count(translated)
                if given.library_id is not None:
                    # So that list and search know of it; another program may have removed it meanwhile.
                    with suppress(KeyError), Library(self._paths.library) as library:
                        recount(library, translator, library.entry(given.library_id), given.article)
                yield given, translated

    def _count(self, translated: TranslatedArticle) -> None:
        made = list(_made(translated))
        self._failed = self._failed or any(translation.target is None for translation in made)
        self.sentences += len(made)
        self.doubtful += sum(1 for translation in made if translation.marks)


def source_of(arguments: argparse.Namespace, article: Article, path: str) -> str:
    """The language to translate from; tells on standard error where that is a guess, or the language wanted."""
    source = str(arguments.source)
    if source == "auto":
        language = detect_language(article.text)
        source = translated_from(language)
        if source != language != UNDETERMINED:
            message(f"{path}: the text seems to be neither German nor English ({language}); translated as German")
    if source == arguments.to:
        message(f"{path}: the text is in the language wanted already ({source}); left as it is")
    return source


def _made(translated: TranslatedArticle) -> Iterator[Translation]:
    """What became of each sentence that was to be translated; without a target where it could not be."""
    for block in translated.blocks:
        for sentence in block.sentences:
            if sentence.translation is not None:
                yield sentence.translation
