"""Browsers that lack something, and an engine that has stopped: what is said, and that the page stays."""

import re

from browsing import accessible, check, lesson, opened, shot, spoken

NO_MATH = """
const real = Element.prototype.getBoundingClientRect;
Element.prototype.getBoundingClientRect = function () { return this.localName === "mspace" ? new DOMRect() : real.call(this); };
"""
# Stops in the next call for numbers.
TRAP = """
const start = WebAssembly.instantiate;
window.instances = 0;
WebAssembly.instantiate = async (...given) => {
  window.instances += 1;
  const exports = { ...(await start(...given)).exports };
  const values = exports.engine_values;
  exports.engine_values = (...given) => {
    if (window.traps) { window.traps = false; throw new WebAssembly.RuntimeError("unreachable"); }
    return values(...given);
  };
  return { exports };
};
"""


def lacking(browser, address):
    for what, before, words in (
        ("WebAssembly", "delete window.WebAssembly", "le falta WebAssembly"),
        ("DecompressionStream", "delete window.DecompressionStream", "le falta DecompressionStream"),
        ("leave to compile", "WebAssembly.compile = async () => { throw new WebAssembly.CompileError('') }", "está desactivado"),
    ):
        page = opened(browser, address, 800, 1000, before=before)
        page.wait_for_selector(".notice", timeout=5000)
        notice = page.locator(".notice")
        check(f"without {what}: it is seen and said", notice.is_visible() and words in notice.inner_text()
              and notice.get_attribute("role") == "status", notice.inner_text())
        page.locator('[data-name="dW1"] .numbers a').first.click()
        page.wait_for_timeout(150)
        check(f"without {what}: numbers open", "suma de 2 caminos" in page.locator(".panel").inner_text())
        dead = page.locator("button:visible:disabled").count() - page.locator(".panel button:disabled").count()
        page.keyboard.press("Escape")
        check(f"without {what}: nothing is offered that does nothing",
              dead <= 1 and not page.locator('button[aria-controls="write"]').is_visible(), str(dead))
        accessible(page, f"without {what}")
        check(f"without {what}: no message", not page.said, str(page.said))
        page.context.close()
    formulas(browser, address)
    trapped(browser, address)


def formulas(browser, address):
    page = opened(browser, address, 800, 1000, before=NO_MATH, computes=True)
    check("without MathML: it is said", "le falta MathML" in page.locator(".notice").inner_text())
    shown = page.locator('[data-name="δ1"] h3').inner_text()
    check("without MathML: formulas stand on a line", shown == "δ_1 = (W_2ᵀ·δ_2)⊙σ′(z_1)", shown)
    page.locator('button[data-word="nextIteration"]').click()
    page.wait_for_timeout(600)
    page.locator('[data-name="dW1"] .numbers a').first.click()
    page.wait_for_timeout(400)
    check("without MathML: openings, too", "∂E/∂e_1" in page.locator(".panel").inner_text() and page.locator("math").count() == 0)
    accessible(page, "without MathML")
    shot(page, "no-mathml")
    check("without MathML: no message", not page.said, str(page.said))
    page.context.close()


def trapped(browser, address):
    page = opened(browser, address, 1440, before=TRAP, computes=True)
    page.locator('[data-name="W1"] .numbers a').first.click()
    page.wait_for_timeout(300)
    page.evaluate("window.traps = true")
    page.locator("#change").fill("0.2")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1200)
    check("a stopped engine is replaced", page.evaluate("window.instances") == 2)
    check("it is said", "ha vuelto a empezar" in spoken(page) and "ha vuelto a empezar" in page.locator(".panel").inner_text())
    check("the page stays as it was", page.locator(".before").count() == 0
          and page.locator('[data-name="W1"] .numbers a').first.inner_text().strip() == "0.1")
    page.locator('button[data-word="nextIteration"]').click()
    page.wait_for_timeout(1000)
    shown = page.locator('[data-name="E"] .numbers').inner_text().strip()
    told = re.search(r'"value":([-0-9.e]+)', lesson("why", "clase6", "E", "--at", "2", "--json"))
    check("and goes on", page.locator(".when").inner_text().endswith("2") and abs(float(told[1]) - float(shown)) < 1e-5, shown)
    check("stopped engine: no message", not page.said, str(page.said))
    page.context.close()
