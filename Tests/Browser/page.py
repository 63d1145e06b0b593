"""A page of a lesson in a headless browser: what PAGE promises of steps, openings, keys, layout and safety.

    swift build -c release
    python3 -m pip install playwright axe-playwright-python        # and a Chromium, say Debian's
    python3 Tests/Browser/page.py .build/release/lesson [--shots FOLDER]

Ends with 1 where something does not hold, and says what; skips with a message where there is no browser.
"""

import argparse
import os
import sys
import tempfile

from browsing import Tried, accessible, browser_path, check, faults, make, opened, shot, sync_playwright
from computing import engine, forced
from keys import alone, controls, stops, uncovered
from lacking import lacking
from paper import paper
from writing import writing

parser = argparse.ArgumentParser()
parser.add_argument("lesson", nargs="?", default=".build/release/lesson")
parser.add_argument("--shots", help="a folder for pictures of each state")
arguments = parser.parse_args()
Tried.command, Tried.shots = arguments.lesson, arguments.shots

HOSTILE = """lesson hostile
  es "<img src=x onerror=alert(1)>\\"'&"
  en "<img src=x onerror=alert(1)>\\"'&"

note
  es "</script><script>alert(2)</script><!--"
  en "</script><script>alert(2)</script><!--"

data
  x = 2  es "<svg onload=alert(3)>"  en "<svg onload=alert(3)>"

forward
  z = 3·x  es "]]> </style><script>alert(4)</script>"  en "]]> </style><script>alert(4)</script>"
"""


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        small, whole = make(folder, "clase6", "--no-engine"), make(folder, "clase6")
        size = os.path.getsize(whole[7:])
        print(f"      clase6: {os.path.getsize(small[7:]):,} bytes, with the engine {size:,}")
        layouts(browser, small)
        for name in ("softmax-ce", "xor"):
            wide(browser, make(folder, name, "--no-engine"), name)
        text_alone(browser, small)
        script(browser, small)
        stops(browser, small, 800, computes=False)
        hostile(browser, folder)
        if 'id="engine"' in open(whole[7:], encoding="utf-8").read():
            engine(browser, whole)
            for width in (1440, 360):
                stops(browser, whole, width, computes=True)
            controls(browser, whole)
            uncovered(browser, whole)
            alone(browser, whole)
            forced(browser, whole)
            writing(browser, whole, folder)
            lacking(browser, whole)
            paper(browser, whole)
        else:
            print("      no engine in the page: nothing is computed there")
        browser.close()
    if faults:
        sys.exit("\n".join(["", *faults]))


def layouts(browser, address):
    for width in (320, 360, 800, 1440):
        for scheme in ("light", "dark"):
            page = opened(browser, address, width, color_scheme=scheme)
            for state in ("start", "open"):
                if state == "open":
                    page.locator("main.lesson .numbers a").nth(9).click()
                    page.wait_for_timeout(150)
                accessible(page, f"{width} px, {scheme}, {state}")
                shot(page, f"{width}-{scheme}-{state}")
            check(f"{width} px, {scheme}: no message", not page.said, str(page.said))
            page.context.close()


def wide(browser, address, name):
    """A lesson with wide tables, long formulas and long notes."""
    for width in (320, 1440):
        page = opened(browser, address, width)
        accessible(page, f"{name}, {width} px")
        page.context.close()


def text_alone(browser, address):
    page = opened(browser, address, 800, java_script_enabled=False)
    links = page.locator("main.lesson .numbers a")
    count, reached = links.count(), 0
    for place in range(count):
        target = links.nth(place).get_attribute("href")
        page.goto(address + target)
        reached += page.locator(f"section.opening{target}").is_visible()
    check("without a script every number opens", count > 40 and reached == count, f"{reached} of {count}")
    page.context.close()


def script(browser, address):
    page = opened(browser, address)
    while not page.evaluate("document.activeElement.closest('.numbers') !== null"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    check("Enter opens a number", page.locator(".panel").is_visible())
    page.keyboard.press("Escape")
    check("Esc closes it, and focus is back", page.evaluate("document.activeElement.closest('.numbers') !== null"))
    page.keyboard.press("ArrowDown")
    check("arrows walk in a matrix", page.evaluate("document.activeElement.textContent").strip() == "0.5")
    page.locator('[data-name="dW1"] .numbers a').first.click()
    page.wait_for_timeout(100)
    heading = page.locator(".panel h4").get_attribute("aria-label") or ""
    check("the open number is named", "0.0011081" in heading, heading)
    page.locator(".panel .parts a").first.click()
    page.wait_for_timeout(100)
    page.keyboard.press("Backspace")
    page.wait_for_timeout(100)
    check("one goes back along the trail", (page.locator(".panel h4").get_attribute("aria-label") or "") == heading)
    check("the address keeps the place", "o=o" in page.evaluate("location.hash"))
    page.reload()
    page.wait_for_timeout(300)
    check("and comes back to it", (page.locator(".panel h4").get_attribute("aria-label") or "") == heading)
    page.keyboard.press("Escape")
    page.locator(".stepbar button").nth(1).click()
    check("a step marks a card", page.locator(".card.is-current").get_attribute("data-name") == "z1")
    page.keyboard.press("ArrowRight")
    check("an arrow goes on", page.locator(".card.is-current").get_attribute("data-name") == "a1")
    check("no message", not page.said, str(page.said))
    page.context.close()


def hostile(browser, folder):
    file = os.path.join(folder, "hostile.lesson")
    with open(file, "w", encoding="utf-8") as out:
        out.write(HOSTILE)
    page = opened(browser, make(folder, file))
    ran = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.reload()
    page.wait_for_timeout(400)
    check("text of a lesson runs nothing", not ran and not page.said, f"{ran} {page.said}")
    check("and is shown as it is", "<img src=x onerror=alert(1)>\"'&" in page.locator("h1").inner_text())
    page.context.close()


main()
