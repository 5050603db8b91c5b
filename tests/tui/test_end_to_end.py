"""The program as a person runs it: a process in a terminal, started twice."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

from .terminal import Terminal


def chinese_characters(screen: str) -> int:
    return len(re.findall(r"[\u4e00-\u9fff]", screen))


def test_read_switch_to_chinese_scroll_quit_and_find_it_all_again(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(lambda screen: "Library · 5" in screen, "the list")
        terminal.press("\r")
        terminal.wait_for(lambda screen: "German" in screen and "English" in screen, "both columns")
        terminal.wait_for(lambda screen: "de → en  ·  translated" in screen, "the English translation")
        terminal.press("l")
        terminal.wait_for(lambda screen: "de → zh" in screen and chinese_characters(screen) > 20, "Chinese")
        terminal.press("}" * 8)
        terminal.wait_for(lambda screen: "▌ Auch wenn dies" in screen, "the cursor some paragraphs on")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with Terminal(tmp_path) as terminal:
        screen = terminal.wait_for(lambda screen: "▌ Auch wenn dies" in screen, "the place where reading stopped")
        # What was translated stands there with the text, before any model could have been loaded.
        assert chinese_characters(screen) > 20
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_kill_in_the_middle_keeps_every_finished_batch(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(lambda screen: "Library · 5" in screen, "the list")
        terminal.press("\r")
        terminal.wait_for(lambda screen: re.search(r"━ [1-9]\d*/\d+", screen) is not None, "a first batch")
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.process.wait()
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(
            lambda screen: re.search(r"━ [1-9]\d*/\d+", screen) is not None or "translated  ·" in screen,
            "what was translated before",
        )
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_what_is_typed_while_the_program_starts_is_done(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(lambda screen: "Library" in screen, "the first frame")
        terminal.press("3")
        terminal.wait_for(lambda screen: "Quotes ·" in screen, "the quotes")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_terminal_of_80_by_24_shows_the_list_then_the_reader(tmp_path: Path) -> None:
    with Terminal(tmp_path, columns=80, lines=24) as terminal:
        terminal.wait_for(lambda screen: "Library · 5" in screen, "the list")
        terminal.press("\r")
        terminal.wait_for(lambda screen: "German" in screen and "Library" not in screen, "the reader alone")
        terminal.press("\x1b")
        terminal.press("\x1b")
        terminal.wait_for(lambda screen: "Library · 5" in screen, "the list again")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_missing_file_is_named_and_the_app_opens_all_the_same(tmp_path: Path) -> None:
    with Terminal(tmp_path, [str(tmp_path / "fehlt.txt")]) as terminal:
        terminal.wait_for(lambda screen: "fehlt.txt" in screen and "does not exist" in screen, "the message")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
