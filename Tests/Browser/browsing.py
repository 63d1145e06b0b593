"""What the tests of a page share: the command, the browser, what was found."""

import os
import shutil
import subprocess
import sys

try:
    from playwright.sync_api import sync_playwright  # noqa: F401 (for those who begin)
except ImportError:
    print("skipped: there is no playwright (python3 -m pip install playwright)")
    sys.exit(0)
try:
    from axe_playwright_python.sync_playwright import Axe
except ImportError:
    Axe = None
browser_path = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
if browser_path is None:
    print("skipped: there is no Chromium (apt-get install chromium)")
    sys.exit(0)

faults = []


def check(what, holds, detail=""):
    if not holds:
        faults.append(f"{what} {detail}".strip())
    print(("ok    " if holds else "FAULT ") + what + (f" ({detail})" if detail and not holds else ""))


class Tried:
    """The command that is tried, and where pictures go."""

    command = ".build/release/lesson"
    shots = None


def lesson(*words):
    done = subprocess.run([Tried.command, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 2, 3):
        sys.exit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def make(folder, name, *words):
    """The address of a page in a file of the folder."""
    file = os.path.join(folder, f"{len(os.listdir(folder))}.html")
    lesson("page", name, "--out", file, "--lang", "es", *words)
    return "file://" + file


def opened(browser, address, width=1440, height=900, before=None, computes=False, **options):
    """A page without a network, with what it says in the console; `before` is run in it before its own script."""
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    if before:
        page.add_init_script(before)
    page.goto(address)
    if computes:
        page.wait_for_selector("html.computes", timeout=20000)
    page.wait_for_timeout(300)
    return page


def spoken(page):
    """What was said last to whoever listens."""
    return page.locator("p.said[role=status]").inner_text()


def shot(page, name):
    if Tried.shots:
        os.makedirs(Tried.shots, exist_ok=True)
        page.screenshot(path=os.path.join(Tried.shots, name + ".png"))


def accessible(page, what):
    """Nothing scrolls sideways, and axe finds nothing."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(f"{what}: nothing scrolls sideways", wide <= 0, f"{wide} px")
    if Axe is None:
        return
    found = Axe().run(page).response["violations"]
    told = "; ".join(f"{each['id']}: {each['nodes'][0]['html'][:90]}" for each in found)
    check(f"{what}: axe finds nothing", not found, told)
