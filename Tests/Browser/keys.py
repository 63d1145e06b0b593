"""A page by its keys alone: stops of the Tab key, and arrows within them."""

from browsing import accessible, check, opened


def stops(browser, address, width, computes):
    """How many times Tab is pressed from the top of the page to its first number, and that a matrix is one stop."""
    page = opened(browser, address, width, computes=computes)
    count = 0
    while count < 30 and not page.evaluate("document.activeElement.closest('.numbers') !== null"):
        page.keyboard.press("Tab")
        count += 1
    check(f"{width} px: the first number is within ten stops", count <= 10, str(count))
    print(f"      {width} px: {count} stops to the first number")
    grid = "document.activeElement.closest('[role=grid]')?.getAttribute('aria-label')"
    first = page.evaluate(grid)
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    check(f"{width} px: arrows stay in the matrix", first is not None and page.evaluate(grid) == first)
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Tab")
    check(f"{width} px: a matrix is one stop", page.evaluate(grid) != first)
    page.keyboard.press("Shift+Tab")
    check(f"{width} px: and is come back to where it was left", page.evaluate("document.activeElement.getAttribute('aria-label')") == name)
    page.context.close()


def controls(browser, address):
    """The controls are one stop, with arrows among them; where there is no room they are behind a button."""
    page = opened(browser, address, computes=True)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    at = "document.activeElement.dataset.value ?? document.activeElement.textContent"
    found = [page.evaluate(at)]
    for key in ("ArrowRight", "ArrowRight", "End", "ArrowLeft", "Home"):
        page.keyboard.press(key)
        found.append(page.evaluate(at))
    check("arrows walk among the controls", found == ["es", "en", "point", "Editar la lección", "Hoja resuelta", "es"], str(found))
    page.context.close()
    page = opened(browser, address, 360, computes=True)
    check("at 360 px the controls are folded", not page.locator(".controls").is_visible())
    page.locator(".menu").click()
    check("and unfold", page.locator(".controls").is_visible() and page.locator('.menu[aria-expanded="true"]').count() == 1)
    accessible(page, "360 px, controls")
    page.context.close()


def uncovered(browser, address):
    """At every width the step bar and the open number stand beside or above each other."""
    for width in (800, 1100, 1440):
        page = opened(browser, address, width, computes=True)
        page.locator('[data-name="dW1"] .numbers a').first.click()
        page.wait_for_timeout(700)
        boxes = page.evaluate("""['.stepbar', '.panel', '.numbers a.is-open'].map((each) => {
            const { left, right, top, bottom } = document.querySelector(each).getBoundingClientRect();
            return { left, right, top, bottom }; })""")
        apart = all(a["right"] <= b["left"] + 1 or b["right"] <= a["left"] + 1 or a["bottom"] <= b["top"] + 1
                    or b["bottom"] <= a["top"] + 1 for a in boxes for b in boxes if a is not b)
        check(f"{width} px: step bar, open number and its place do not cover each other", apart, str(boxes))
        page.context.close()
