"""A lesson written in its page: errors below their line, the computed page, files, and the way back."""

import os

from browsing import accessible, check, make, opened, shot, spoken


def writing(browser, address, folder):
    for width in (1440, 360):
        page = opened(browser, address, width, 740, computes=True)
        faulty(page, width)
        page.context.close()
    page = opened(browser, address, computes=True, accept_downloads=True)
    good(page)
    files(page, folder)
    check("writing: no message", not page.said, str(page.said))
    page.context.close()
    printed(browser, address)
    blank(browser, folder)


def edit(page):
    if page.locator(".menu").is_visible():
        page.locator(".menu").click()
    page.locator('button[aria-controls="write"]').click()
    return page.locator("#text")


def run(page, text, wait=1500):
    page.locator("#text").fill(text)
    page.locator(".write .is-main").click()
    page.wait_for_timeout(wait)


# Where the line that is selected ends in the editor, and where the error begins.
PLACES = """() => {
  const area = document.querySelector("#text"), fault = document.querySelector("#fault");
  const line = area.value.slice(0, area.selectionStart).split("\\n").length;
  const style = getComputedStyle(area);
  const end = area.getBoundingClientRect().top + area.clientTop + parseFloat(style.paddingTop) - area.scrollTop
    + line * parseFloat(style.lineHeight);
  const box = fault.getBoundingClientRect();
  return { end, top: box.top, bottom: box.bottom, left: box.left, right: box.right, line,
    selected: area.value.slice(area.selectionStart, area.selectionEnd), height: innerHeight, width: innerWidth };
}"""


def faulty(page, width):
    area = edit(page)
    check(f"{width} px: the editor opens and has the focus", page.evaluate("document.activeElement.id") == "text")
    text = area.input_value()
    check(f"{width} px: it has the lesson's text and a name", text.startswith("lesson clase6\n")
          and page.get_by_role("textbox", name="El texto de la lección").count() == 1)
    page.keyboard.press("Tab")
    check(f"{width} px: Tab leaves the editor", page.evaluate("document.activeElement.textContent") == "Calcular")
    before = page.locator("main.lesson").inner_html()
    run(page, text.replace("a1 = σ(z1)", "a1 = σ(q1)"), 500)
    places = page.evaluate(PLACES)
    check(f"{width} px: an error stands right below its line", abs(places["top"] - places["end"]) < 3, str(places))
    check(f"{width} px: and is seen whole", 0 <= places["left"] and places["right"] <= places["width"]
          and 0 < places["top"] and places["bottom"] <= places["height"], str(places))
    check(f"{width} px: what is wrong is selected, in line 33", places["line"] == 33 and places["selected"] == "q1", str(places))
    check(f"{width} px: the focus is there, and it is said",
          page.evaluate("document.activeElement.id") == "text" and spoken(page).startswith("Línea 33: no existe «q1»"), spoken(page))
    check(f"{width} px: the editor is marked and the error is its description",
          page.locator('#text[aria-invalid="true"][aria-describedby="fault"]').count() == 1)
    check(f"{width} px: the page keeps the last lesson", page.locator("main.lesson").inner_html() == before)
    accessible(page, f"{width} px, an error in the text")
    shot(page, f"fault-{width}")
    page.keyboard.type("z1")
    check(f"{width} px: mended, the error is gone", not page.locator("#fault").is_visible())
    run(page, "")
    check(f"{width} px: what has no line is told as well",
          "está vacío" in page.locator("#fault").inner_text() and page.locator("#fault").is_visible())


def good(page):
    area = edit(page)
    text = area.input_value()
    page.locator('[data-name="W1"] .numbers a').first.click()
    page.wait_for_timeout(300)
    page.locator("#change").fill("0.2")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1200)
    run(page, text.replace("lesson clase6", "lesson mia").replace("a1 = σ(z1)", "a1 = tanh(z1)"))
    shown = page.locator('[data-name="a1"] .numbers a').first.inner_text().strip()
    check("another formula is computed", shown == "0.38847", shown)
    check("changes of before are gone, the panel is shut",
          page.locator(".before").count() == 0 and not page.locator(".panel").is_visible())
    check("it is said that the text is the reader's", "has editado" in spoken(page), spoken(page))
    check("the page has its name", page.locator(".bar > a").inner_text() == "mia")
    page.locator('[data-name="a1"] .numbers a').first.click()
    page.wait_for_timeout(300)
    asked = page.locator(".panel .ask").inner_text()
    check("its numbers open", asked == "lesson why mia 'a1[1]'", asked)
    page.locator('button[data-value="en"]').click()
    page.wait_for_timeout(1500)
    check("in English, too", "that you have edited" in page.locator("body").inner_text()
          and page.locator(".panel").is_visible())
    page.locator('button[data-value="es"]').click()
    page.wait_for_timeout(1500)
    page.evaluate("window.asked = 0; addEventListener('beforeunload', (event) => { window.asked += event.defaultPrevented })")


def files(page, folder):
    typed = page.locator("#text").input_value()
    with page.expect_download() as started:
        page.locator(".tools button").nth(1).click()
    saved = os.path.join(folder, "saved.lesson")
    started.value.save_as(saved)
    check("a text is saved under its name", started.value.suggested_filename == "mia.lesson", started.value.suggested_filename)
    check("and as it is", open(saved, encoding="utf-8").read() == typed)
    other = os.path.join(folder, "other.lesson")
    with open(other, "w", encoding="utf-8") as out:
        out.write("lesson other\n  es \"Otra\"  en \"Other\"\ndata\n  x = 3\nforward\n  y = x² + <b>\n")
    page.locator('input[type="file"]').set_input_files(other)
    page.wait_for_timeout(800)
    check("a file with an error is shown with it", page.locator("#text").input_value().startswith("lesson other")
          and spoken(page).startswith("Línea 6:") and page.locator(".bar > a").inner_text() == "mia", spoken(page))
    with open(other, "w", encoding="utf-8") as out:
        out.write("lesson other\r\n  es \"Otra\"  en \"Other\"\r\ndata\r\n  x = 3\r\nforward\r\n  y = x² + 1\r\n")
    page.locator('input[type="file"]').set_input_files(other)
    page.wait_for_timeout(1200)
    check("a file is read and computed", page.locator('[data-name="y"] .numbers').inner_text().strip() == "10")
    page.locator(".tools button").nth(3).click()
    page.wait_for_timeout(1500)
    check("and one comes back to the lesson", page.locator('[data-name="dW1"] .numbers a').first.inner_text().strip() == "0.0011081"
          and page.locator("#text").input_value().startswith("lesson clase6") and page.locator(".bar > a").inner_text() == "clase6")
    check("with the numbers of the notes", "En los apuntes:" in page.locator("main.lesson").inner_html())
    page.locator("#text").focus()
    page.keyboard.press("Control+z")
    check("the text of before can be had back", not page.locator("#text").input_value().startswith("lesson clase6"))


def printed(browser, address):
    """An edited lesson is another one: what the notes print is not said of its numbers, nor that the notes are wrong."""
    page = opened(browser, address, computes=True)
    text = edit(page).input_value()
    kept = [line for line in text.split("\n") if not line.lstrip().startswith(("c_1 =", "c_2 =", "c ="))]
    # What is no longer there cannot be asked for either.
    run(page, "\n".join(kept).replace("blank c_1, c_2, c, ", "blank ").replace("Σ e", "2·Σ e"))
    shown = page.locator('[data-name="E"] .numbers').inner_text().strip()
    check("a lesson without a quantity that the notes print is computed all the same", shown == "0.49818", shown)
    check("and the notes are not blamed", "En los apuntes:" not in page.locator("main.lesson").inner_html()
          and "errata" not in page.locator(".checks").inner_text())
    check("edited numbers: no message", not page.said, str(page.said))
    page.context.close()


def blank(browser, folder):
    address = make(folder, "--blank")
    page = opened(browser, address, 800, 1000, computes=True)
    page.wait_for_selector("#text", timeout=5000)
    check("a blank page has its editor open", page.locator("#text").is_visible()
          and page.locator('button[aria-controls="write"][aria-expanded="true"]').count() == 1)
    accessible(page, "800 px, blank page")
    shot(page, "blank-800")
    text = page.locator("#text").input_value()
    run(page, text.replace("y = 0.3 ", "y = 0.6 "))
    shown = page.locator('[data-name="y"] .numbers').inner_text().strip()
    check("and computes what is written in it", shown == "0.6", shown)
    check("blank page: no message", not page.said, str(page.said))
    page.context.close()
