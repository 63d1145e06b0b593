"""The page on paper: what is printed, how many sheets, and no card that is cut."""

import re

from browsing import check, opened

# What is worked with on a screen.
BARS = ".bar, .dock, .notice, .write, .changed, .edited, .fields, .steps"


def paper(browser, address):
    page = opened(browser, address, computes=True, color_scheme="dark")
    page.locator('[data-name="W1"] .numbers a').first.click()
    page.wait_for_timeout(300)
    page.emulate_media(media="print", color_scheme="dark")
    check("on paper there are no bars", page.evaluate(f"[...document.querySelectorAll('{BARS}')].every((each) => !each.checkVisibility())"))
    check("and no openings", page.locator(".opening:visible").count() == 0)
    check("black on white", page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)")
    check("no card is cut", page.evaluate(
        "[...document.querySelectorAll('.card')].every((each) => getComputedStyle(each).breakInside === 'avoid')"))
    check("nothing is wider than the sheet", page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
    page.evaluate("document.documentElement.dataset.sheet = 'blank'")
    hidden = page.evaluate("""[...document.querySelectorAll('.card[data-step] .numbers a')]
        .every((each) => getComputedStyle(each).color === 'rgba(0, 0, 0, 0)')""")
    given = page.evaluate("""[...document.querySelectorAll('.card:not([data-step]) .numbers a')]
        .every((each) => getComputedStyle(each).color === 'rgb(0, 0, 0)')""")
    check("a blank sheet has what is given and rules for what is computed", hidden and given)
    sheets = count(page)
    check("the blank sheet of clase6 is three pages", sheets <= 3, str(sheets))
    page.evaluate("document.documentElement.dataset.sheet = 'solved'")
    lines = page.evaluate("""[...document.querySelectorAll('.card[data-step]')].map((card) => [
        card.querySelectorAll('.numbers a').length,
        [...card.querySelectorAll('.opening .formula')].filter((each) => each.checkVisibility()).length])""")
    check("a solved sheet has a line for each computed number", len(lines) > 10 and all(a <= b for a, b in lines), str(lines))
    sheets = count(page)
    check("the solved sheet of clase6 is six pages at most", sheets <= 6, str(sheets))
    page.context.close()
    stale(browser, address)


def count(page):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4", prefer_css_page_size=True)))


def stale(browser, address):
    """A sheet is that of what is seen, not of what was there at first."""
    page = opened(browser, address, before="window.print = () => { window.printed = document.querySelector('.card[data-name=z1] .opening .formula').textContent }", computes=True)
    page.locator('button[data-word="nextIteration"]').click()
    page.wait_for_timeout(800)
    shown = page.locator('[data-name="z1"] .numbers a').first.inner_text().strip()
    page.get_by_text("Hoja resuelta").click()
    page.wait_for_function("window.printed !== undefined", timeout=10000)
    check("a solved sheet is that of the iteration", shown != "0.41" and shown in page.evaluate("window.printed"), shown)
    page.context.close()
