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


def tab_to(page, selector, key="Tab"):
    """Presses Tab until something has the focus; whether it was reached."""
    for _ in range(80):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return True
        page.keyboard.press(key)
    return False


def alone(browser, address):
    """Three numbers predicted, a path opened, a weight changed and that undone, without a pointer."""
    page = opened(browser, address, computes=True)
    check("keys: the way to the prediction", tab_to(page, ".stepbar button[aria-pressed]", "Shift+Tab"))
    page.keyboard.press("Enter")
    for answer in ("0.41", "0,47", "0.60109"):
        page.wait_for_selector("#answer:focus")
        page.keyboard.type(answer)
        page.keyboard.press("Enter")
        page.wait_for_timeout(1600)
    known = page.locator(".numbers a.is-known").all_inner_texts()
    check("keys: three numbers are predicted", [each.strip() for each in known] == ["0.41", "0.47", "0.60109"], str(known))
    page.keyboard.press("Escape")
    check("keys: Esc ends it", page.locator(".is-later").count() == 0 and not page.locator(".panel").is_visible())
    page.locator("body").focus()
    page.evaluate("document.activeElement.blur()")
    check("keys: the way to a weight", tab_to(page, '[data-name="W1"] .numbers a'))
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    check("keys: the way to its field", tab_to(page, "#change"))
    page.keyboard.press("Control+a")
    page.keyboard.type("0.2")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1200)
    check("keys: a weight is changed", page.locator(".before").count() > 3)
    page.keyboard.press("Escape")
    check("keys: the focus is back at the weight", page.evaluate("document.activeElement.matches('[data-name=W1] .numbers a')"))
    check("keys: the way to the undoing", tab_to(page, ".changed button", "Shift+Tab"))
    page.keyboard.press("Enter")
    page.wait_for_timeout(1200)
    check("keys: it is undone", page.locator(".before").count() == 0)
    check("keys: the way to a derivative", tab_to(page, '[data-name="dW1"] .numbers a'))
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    check("keys: its paths are open", page.locator(".panel .factors").count() == 2)
    check("keys: no message", not page.said, str(page.said))
    page.context.close()
