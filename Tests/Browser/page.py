"""A page of a lesson in a headless browser: what PAGE promises of steps, openings, keys, layout and safety.

    swift build -c release
    python3 -m pip install playwright axe-playwright-python        # and a Chromium, say Debian's
    python3 Tests/Browser/page.py .build/release/lesson [--shots FOLDER]

Ends with 1 where something does not hold, and says what; skips with a message where there is no browser.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("lesson", nargs="?", default=".build/release/lesson")
parser.add_argument("--shots", help="a folder for pictures of each state")
arguments = parser.parse_args()

try:
    from playwright.sync_api import sync_playwright
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


def lesson(*words):
    done = subprocess.run([arguments.lesson, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 2, 3):
        sys.exit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def make(folder, name, *words):
    file = os.path.join(folder, f"{len(os.listdir(folder))}.html")
    lesson("page", name, "--out", file, "--lang", "es", *words)
    return "file://" + file


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
        text_alone(browser, small)
        script(browser, small)
        hostile(browser, folder)
        if 'id="engine"' in open(whole[7:], encoding="utf-8").read():
            engine(browser, whole)
        else:
            print("      no engine in the page: nothing is computed there")
        browser.close()
    if faults:
        sys.exit("\n".join(["", *faults]))


def opened(browser, address, width=1440, height=900, **options):
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(address)
    page.wait_for_timeout(300)
    return page


def shot(page, name):
    if arguments.shots:
        os.makedirs(arguments.shots, exist_ok=True)
        page.screenshot(path=os.path.join(arguments.shots, name + ".png"))


def layouts(browser, address):
    for width in (320, 360, 800, 1440):
        for scheme in ("light", "dark"):
            page = opened(browser, address, width, color_scheme=scheme)
            for state in ("start", "open"):
                if state == "open":
                    page.locator("main.lesson .numbers a").nth(9).click()
                    page.wait_for_timeout(150)
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                check(f"{width} px, {scheme}, {state}: nothing scrolls sideways", wide <= 0, f"{wide} px")
                if Axe is not None:
                    found = Axe().run(page).response["violations"]
                    told = "; ".join(
                        f"{each['id']}: {each['nodes'][0]['html'][:90]}" for each in found)
                    check(f"{width} px, {scheme}, {state}: axe finds nothing", not found, told)
                shot(page, f"{width}-{scheme}-{state}")
            check(f"{width} px, {scheme}: no message", not page.said, str(page.said))
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
    stops = 0
    while stops < 30 and not page.evaluate("document.activeElement.closest('.numbers') !== null"):
        page.keyboard.press("Tab")
        stops += 1
    check("the first number is within thirty stops", stops < 30, str(stops))
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


def engine(browser, address):
    page = opened(browser, address)
    page.wait_for_selector("html.computes", timeout=20000)
    number = page.locator('[data-name="dW1"] .numbers a').first
    page.locator('button[data-value="en"]').click()
    page.wait_for_timeout(1500)
    check("English comes without loading", "Parameters" in page.locator("main.lesson").inner_text())
    page.locator('button[data-value="comma"]').click()
    page.wait_for_timeout(1500)
    check("and a decimal comma", number.inner_text().strip() == "0,0011081", number.inner_text())
    page.locator('button[data-value="point"]').click()
    page.wait_for_timeout(1500)
    other = "rows" if page.locator('button[data-value="columns"]').get_attribute("aria-pressed") == "true" else "columns"
    page.locator(f'button[data-value="{other}"]').click()
    page.wait_for_timeout(1500)
    check("the lesson is transposed", page.locator('[data-name="x"] table.matrix tr').count() == 1)
    page.locator('[data-value="columns"]').click()
    page.wait_for_timeout(1500)
    page.locator('button[data-word="nextIteration"]').click()
    page.wait_for_timeout(800)
    there = lesson("why", "clase6", "dW1[1,1]", "--at", "2", "--json")
    told = re.search(r'"value":([-0-9.e]+)', there)
    shown = number.inner_text().strip()
    number.click()
    page.wait_for_timeout(400)
    heading = page.locator(".panel h4")
    check("and opens", heading.is_visible() and shown in (heading.get_attribute("aria-label") or ""))
    page.keyboard.press("Escape")
    check("iteration 2 is the command's", told and abs(float(told[1]) - float(shown)) <= 1e-7, f"{shown} {told and told[1]}")
    page.locator('button[data-word="previousIteration"]').click()
    page.wait_for_timeout(800)
    page.locator('[data-name="W1"] .numbers a').first.click()
    page.wait_for_timeout(400)
    page.locator("#change").fill("0,2")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1200)
    check("a changed weight shows before and after", page.locator(".before").count() > 3)
    there = lesson("why", "clase6", "dW1[1,1]", "--set", "W1=[0.2 0.3; 0.2 0.4]", "--json")
    told = re.search(r'"value":([-0-9.e]+)', there)
    shown = number.inner_text().strip()
    check("and the command's numbers", told and abs(float(told[1]) - float(shown)) <= 1e-7, f"{shown} {told and told[1]}")
    page.locator('[data-name="W1"] .numbers a').nth(1).click()
    page.wait_for_timeout(400)
    page.locator("#change").fill("0.5")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1200)
    there = lesson("why", "clase6", "dW1[1,1]", "--set", "W1=[0.2 0.5; 0.2 0.4]", "--json")
    told = re.search(r'"value":([-0-9.e]+)', there)
    shown = number.inner_text().strip()
    check("a second change keeps the first", told and abs(float(told[1]) - float(shown)) <= 1e-7, f"{shown} {told and told[1]}")
    shot(page, "changed")
    page.locator(".changed button").click()
    page.wait_for_timeout(1200)
    check("undone, all is as before", page.locator(".before").count() == 0 and number.inner_text().strip() == "0.0011081")
    page.keyboard.press("Escape")
    page.locator(".stepbar button[aria-pressed]").click()
    page.wait_for_timeout(300)
    page.locator("#answer").fill("0,9")
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)
    said = page.locator(".panel [role=status]").inner_text()
    check("a wrong prediction is told", "Not right" in said, said)
    hidden = page.locator('[data-name="dW1"] .numbers a').first.get_attribute("aria-label") or ""
    check("what is to be predicted is not read aloud", "0.001" not in hidden, hidden)
    shot(page, "predict")
    check("no message", not page.said, str(page.said))
    page.context.close()


main()
