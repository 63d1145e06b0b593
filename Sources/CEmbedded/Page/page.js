// What a page of a lesson does beyond its text. No arithmetic, no formula and no word stands here: numbers, sentences and
// their places come from the page and from the engine, which is the program of the command line.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("lesson-data").textContent).facts;
  const root = document.documentElement;
  const page = document.querySelector(".page");
  const lesson = document.querySelector("main.lesson");
  const bar = document.querySelector("header.bar");

  /** What is seen, and what of it the address of the page keeps. */
  const view = {
    language: data.language, mark: data.mark, convention: data.convention, iteration: data.iteration,
    step: -1, open: "", trail: [], changes: new Map(), predicting: null,
  };
  /** The iteration that the text of the page has from the beginning. */
  const written = view.iteration;
  const packed = document.getElementById("engine");
  let engine = null;
  /** The first iteration there is. */
  let first = 1;
  /** Whether the openings that stand in the lesson are those of what is seen. */
  let isFresh = true;
  /** Other iterations that the page has without an engine, by their numbers. */
  const recorded = new Map((data.recorded ?? []).map((each) => [each.iteration, each]));
  /** Whether the page computes, or will as soon as the engine has started. */
  let computes = packed !== null;
  /** The text that the page is of, where that is not the lesson's. */
  let edited = null;
  const text = () => edited ?? data.text;

  const word = (name) => data.words[name][view.language];

  // ---- Elements

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value != null) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  /** Elements of a text that the engine or the page has made, in which everything from the lesson is escaped. */
  const parsed = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    if (!setsFormulas) writeOut(template.content);
    return template.content;
  };

  const status = make("p", { role: "status", class: "said" });
  document.body.append(status);
  const say = (text) => { status.textContent = text; };

  /** What the browser lacks, told at the top of the page. */
  const lacks = [];
  const tell = (name) => {
    const notice = make("p", { class: "notice", role: "status" });
    lacks.push([notice, name]);
    bar.after(notice);
    notice.textContent = word(name);
  };

  // ---- Formulas where the browser does not set them

  const setsFormulas = (() => {
    const probe = make("div", { class: "said" });
    probe.innerHTML = "<math><mspace width=\"20px\"></mspace></math>";
    document.body.append(probe);
    const { width } = probe.querySelector("mspace").getBoundingClientRect();
    probe.remove();
    return width > 10;
  })();

  /** A formula on a line. */
  const onLine = (node) => {
    const parts = [...node.childNodes].map((child) => child.nodeType === Node.TEXT_NODE ? child.data.trim() : onLine(child));
    const closed = (part) => /[^\p{L}\p{N}.,∂^_\u0302]/u.test(part) && !/^\([^()]*\)$/.test(part) ? "(" + part + ")" : part;
    const accents = { "^": "\u0302", "ˆ": "\u0302", "¯": "\u0304", "~": "\u0303", "˜": "\u0303" };
    switch (node.localName) {
      case "mfrac": return closed(parts[0]) + "/" + closed(parts[1]);
      case "msub": return parts[0] + "_" + closed(parts[1]);
      case "msup": return parts[0] + ({ "′": "′", "⊤": "ᵀ" }[parts[1]] ?? "^" + closed(parts[1]));
      case "mover": return parts[0] + (accents[parts[1]] ?? parts[1]);
      case "msubsup": return parts[0] + "_" + closed(parts[1]) + "^" + closed(parts[2]);
      case "munder": return node.lastElementChild.localName === "mtext" ? parts[0] : parts[0] + "_" + closed(parts[1]);
      case "msqrt": return "√(" + parts.join("") + ")";
      case "mtr": return parts.join(" ") + "; ";
      case "mtd": return parts.join("");
      case "mo": return /^[=←≈+−<>≤≥]$/.test(node.textContent) ? " " + node.textContent + " " : node.textContent;
      default: return parts.join("");
    }
  };
  const writeOut = (place) => {
    for (const formula of place.querySelectorAll("math")) {
      formula.replaceWith(make("span", { class: "linear" }, onLine(formula)));
    }
  };

  // ---- The engine

  /** Answers the calls of the engine; each call takes texts and gives facts. */
  class Engine {
    constructor(module) { this.module = module; }

    static async start(base64) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      const engine = new Engine(await WebAssembly.compile(await new Response(unpacked).arrayBuffer()));
      await engine.restart();
      return engine;
    }

    async restart() {
      this.wasm = (await WebAssembly.instantiate(this.module, {})).exports;
      this.wasm._initialize?.();
      this.loaded = null;
      if (!data.pad) return;
      this.call("learn", data.pad.parameters);
      this.draw(...(pad?.texts() ?? [String(data.pad.label), "", "", data.pad.image]));
    }

    /** Takes what is drawn on the pad in the place of the lesson's examples. */
    draw(...texts) {
      this.loaded = null;
      return this.call("draw", ...texts);
    }

    call(name, ...texts) {
      const bytes = new TextEncoder().encode(texts.join("\0"));
      const place = this.wasm.engine_alloc(bytes.length);
      new Uint8Array(this.wasm.memory.buffer).set(bytes, place);
      const length = this.wasm["engine_" + name](place, bytes.length);
      this.wasm.engine_free(place);
      const answer = new Uint8Array(this.wasm.memory.buffer, this.wasm.engine_result(), length);
      return JSON.parse(new TextDecoder().decode(answer)).facts;
    }

    /** Loads a lesson with settings, unless it is loaded so; its facts. */
    load(text, settings) {
      const key = settings.join("\n") + "\0" + text;
      if (this.loaded === key) return this.facts;
      const facts = this.call("load", settings.join("\n"), text);
      if (!facts.error) {
        this.loaded = key;
        this.facts = facts;
        first = facts.first;
      }
      return facts;
    }
  }

  const look = (convention = view.convention) => [convention, view.language, view.mark, "html"];

  /** A call about a lesson with changes, that may take several slices of work; `null` where a newer one has come in between. */
  let turn = 0;
  const askOf = async (lesson, changes, name, ...texts) => {
    const own = ++turn;
    // What the command line has changed is of the lesson as it was.
    const settings = [
      ...(lesson === data.text ? data.settings : []), ...[...changes].map(([name, value]) => name + "=" + value)];
    try {
      const loaded = engine.load(lesson, settings);
      if (loaded.error || !name) return loaded;
      for (;;) {
        const facts = engine.call(name, ...texts);
        if (!facts.more) return facts;
        say(word("computing") + " " + facts.reached);
        await new Promise((resolve) => setTimeout(resolve));
        if (own !== turn) return null;
      }
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
      await engine.restart();
      return { error: { message: data.words.trapped, isTrap: true } };
    }
  };
  const ask = (name, ...texts) => askOf(text(), view.changes, name, ...texts);

  // ---- The lesson as it is now

  const cards = () => [...lesson.querySelectorAll(".card")];
  /** What needs to know which digit is meant is no step until that is said. */
  const steps = () => cards().filter((card) => card.hasAttribute("data-step")
    && !(pad && card.matches(".is-metrics"))
    && !(root.classList.contains("unlabelled") && card.matches(".is-loss, .is-backward, .is-update")));

  /** What stands on the page for a lesson, from the engine. The notes print numbers of the lesson as it was, not of another text. */
  const drawn = (lesson, changes, iteration, convention = view.convention) => askOf(
    lesson, changes, "page", String(iteration), ...look(convention), lesson === data.text ? data.printed.join("\n") : "");

  /** Puts that in the place of what is there. */
  const put = (facts) => {
    root.lang = view.language;
    for (const part of facts.parts) document.querySelector(part.place)?.replaceChildren(parsed(part.html));
    document.querySelector(".top").append(settingFields);
    isFresh = true;
    describeControls();
  };

  /** The same lesson in another language, mark or convention. */
  const redraw = async () => {
    if (!engine) return;
    const facts = await drawn(text(), view.changes, view.iteration);
    if (!facts) return;
    if (facts.error) return refuse(facts.error);
    put(facts);
    await compare();
    await answer();
    show();
    await reopen();
  };

  /** Puts other numbers into the cards: another iteration, another setting; whether that has gone well. */
  const refill = async (iteration = view.iteration) => {
    if (!engine && !recorded.has(iteration)) return false;
    const facts = recorded.get(iteration) ?? await ask("values", String(iteration), ...look(), "");
    if (!facts) return true;
    if (facts.error) { refuse(facts.error); return false; }
    view.iteration = facts.iteration;
    isFresh = iteration === written && !engine;
    lesson.querySelector(".moment")?.replaceChildren(parsed(facts.heading));
    for (const quantity of facts.quantities) {
      const place = document.getElementById(quantity.card)?.querySelector(".numbers");
      if (place) place.replaceChildren(parsed(quantity.html));
    }
    await compare();
    await answer();
    show();
    await reopen();
    return true;
  };

  /** What the network says of the drawing on the pad. */
  const answer = async () => {
    if (!pad || !pad.hasInk()) return;
    const facts = await ask("values", String(view.iteration), ...look(), data.pad.answer);
    if (facts && !facts.error && facts.quantities.length > 0) pad.show(facts.quantities[0]);
  };

  /** Before and after: what the same iteration is without the changes stands beside what differs. */
  const compare = async () => {
    for (const before of lesson.querySelectorAll(".before")) before.remove();
    changed.hidden = view.changes.size === 0;
    if (view.changes.size === 0) return;
    const now = new Map(cards().map((card) => [card.id, card.querySelector(".numbers")]));
    const facts = await askOf(text(), new Map(), "values", String(view.iteration), ...look(), "");
    if (!facts || facts.error) return;
    for (const quantity of facts.quantities) {
      const numbers = now.get(quantity.card);
      if (!numbers) continue;
      const before = make("div", { class: "before" }, parsed(quantity.html));
      const [old, fresh] = [before, numbers].map((place) => [...place.querySelectorAll("a")]);
      let differs = old.length !== fresh.length;
      fresh.forEach((link, index) => {
        const isOther = old[index]?.textContent.trim() !== link.textContent.trim();
        link.classList.toggle("is-changed", isOther);
        differs ||= isOther;
      });
      if (!differs) continue;
      for (const link of old) link.replaceWith(...link.childNodes);
      before.append(make("span", { "aria-hidden": "true" }, " →"));
      before.prepend(make("span", { class: "said" }, word("before")));
      numbers.prepend(before);
    }
    changedText.textContent = word("changed") + " " + [...view.changes].map(([name, value]) => name + " = " + value).join(", ");
  };

  const refuse = (error) => {
    const message = make("p", { class: "printed is-wrong" }, error.message[view.language]);
    const field = panel.hidden ? null : panelBody.querySelector("form.change");
    // What was typed stays beside what is wrong with it.
    if (field?.nextElementSibling) field.nextElementSibling.replaceWith(message);
    else if (field) field.after(message);
    else panelBody.replaceChildren(message);
    panel.hidden = false;
    say(error.message[view.language]);
  };

  // ---- The drawing of the network

  const drawing = () => document.querySelector("figure.network");

  /** Puts the numbers of the cards into the drawing. */
  const renumber = () => {
    for (const place of drawing()?.querySelectorAll("[data-number]") ?? []) {
      const number = link("o" + place.dataset.number);
      if (number) place.textContent = number.textContent.trim();
    }
  };

  /** Lights up the units and the weights of entries, and the weights between such units. */
  const light = (entries) => {
    const network = drawing();
    if (!network) return;
    const wanted = new Set(entries);
    const lit = new Set();
    for (const unit of network.querySelectorAll(".unit")) {
      const own = unit.dataset.entries.split(" ");
      const isLit = own.some((entry) => wanted.has(entry));
      unit.classList.toggle("is-lit", isLit);
      if (isLit) own.forEach((entry) => lit.add(entry));
    }
    for (const weight of network.querySelectorAll(".weight")) {
      const isBetween = weight.dataset.ends.split(" ").every((entry) => lit.has(entry));
      weight.classList.toggle("is-lit", isBetween || wanted.has(weight.dataset.entries));
    }
  };
  /** The units and weights of the open number, or those that the current operation computes. */
  const lightCurrent = () => {
    if (view.open) return light([view.open.slice(1)]);
    const current = steps()[view.step]?.id.slice(1);
    light([...drawing()?.querySelectorAll("[data-entries]") ?? []].flatMap((each) => each.dataset.entries.split(" "))
      .filter((entry) => entry.split("-")[0] === current));
  };
  const lightPath = (event) => {
    const path = event.target.closest?.(".factors");
    if (path) light([...path.children].map((factor) => factor.dataset.entry));
    else lightCurrent();
  };

  // ---- The open number

  const panelBack = make("button", { type: "button", class: "back", onclick: () => back() }, "‹");
  const panelClose = make("button", { type: "button", class: "shut", onclick: () => close() }, "×");
  const panelBody = make("div", { class: "body" });
  const panel = make("aside", { class: "panel", hidden: true }, make("div", { class: "head" }, panelBack, panelClose), panelBody);

  const link = (id) => lesson.querySelector(`.numbers a[href="#${id}"]`);

  const openNumber = async (id, { keepTrail = false, takesFocus = true } = {}) => {
    const section = document.getElementById(id);
    let opening = null;
    // Of what a network reads every number opens, also those that have no place on the page.
    if (isFresh && !pad && section?.classList.contains("opening")) {
      opening = section.cloneNode(true);
    } else if (recorded.has(view.iteration)) {
      opening = recorded.get(view.iteration).openings.map(parsed).map((each) => each.querySelector(".opening"))
        .find((each) => each.id === id);
    } else if (engine) {
      const address = section?.dataset.address ?? id;
      const facts = await ask("why", String(view.iteration), ...look(), address);
      if (!facts) return;
      if (facts.error) return refuse(facts.error);
      opening = parsed(facts.document).querySelector(".opening");
    }
    if (!opening) return;
    opening.querySelector(".close")?.remove();
    if (!keepTrail && view.open && view.open !== id) view.trail.push(view.open);
    view.open = id;
    const command = opening.querySelector(".ask code");
    if (command && view.iteration > 1) command.append(" --at " + view.iteration);
    const field = fieldFor(opening);
    panelBody.replaceChildren(...opening.childNodes);
    if (field) panelBody.append(field);
    panel.hidden = false;
    panelBack.disabled = view.trail.length === 0;
    for (const other of lesson.querySelectorAll("a.is-open")) other.classList.remove("is-open");
    link(id)?.classList.add("is-open");
    const heading = panelBody.querySelector("h4");
    if (heading) heading.tabIndex = 0;
    for (const path of drawing() ? panelBody.querySelectorAll(".factors") : []) path.tabIndex = 0;
    lightCurrent();
    if (heading && takesFocus) {
      heading.focus({ preventScroll: true });
      link(id)?.scrollIntoView({ block: "nearest" });
    }
    keep();
  };

  /** The open number as it is now: the page has changed around it. */
  const reopen = async () => {
    if (!view.open || view.predicting !== null) return;
    const isInPanel = panel.contains(document.activeElement);
    await openNumber(view.open, { keepTrail: true, takesFocus: isInPanel });
  };

  const unmark = () => {
    view.open = "";
    view.trail = [];
    for (const other of lesson.querySelectorAll("a.is-open")) other.classList.remove("is-open");
  };

  const close = () => {
    if (view.predicting !== null) return togglePrediction();
    const id = view.open;
    unmark();
    panel.hidden = true;
    lightCurrent();
    link(id)?.focus();
    keep();
  };

  const back = () => {
    const id = view.trail.pop();
    if (id) openNumber(id, { keepTrail: true });
    else close();
  };

  for (const name of ["pointerover", "pointerleave", "focusin", "focusout"]) panelBody.addEventListener(name, lightPath);

  // ---- Changes

  /** A field for a number that is given: data, parameters, settings. */
  const fieldFor = (opening) => {
    if (!engine || !opening.dataset.setting) return null;
    const { setting, before, value, after } = opening.dataset;
    const input = make("input", { type: "text", inputmode: "decimal", value, id: "change", autocomplete: "off" });
    return make("form", {
      class: "change", onsubmit: (event) => {
        event.preventDefault();
        apply(new Map(view.changes).set(setting, before + input.value.trim().replace(",", ".") + after));
      },
    }, make("label", { for: "change" }, word("change")), input, make("button", { type: "submit" }, word("apply")));
  };

  /** Computes with other changes; where that does not go, those of before stay. Whether it has gone. */
  const apply = async (changes) => {
    const before = view.changes;
    view.changes = changes;
    const isDone = await refill();
    if (!isDone) view.changes = before;
    return isDone;
  };

  const changedText = make("span", {});
  const undo = make("button", { type: "button", onclick: () => { settingFields.reset(); apply(new Map()); } });
  const changed = make("section", { class: "changed", hidden: true, "data-word": "changed" }, changedText, undo);
  lesson.before(changed);

  /** A field for each setting, beside what the page says of them. */
  const settingFields = make("form", { class: "fields", hidden: true, onsubmit: (event) => event.preventDefault() });
  const offerSettings = (settings) => {
    settingFields.replaceChildren(...settings.filter((each) => !each.parameters).map((each) => {
      const change = async (event) => {
        const typed = event.target.value.trim().replace(",", ".");
        const changes = new Map(view.changes);
        if (typed === String(each.value)) changes.delete(each.option);
        else changes.set(each.option, typed);
        event.target.setAttribute("aria-invalid", String(!await apply(changes)));
      };
      const field = each.choices
        ? make("select", { onchange: change }, ...each.choices.map((choice) =>
          make("option", { value: choice, selected: choice === each.value }, choice)))
        : make("input", { type: "text", inputmode: "decimal", size: "7", value: String(each.value), onchange: change });
      return make("label", {}, each.name + " ", field);
    }));
    settingFields.hidden = settingFields.children.length === 0;
    document.querySelector(".top").append(settingFields);
  };

  // ---- Steps

  const button = (name, symbol, act) =>
    make("button", { type: "button", "data-word": name, onclick: act, "aria-label": word(name) }, symbol);
  const stepBack = button("previousStep", "◀", () => step(-1));
  const stepNext = button("nextStep", "▶", () => step(1));
  const iterationBack = button("previousIteration", "⟨", () => iterate(-1));
  const iterationNext = button("nextIteration", "⟩", () => iterate(1));
  const where = make("span", { class: "where" });
  const whenWord = make("span", { class: "word" });
  const when = make("span", { class: "when" });
  const predict = make("button", { type: "button", "aria-pressed": "false", onclick: () => togglePrediction() });
  const stepBar = make(
    "nav", { class: "stepbar" }, stepBack, where, stepNext, iterationBack, when, iterationNext, predict);
  document.body.append(make("div", { class: "dock" }, stepBar, panel));

  const step = (by) => {
    const all = steps();
    const next = view.step + by;
    if (next >= all.length) {
      if (nextIteration(1)) { view.step = 0; iterate(1); }
      return;
    }
    view.step = Math.max(-1, next);
    show();
    all[view.step]?.scrollIntoView({ block: "center" });
  };

  /** The iteration before or after this one that can be seen; none where there is no other. */
  const nextIteration = (by) => {
    // It would learn what nobody has said.
    if (by > 0 && root.classList.contains("unlabelled")) return null;
    if (engine) return view.iteration + by >= first ? view.iteration + by : null;
    const all = [...recorded.keys()].sort((one, other) => one - other);
    return all[all.indexOf(view.iteration) + by] ?? null;
  };
  const iterate = (by) => {
    const next = nextIteration(by);
    if (next !== null) refill(next);
  };

  /** Hides a number from whoever sees it and from whoever listens, or shows it again. */
  const hide = (number, isHidden) => {
    const name = number.getAttribute("aria-label");
    if (isHidden && number.dataset.name === undefined) {
      number.dataset.name = name;
      number.setAttribute("aria-label", name.split(" = ")[0] + ": " + word("hidden"));
    } else if (!isHidden && number.dataset.name !== undefined) {
      number.setAttribute("aria-label", number.dataset.name);
      delete number.dataset.name;
    }
  };

  /** Marks the current operation, hides what is to be predicted, and tells where one is. */
  const show = () => {
    const all = steps();
    const current = all[view.step];
    for (const card of cards()) {
      card.classList.toggle("is-current", card === current);
      const place = all.indexOf(card);
      const isLater = view.predicting !== null && place >= view.step && place >= 0;
      card.classList.toggle("is-later", isLater);
      for (const number of card.querySelectorAll(".numbers a")) hide(number, isLater && !number.matches(".is-known"));
    }
    const name = current?.dataset.name ?? word("stepByStep");
    where.textContent = name;
    whenWord.textContent = word("iteration") + " ";
    when.replaceChildren(whenWord, String(view.iteration));
    stepBack.disabled = view.step < 0;
    iterationBack.disabled = nextIteration(-1) === null;
    iterationNext.disabled = nextIteration(1) === null;
    predict.disabled = !engine;
    renumber();
    lightCurrent();
    if (current) say(current.querySelector("h3")?.getAttribute("aria-label") ?? name);
    if (view.predicting !== null) question();
    keep();
  };

  // ---- Predictions

  /** How the reader's predictions stand, in the engine's words. */
  let summary = "";

  const togglePrediction = () => {
    view.predicting = view.predicting === null ? 0 : null;
    predict.setAttribute("aria-pressed", String(view.predicting !== null));
    if (view.predicting !== null && view.step < 0) view.step = 0;
    if (view.predicting === null) close(); else unmark();
    show();
    if (view.predicting === null && summary) say(summary);
  };

  const question = () => {
    const all = steps();
    const numbers = (place) => [...(all[place]?.querySelectorAll(".numbers a") ?? [])];
    // Of large quantities no number is asked for.
    while (view.step < all.length && numbers(view.step).length === 0) view.step += 1;
    const links = numbers(view.step);
    const asked = links[view.predicting];
    if (!asked) return togglePrediction();
    const address = document.getElementById(asked.hash.slice(1))?.dataset.address;
    const input = make("input", { type: "text", inputmode: "decimal", id: "answer", autocomplete: "off" });
    const answer = make("div", { role: "status" });
    const score = make("p", { class: "score" }, summary);
    const formula = steps()[view.step].querySelector("h3").cloneNode(true);
    // An answer, or a wish: a hint, or to be told the number.
    let isDone = false;
    const judge = async (wish) => {
      const facts = isDone ? null : await ask("judge", String(view.iteration), ...look(), wish, input.value, address);
      if (!facts) return;
      if (facts.error) { answer.textContent = facts.error.message[view.language]; return; }
      answer.replaceChildren(parsed(facts.words));
      summary = facts.summary;
      score.textContent = summary;
      if (!facts.done) return;
      isDone = true;
      asked.classList.add("is-known");
      view.predicting += 1;
      if (view.predicting >= links.length) { view.predicting = 0; view.step += 1; }
      setTimeout(show, wish ? 2500 : 900);
    };
    const wishes = [["hint", word("hint")], ["skip", word("skip")]].map(
      ([wish, label]) => make("button", { type: "button", onclick: () => judge(wish) }, label));
    panelBody.replaceChildren(formula, make("form", {
      class: "change", onsubmit: (event) => { event.preventDefault(); judge(""); },
    }, make("label", { for: "answer" }, address + " ="), input, make("button", { type: "submit" }, word("check")),
    ...wishes), answer, score);
    panel.hidden = false;
    input.focus({ preventScroll: true });
    asked.scrollIntoView({ block: "nearest" });
  };

  // ---- Choices: language, decimal mark, rows or columns, theme, sheets

  const choices = (name, values, current, choose) => {
    const group = make("div", { class: "choice", role: "group", "data-word": name });
    for (const [value, shown] of values) {
      group.append(make("button", {
        type: "button", "data-value": value, "aria-pressed": String(value === current()),
        onclick: () => { choose(value); mark(); },
      }, shown));
    }
    const mark = () => {
      for (const each of group.children) each.setAttribute("aria-pressed", String(each.dataset.value === current()));
    };
    group.mark = mark;
    return group;
  };

  const remember = (name, value) => { try { localStorage.setItem("lesson-" + name, value); } catch { /* not allowed */ } };
  const remembered = (name) => { try { return localStorage.getItem("lesson-" + name); } catch { return null; } };

  const needsEngine = [
    choices("language", [["es", "es"], ["en", "en"]], () => view.language, (value) => {
      view.language = value;
      remember("language", value);
      redraw();
    }),
    choices("mark", [["point", "0.5"], ["comma", "0,5"]], () => view.mark, (value) => {
      view.mark = value;
      remember("mark", value);
      redraw();
    }),
    choices("convention", [["columns", ""], ["rows", ""]], () => view.convention, (value) => {
      view.convention = value;
      close();
      redraw();
    }),
  ];
  const themes = choices("theme", [["light", "☀"], ["dark", "☾"]], () => root.dataset.theme ?? "", (value) => {
    root.dataset.theme = value;
    remember("theme", value);
  });
  const print = async (sheet) => {
    // The openings are part of what is printed.
    if (!isFresh) await redraw();
    root.dataset.sheet = sheet;
    window.print();
  };
  window.addEventListener("afterprint", () => { delete root.dataset.sheet; });
  const blank = make("button", { type: "button", onclick: () => print("blank") });
  const solved = make("button", { type: "button", onclick: () => print("solved") });
  const edit = make("button", {
    type: "button", "aria-expanded": "false", "aria-controls": "write", onclick: () => showEditor(editor.hidden),
  });
  const controls = make(
    "div", { class: "controls", id: "controls", role: "toolbar", "data-word": "settings" }, ...needsEngine, themes,
    make("div", { class: "choice", role: "group", "data-word": "print" }, blank, solved), edit);
  /** Where there is no room for the controls they are behind a button. */
  const menu = make("button", {
    type: "button", class: "menu", "aria-expanded": "false", "aria-controls": "controls", onclick: () => {
      showControls(!controls.classList.contains("is-shown"));
    },
  });
  const showControls = (isShown) => {
    controls.classList.toggle("is-shown", isShown);
    menu.setAttribute("aria-expanded", String(isShown));
  };
  bar.append(menu, controls);

  /** Writes the words of the controls, in the language that is chosen. */
  const describeControls = () => {
    for (const element of document.querySelectorAll("[data-word]")) {
      element.setAttribute("aria-label", word(element.dataset.word));
    }
    const [columns, rows] = needsEngine[2].children;
    columns.textContent = word("columns");
    rows.textContent = word("rows");
    for (const group of needsEngine) {
      group.mark();
      group.hidden = !computes;
      for (const each of group.children) each.disabled = !engine;
    }
    blank.textContent = word("blankSheet");
    solved.textContent = word("solvedSheet");
    predict.textContent = word("predict");
    for (const each of [predict, edit]) each.hidden = !computes;
    for (const each of [iterationBack, iterationNext]) each.hidden = !computes && recorded.size === 0;
    undo.textContent = word("undo");
    menu.textContent = word("settings");
    edit.textContent = word("edit");
    edit.disabled = !engine;
    describeEditor();
    pad?.describe();
    for (const [notice, name] of lacks) notice.textContent = word(name);
    stepBar.setAttribute("aria-label", word("steps"));
    panel.setAttribute("aria-label", word("openNumber"));
    panelBack.setAttribute("aria-label", word("back"));
    panelClose.setAttribute("aria-label", word("close"));
    roveControls();
  };

  // ---- The pad

  const pad = data.pad ? makePad({
    data, make, parsed, word, say, root, draw: (...texts) => engine.draw(...texts),
    restart: async (hasInk) => {
      Object.assign(view, { step: -1, trail: [] });
      if (!hasInk) close();
      await refill(first);
    },
  }) : null;
  if (pad) {
    pad.section.hidden = true;
    document.querySelector(".top").before(pad.section);
  }

  // ---- The lesson's text

  const area = make("textarea", {
    class: "editor", id: "text", rows: "18", wrap: "off", spellcheck: "false", autocapitalize: "off", autocomplete: "off",
    "aria-describedby": "fault", oninput: () => forgive(), onscroll: () => placeFault(),
  });
  const areaTitle = make("label", { for: "text" });
  const fault = make("p", { class: "fault", id: "fault", hidden: true });
  const runText = make("button", { type: "button", class: "is-main", onclick: () => compute(area.value) });
  const saveText = make("button", { type: "button", onclick: () => save() });
  const openText = make("button", { type: "button", onclick: () => picked.click() });
  const picked = make("input", { type: "file", accept: ".lesson,text/plain", hidden: true, onchange: () => read() });
  const [restoreText, restoreLesson] = [0, 1].map(() =>
    make("button", { type: "button", onclick: () => { write(data.text); compute(data.text); } }));
  const editor = make(
    "section", { class: "write", id: "write", hidden: true, "data-word": "edit" }, areaTitle,
    make("div", { class: "paper" }, area, fault),
    make("div", { class: "tools" }, runText, saveText, openText, restoreText, picked));
  const editedText = make("span", {});
  const editedNow = make("section", { class: "edited", hidden: true, "data-word": "text" }, editedText, restoreLesson);
  document.querySelector(".top").after(editor, editedNow);
  area.value = data.text ?? "";
  /** The text that is on a disk, or was never changed. */
  let kept = area.value;
  /** What is wrong with the text, while it is not changed. */
  let wrong = null;

  const describeEditor = () => {
    areaTitle.textContent = word("text");
    runText.textContent = word("run");
    saveText.textContent = word("save");
    openText.textContent = word("file");
    for (const each of [restoreText, restoreLesson]) each.textContent = word("restore");
    editedText.textContent = word("edited");
    editedNow.hidden = edited === null;
    fault.textContent = wrong?.message[view.language] ?? "";
    placeFault();
  };

  const showEditor = (isShown) => {
    editor.hidden = !isShown;
    edit.setAttribute("aria-expanded", String(isShown));
    restoreLesson.hidden = isShown;
    showControls(false);
    if (!isShown) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(0, 0);
    editor.scrollIntoView({ block: "start" });
  };

  /** Writes a text in the place of what is there, so that this can be had back with the editor's own undo. */
  const write = (text) => {
    area.focus({ preventScroll: true });
    area.select();
    if (!document.execCommand("insertText", false, text) || area.value !== text) area.value = text;
    kept = area.value;
    area.setSelectionRange(0, 0);
    area.scrollTop = 0;
  };

  /** Makes the page that of a text, if it is a lesson; else what is wrong stands below its line, and the page stays. */
  const compute = async (typed) => {
    forgive();
    const loaded = await askOf(typed, new Map());
    if (!loaded) return;
    if (loaded.error) return blame(typed, loaded.error);
    const convention = typed === data.text ? data.convention : loaded.examples ?? "rows";
    const facts = await drawn(typed, new Map(), loaded.first, convention);
    if (!facts) return;
    if (facts.error) return blame(typed, facts.error);
    edited = typed === data.text ? null : typed;
    Object.assign(view, {
      convention, iteration: loaded.first, step: -1, open: "", trail: [], changes: new Map(), predicting: null });
    predict.setAttribute("aria-pressed", "false");
    panel.hidden = true;
    bar.querySelector("a").textContent = loaded.lesson;
    offerSettings(loaded.settings ?? []);
    put(facts);
    document.title = document.querySelector("h1").textContent;
    await compare();
    await answer();
    show();
    say(edited === null ? word("restored") : word("edited"));
  };

  /** Says what is wrong with a text, below the line where that is one of it. */
  const blame = (typed, error) => {
    const lines = typed.split("\n");
    const line = lines[error.line - 1];
    wrong = { message: error.message, line: line === error.text ? error.line : 0 };
    area.setAttribute("aria-invalid", "true");
    if (editor.hidden) showEditor(true);
    area.focus({ preventScroll: true });
    if (wrong.line) {
      const start = lines.slice(0, wrong.line - 1).reduce((sum, each) => sum + each.length + 1, 0);
      // Columns count what a reader takes for one character.
      const signs = typeof Intl.Segmenter === "function"
        ? [...new Intl.Segmenter().segment(line)].map((each) => each.segment) : [...line];
      const length = (from, to) => signs.slice(from, to).join("").length;
      const from = start + length(0, error.column - 1);
      area.setSelectionRange(from, from + length(error.column - 1, error.column - 1 + (error.length || 0)));
      area.scrollTop = (wrong.line - 3) * parseFloat(getComputedStyle(area).lineHeight);
      area.scrollLeft = 0;
    }
    describeEditor();
    fault.scrollIntoView({ block: "nearest" });
    say((wrong.line ? word("line") + " " + wrong.line + ": " : "") + error.message[view.language]);
  };

  const placeFault = () => {
    fault.hidden = !wrong;
    fault.classList.toggle("is-placed", Boolean(wrong?.line));
    if (!wrong?.line) return;
    const { lineHeight, paddingTop } = getComputedStyle(area);
    fault.style.top = area.offsetTop + area.clientTop + parseFloat(paddingTop)
      + wrong.line * parseFloat(lineHeight) - area.scrollTop + "px";
  };

  const forgive = () => {
    wrong = null;
    area.removeAttribute("aria-invalid");
    placeFault();
  };

  /** Reads a file into the editor, and computes it. */
  const read = () => {
    const [file] = picked.files;
    if (!file) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      picked.value = "";
      write(reader.result);
      compute(area.value);
    });
    // Of what is far too long for a lesson the engine says so.
    reader.readAsText(file.slice(0, 1 << 22));
  };

  const save = () => {
    const name = /^[ \t]*lesson[ \t]+([\p{L}\p{N}_-]+)/mu.exec(area.value)?.[1] ?? "lesson";
    const place = URL.createObjectURL(new Blob([area.value], { type: "text/plain" }));
    make("a", { href: place, download: name + ".lesson" }).click();
    setTimeout(() => URL.revokeObjectURL(place), 1000);
    kept = area.value;
  };

  // A text that is nowhere else is not lost without a question.
  window.addEventListener("beforeunload", (event) => { if (area.value !== kept) event.preventDefault(); });

  // ---- Keys and clicks

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("a[href^='#']");
    if (!target) return;
    const id = target.hash.slice(1);
    if (id.startsWith("o")) {
      event.preventDefault();
      if (view.predicting === null) openNumber(id);
    } else if (target.closest(".steps")) {
      view.step = steps().findIndex((card) => card.id === id);
      show();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const isField = event.target.closest?.("input, select, textarea");
    if (event.target === area) { if (event.key === "Escape") forgive(); return; }
    if (event.key === "Escape" && !panel.hidden) return close();
    if (isField) return;
    if (event.key === "Backspace" && !panel.hidden) { event.preventDefault(); return back(); }
    const grid = event.target.closest?.("[role='grid']");
    if (grid) return moveInGrid(event, grid);
    if (controls.contains(event.target)) return moveInControls(event);
    if (!event.target.closest?.(".stepbar, main.lesson")) return;
    const act = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (act) {
      event.preventDefault();
      if (event.shiftKey) iterate(act); else step(act);
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      view.step = event.key === "Home" ? 0 : steps().length - 1;
      show();
    }
  });

  const moveInGrid = (event, grid) => {
    const rows = [...grid.rows].map((row) => [...row.querySelectorAll("a")]);
    const row = rows.findIndex((cells) => cells.includes(event.target));
    const column = rows[row]?.indexOf(event.target);
    const to = {
      ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1], ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column], Home: [row, 0], End: [row, (rows[row]?.length ?? 1) - 1],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    rows[to[0]]?.[to[1]]?.focus();
  };

  /** The controls are one stop of the Tab key, with arrows among them. */
  const usable = () => [...controls.querySelectorAll("button:enabled")].filter((each) => !each.closest("[hidden]"));
  const roveControls = (current) => {
    const all = usable();
    const stop = all.includes(current) ? current : all.find((each) => each.tabIndex === 0) ?? all[0];
    for (const each of all) each.tabIndex = each === stop ? 0 : -1;
  };
  const moveInControls = (event) => {
    const all = usable();
    const place = all.indexOf(event.target);
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[to]?.focus();
  };

  /** One stop of the Tab key for each matrix. */
  const rove = () => {
    for (const grid of document.querySelectorAll("[role='grid']")) {
      const links = [...grid.querySelectorAll("a")];
      const current = links.find((each) => each.tabIndex === 0 && each.dataset.stop) ?? links[0];
      for (const each of links) each.tabIndex = each === current ? 0 : -1;
    }
  };
  document.addEventListener("focusin", (event) => {
    if (controls.contains(event.target)) return roveControls(event.target);
    const grid = event.target.closest?.("[role='grid']");
    if (!grid) return;
    for (const each of grid.querySelectorAll("a")) {
      each.tabIndex = each === event.target ? 0 : -1;
      if (each === event.target) each.dataset.stop = "1"; else delete each.dataset.stop;
    }
  });
  new MutationObserver(rove).observe(lesson, { childList: true, subtree: true });

  /** What is wider than its place scrolls there, and is reached without a pointer. */
  let isDue = false;
  const reach = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      for (const each of document.querySelectorAll(".says h3, .panel h3, .panel h4, .formula, ul.list > li")) {
        if (each.scrollWidth > each.clientWidth + 1 || each.parentElement === panelBody && each.matches("h4")) each.tabIndex = 0;
        else each.removeAttribute("tabindex");
      }
    });
  };
  for (const place of [page, panel]) new MutationObserver(reach).observe(place, { childList: true, subtree: true });
  window.addEventListener("resize", reach);

  // ---- The place in the address

  const keep = () => {
    const parts = [];
    // An edited text is not in the address.
    if (edited === null && view.iteration !== written) parts.push("i=" + view.iteration);
    const current = steps()[view.step];
    if (edited === null && current) parts.push("s=" + current.id);
    if (edited === null && view.open) parts.push("o=" + view.open);
    try {
      history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
    } catch { /* a sandbox keeps no addresses */ }
  };

  const restore = async () => {
    const hash = location.hash.slice(1);
    if (/^o\d+-\d+$/.test(hash)) return openNumber(hash);
    const parts = new Map(hash.split("&").map((part) => part.split("=", 2)));
    const iteration = Number.parseInt(parts.get("i"), 10);
    if (iteration !== view.iteration && (recorded.has(iteration) || engine && iteration >= first)) await refill(iteration);
    view.step = steps().findIndex((card) => card.id === parts.get("s"));
    const open = parts.get("o");
    show();
    if (/^o\d+-\d+$/.test(open ?? "")) await openNumber(open);
  };

  // ---- Start

  root.classList.add("scripted");
  if (recorded.size > 0) {
    recorded.set(written, {
      iteration: written, heading: lesson.querySelector(".moment").innerHTML,
      quantities: cards().map((card) => ({ card: card.id, html: card.querySelector(".numbers").innerHTML })),
      openings: [...lesson.querySelectorAll(".opening")].map((each) => each.outerHTML),
    });
  }
  const theme = remembered("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (!setsFormulas) {
    writeOut(document);
    tell("noMath");
  }
  describeControls();
  themes.mark();
  rove();
  reach();
  restore();

  const missing = () => {
    if (typeof WebAssembly === "undefined") return "noWebAssembly";
    return typeof DecompressionStream === "undefined" ? "noDecompression" : null;
  };

  const start = async () => {
    if (!packed) return;
    let lacking = missing();
    if (!lacking) {
      // Some places forbid what the browser has.
      try { engine = await Engine.start(packed.textContent); } catch { lacking = "noWebAssembly"; }
    }
    if (lacking) {
      computes = false;
      tell(lacking);
      return describeControls();
    }
    const facts = await ask();
    if (facts.error) return refuse(facts.error);
    offerSettings(facts.settings ?? []);
    root.classList.add("computes");
    if (pad) {
      pad.section.hidden = false;
      // From now on its numbers open, too, of which the text has not room for all.
      await refill();
    }
    describeControls();
    const [language, mark] = [remembered("language"), remembered("mark")];
    const isOther = (language && language !== view.language) || (mark && mark !== view.mark);
    if (language === "es" || language === "en") view.language = language;
    if (mark === "point" || mark === "comma") view.mark = mark;
    if (isOther) await redraw();
    await restore();
    if (data.editing) {
      editor.hidden = false;
      restoreLesson.hidden = true;
      edit.setAttribute("aria-expanded", "true");
    }
  };
  requestAnimationFrame(() => setTimeout(start));
})();
