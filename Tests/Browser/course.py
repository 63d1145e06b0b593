"""All lessons as a folder of pages, and the index that leads to them.

    python3 Tests/Browser/course.py .build/release/lesson [--shots FOLDER]

Makes the course without the engine, which takes a few minutes; ends with 1 where something does not hold.
"""

import argparse
import os
import sys
import tempfile

from browsing import Tried, accessible, browser_path, check, faults, lesson, opened, shot, sync_playwright

parser = argparse.ArgumentParser()
parser.add_argument("lesson", nargs="?", default=".build/release/lesson")
parser.add_argument("--shots", help="a folder for pictures")
parser.add_argument("--made", help="a folder with a course that is there already")
arguments = parser.parse_args()
Tried.command, Tried.shots = arguments.lesson, arguments.shots


def found(page, words):
    page.locator("input[type=search]").fill(words)
    page.wait_for_timeout(100)
    return [each.inner_text() for each in page.locator("main.course li:visible code").all()]


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        folder = arguments.made or folder
        if not arguments.made:
            lesson("page", "all", "--no-engine", "--out", folder, "--lang", "es")
        names = lesson("list", "--names").split()
        pages = sorted(file[:-5] for file in os.listdir(folder) if file != "index.html")
        check("there is a page for each lesson", pages == sorted(names), f"{len(pages)} of {len(names)}")
        sizes = {name: os.path.getsize(os.path.join(folder, name + ".html")) for name in pages}
        print(f"      {sum(sizes.values()):,} bytes; the largest:", sorted(sizes.items(), key=lambda each: -each[1])[:3])
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        index = "file://" + os.path.join(os.path.abspath(folder), "index.html")
        for width in (320, 1440):
            for scheme in ("light", "dark"):
                page = opened(browser, index, width, color_scheme=scheme)
                accessible(page, f"index, {width} px, {scheme}")
                shot(page, f"index-{width}-{scheme}")
                check(f"index, {width} px, {scheme}: no message", not page.said, str(page.said))
                page.context.close()
        page = opened(browser, index)
        check("at first all lessons are there", len(found(page, "")) == len(names))
        check("a name is found", "softmax-ce" in found(page, "softmax-ce"))
        check("a word of its notes is found", "toy-weight" in found(page, "tasa de aprendizaje"))
        check("without accents and capitals, too", found(page, "RETROPROPAGACIÓN") == found(page, "retropropagacion") != [])
        check("all words have to be there", found(page, "softmax zzzz") == [])
        check("and it is said", "Ninguna" in page.locator("form.search [role=status]").inner_text())
        found(page, "clase6")
        page.locator("main.course li:visible a").first.click()
        page.wait_for_timeout(500)
        check("a link leads to the page", page.url.endswith("/clase6.html"), page.url)
        page.locator("a.index").click()
        page.wait_for_timeout(300)
        check("and that leads back", page.url.endswith("/index.html"), page.url)
        page.context.close()
        page = opened(browser, index, java_script_enabled=False)
        check("without a script the list is there", page.locator("main.course li a:visible").count() == len(names))
        check("and no field", not page.locator("form.search").is_visible())
        page.context.close()
        for name in pages:
            page = opened(browser, "file://" + os.path.join(os.path.abspath(folder), name + ".html"), 800)
            check(f"{name}: no message", not page.said, str(page.said))
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            check(f"{name}: nothing scrolls sideways", wide <= 0, f"{wide} px")
            page.context.close()
        browser.close()
    if faults:
        sys.exit("\n".join(["", *faults]))


main()
