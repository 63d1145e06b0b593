"""The page on which a digit is drawn, in a headless browser: strokes by pointer and by keys, and what the network says.

    python3 Tests/Browser/drawing.py .build/release/lesson [--name cnn] [--data FOLDER] [--load FILE] [--shots FOLDER]

The lesson is mnist, or with --name cnn that one. Without --load it first learns an epoch of the images in --data, or of
made-up ones (some seconds). Ends with 1 where something does not hold; skips with a message where there is no browser.
"""

import argparse
import os
import sys
import tempfile
import time

from browsing import Tried, accessible, browser_path, check, faults, lesson, make, opened, shot, spoken, sync_playwright

parser = argparse.ArgumentParser()
parser.add_argument("lesson", nargs="?", default=".build/release/lesson")
parser.add_argument("--data", help="a folder with MNIST")
parser.add_argument("--name", default="mnist", choices=["mnist", "cnn"], help="the lesson that reads the drawings")
parser.add_argument("--load", help="what it has learned")
parser.add_argument("--shots", help="a folder for pictures")
arguments = parser.parse_args()
Tried.command, Tried.shots = arguments.lesson, arguments.shots
# The quantity whose numbers are the answers.
answer = {"mnist": "A3", "cnn": "P"}[arguments.name]
digits = ["--data", arguments.data] if arguments.data else ["--digits", "6000"]

# A seven and a one, in parts of the pad.
SEVEN = [[(0.3, 0.3), (0.65, 0.3), (0.45, 0.75)]]
ONE = [[(0.5, 0.2), (0.5, 0.8)]]


def answers(page):
    """What the ten bars say: their widths, their numbers, and which one is marked."""
    return page.evaluate("""() => [...document.querySelectorAll(".answers tbody tr")].map((row) => ({
        digit: row.querySelector("th").textContent, number: row.querySelector("td.right").textContent.trim(),
        width: Number(row.querySelector("rect").getAttribute("width")), marked: row.classList.contains("is-answer") }))""")


def draw(page, strokes, within=(0, 0, 1, 1)):
    """Draws strokes with the pointer, in a part of the pad; how long the answer takes, in milliseconds."""
    box = page.locator("canvas.drawing").bounding_box()
    left, top, width, height = within
    place = lambda x, y: (box["x"] + (left + x * width) * box["width"], box["y"] + (top + y * height) * box["height"])
    for stroke in strokes:
        page.mouse.move(*place(*stroke[0]))
        page.mouse.down()
        for point in stroke[1:]:
            page.mouse.move(*place(*point), steps=8)
        begun = time.monotonic()
        page.mouse.up()
        # The page computes before it is asked the next thing.
        page.evaluate("() => new Promise((resolve) => setTimeout(resolve))")
        page.wait_for_timeout(30)
    return 1000 * (time.monotonic() - begun) - 30


def clear(page):
    page.get_by_role("button", name="Borrar").click()
    page.wait_for_timeout(100)


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        model = arguments.load or os.path.join(folder, "model.safetensors")
        if not arguments.load:
            batch = ["--batch", "64"] if arguments.name == "cnn" else []
            lesson("run", arguments.name, "--epochs", "1", "--save", model, *batch, *digits)
        address = make(folder, arguments.name, "--load", model, *digits)
        print(f"      {arguments.name}, with what it has learned: {os.path.getsize(address[7:]):,} bytes")
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for width in (320, 800, 1440):
            for scheme in ("light", "dark"):
                page = opened(browser, address, width, computes=True, color_scheme=scheme)
                accessible(page, f"pad, {width} px, {scheme}")
                shot(page, f"pad-{width}-{scheme}")
                check(f"pad, {width} px, {scheme}: no message", not page.said, str(page.said))
                page.context.close()
        page = opened(browser, address, computes=True)
        example(page, model)
        pointer(page)
        keys(page)
        faulty(page)
        # From a probability down to a pixel, as mnist computes it.
        if arguments.name == "mnist":
            opening(page)
        page.context.close()
        without(browser, address)
        browser.close()
    return 1 if faults else 0


def example(page, model):
    """The page begins with a digit of the test set, about which it says what the command says."""
    shown = answers(page)
    check("there are ten answers", [each["digit"] for each in shown] == list("0123456789"), str(shown))
    check("one of them is marked", sum(each["marked"] for each in shown) == 1)
    check("they add up to 1", abs(sum(each["width"] for each in shown) - 1) < 1e-6)
    label = page.locator("#pad-label").input_value()
    on_card = page.evaluate(f"""() => [...document.querySelectorAll('.card[data-name="{answer}"] .numbers a')]
        .map((each) => each.textContent.trim())""")
    check("the bars have the numbers of the card", on_card == [each["number"] for each in shown], str(on_card))
    check("the loss is that of the label", page.locator('.card[data-name="J"]').is_visible())
    # In another language and with another mark the numbers are the same.
    page.get_by_role("button", name="0,5").click()
    page.wait_for_timeout({"mnist": 1500, "cnn": 6000}[arguments.name])
    with_comma = [each["number"].replace(",", ".") for each in answers(page)]
    check("with a comma, the same numbers", with_comma == [each["number"] for each in shown], str(with_comma))
    page.get_by_role("button", name="0.5").click()
    page.get_by_role("button", name="en", exact=True).click()
    page.wait_for_timeout({"mnist": 1500, "cnn": 6000}[arguments.name])
    check("in English, too", page.locator(".pad h2").inner_text() == "Draw a digit")
    page.get_by_role("button", name="es", exact=True).click()
    page.wait_for_timeout({"mnist": 1500, "cnn": 6000}[arguments.name])
    check("and back", page.locator(".pad h2").inner_text() == "Dibuja una cifra" and label != "")


def pointer(page):
    clear(page)
    check("an empty pad is not asked about", not answers(page) and page.locator(".blank-pad").is_visible())
    check("and nothing of it is computed on the page", not page.locator("main.lesson").is_visible())
    shot(page, "pad-empty")
    times = [draw(page, SEVEN)]
    shown = answers(page)
    check("a seven is read", [each["digit"] for each in shown if each["marked"]] == ["7"], str(shown))
    check("nobody has said what it is: no loss", not page.locator('.card[data-name="J"]').is_visible())
    gradients = lambda: [each for each in page.locator(".steps li:visible a").all()
                         if (each.get_attribute("aria-label") or "").startswith("dW")]
    check("and no gradients among the steps", not gradients())
    shot(page, "pad-seven")
    page.locator("#pad-label").select_option("7")
    page.wait_for_timeout(300)
    check("as a seven it has a loss", page.locator('.card[data-name="J"]').is_visible())
    check("and gradients among the steps", len(gradients()) == {"mnist": 3, "cnn": 2}[arguments.name], str(len(gradients())))
    again = answers(page)
    check("which does not change the answer", [each["number"] for each in again] == [each["number"] for each in shown])
    # The same strokes elsewhere and smaller: they are prepared in the same way.
    clear(page)
    times.append(draw(page, SEVEN, within=(0.05, 0.05, 0.5, 0.5)))
    moved = answers(page)
    check("small and in a corner it is a seven, too", [e["digit"] for e in moved if e["marked"]] == ["7"], str(moved))
    clear(page)
    times.append(draw(page, ONE))
    check("a one is read", [e["digit"] for e in answers(page) if e["marked"]] == ["1"], str(answers(page)))
    print("      from lifting the pen to the answer: " + ", ".join(f"{each:.0f}" for each in times) + " ms")
    page.get_by_role("button", name="Un ejemplo").click()
    page.wait_for_timeout(300)
    check("the example is back, with its label", page.locator("#pad-label").input_value() != "")


def keys(page):
    clear(page)
    page.locator("canvas.drawing").focus()
    for key in ["ArrowUp"] * 8 + ["Space"] + ["ArrowDown"] * 16:
        page.keyboard.press(key)
    check("the pen says where it is", "Pluma apoyada" in spoken(page), spoken(page))
    page.keyboard.press("Space")
    page.wait_for_timeout(300)
    check("keys draw a one", [e["digit"] for e in answers(page) if e["marked"]] == ["1"], str(answers(page)))
    check("and the page has not moved a step", page.locator(".card.is-current").count() == 0)
    shot(page, "pad-keys")


def faulty(page):
    """Each preparation can be left out, and the image shows it."""
    clear(page)
    draw(page, SEVEN, within=(0.05, 0.05, 0.5, 0.5))
    seen = """() => [...document.querySelector("canvas.seen").getContext("2d").getImageData(0, 0, 28, 28).data]
        .filter((each, place) => place % 4 === 0)"""
    prepared = page.evaluate(seen)
    for name in ("centred", "scaled"):
        page.locator(f"#pad-{name}").uncheck()
    page.wait_for_timeout(300)
    raw = page.evaluate(seen)
    rows = [place // 28 for place, grey in enumerate(raw) if grey]
    check("as it was drawn it is in its corner", max(rows) < 14 and raw != prepared, str(max(rows)))
    page.locator("#pad-inverted").check()
    page.wait_for_timeout(300)
    check("black on white it is the other way round", page.evaluate(seen) == [255 - grey for grey in raw])
    shot(page, "pad-faulty")
    page.locator("#pad-inverted").uncheck()
    for name in ("centred", "scaled"):
        page.locator(f"#pad-{name}").check()
    page.wait_for_timeout(300)
    check("with both it is what it was", page.evaluate(seen) == prepared)


def opening(page):
    """A probability opens, and what it comes from, down to a pixel."""
    page.locator(".answers a").nth(7).click()
    page.wait_for_selector(".panel .body h4")
    for name in ("Z3[8]", "A2[", "Z2[", "A1[", "Z1[", "A0["):
        parts = page.locator(".panel ul.parts a")
        labels = [each.get_attribute("aria-label") for each in parts.all()]
        place = next((place for place, label in enumerate(labels) if label.startswith(name)), None)
        if place is None:
            check(f"a part {name} opens", False, str(labels))
            return
        parts.nth(place).click()
        page.wait_for_timeout(200)
    heading = page.locator(".panel h4").get_attribute("aria-label")
    check("a probability leads to a pixel", heading.startswith("A0["), heading)
    shot(page, "pad-opened")
    page.keyboard.press("Backspace")
    page.wait_for_timeout(200)
    check("and back", page.locator(".panel h4").get_attribute("aria-label").startswith("Z1["))
    page.keyboard.press("Escape")
    # The pictures of the canvas are read by this test, not by the page.
    said = [each for each in page.said if "willReadFrequently" not in each]
    check("nothing was said in the console", not said, str(said))


def without(browser, address):
    """Without a script the text is there, about the example."""
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(address)
    check("without a script there is no pad, and the lesson is there",
          page.locator(".pad").count() == 0 and page.locator(f'.card[data-name="{answer}"]').is_visible())
    context.close()


if __name__ == "__main__":
    sys.exit(main())
