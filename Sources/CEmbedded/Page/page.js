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
    return template.content;
  };

  const status = make("p", { role: "status", class: "said" });
  document.body.append(status);
  const say = (text) => { status.textContent = text; };

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

    /** Loads the lesson with changes, unless it is loaded so. */
    load(text, changes) {
      const settings = [...data.settings, ...[...changes].map(([name, value]) => name + "=" + value)].join("\n");
      const key = settings + "\0" + text;
      if (this.loaded === key) return {};
      const facts = this.call("load", settings, text);
      if (!facts.error) {
        this.loaded = key;
        first = facts.first;
      }
      return facts;
    }
  }

  const look = () => [view.convention, view.language, view.mark, "html"];

  /** A call that may take several slices of work; `null` where a newer one has come in between. */
  let turn = 0;
  const ask = async (name, ...texts) => {
    const own = ++turn;
    try {
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
      engine.load(text(), new Map());
      return { error: { message: data.words.trapped } };
    }
  };

  let edited = null;
  const text = () => edited ?? data.text;

  // ---- The lesson as it is now

  const cards = () => [...lesson.querySelectorAll(".card")];
  const steps = () => cards().filter((card) => card.hasAttribute("data-step"));

  /** Puts the lesson of the engine in the place of what is there: another language, mark, convention or text. */
  const redraw = async () => {
    if (!engine) return;
    const failed = engine.load(text(), view.changes);
    if (failed.error) return refuse(failed.error);
    const facts = await ask("page", String(view.iteration), ...look(), data.printed.join("\n"));
    if (!facts) return;
    if (facts.error) return refuse(facts.error);
    root.lang = view.language;
    for (const part of facts.parts) {
      const place = document.querySelector(part.place);
      if (place) place.replaceChildren(parsed(part.html));
    }
    isFresh = true;
    describeControls();
    await compare();
    show();
  };

  /** Puts other numbers into the cards: another iteration, another setting. */
  const refill = async () => {
    if (!engine) return;
    const failed = engine.load(text(), view.changes);
    if (failed.error) return refuse(failed.error);
    const facts = await ask("values", String(view.iteration), ...look(), "");
    if (!facts) return;
    if (facts.error) return refuse(facts.error);
    view.iteration = facts.iteration;
    isFresh = false;
    lesson.querySelector(".moment")?.replaceChildren(parsed(facts.heading));
    for (const quantity of facts.quantities) {
      const place = document.getElementById(quantity.card)?.querySelector(".numbers");
      if (place) place.replaceChildren(parsed(quantity.html));
    }
    await compare();
    show();
  };

  /** Before and after: what the same iteration is without the changes stands beside what differs. */
  const compare = async () => {
    for (const before of lesson.querySelectorAll(".before")) before.remove();
    changed.hidden = view.changes.size === 0;
    if (view.changes.size === 0) return;
    const now = new Map(cards().map((card) => [card.id, card.querySelector(".numbers")]));
    const failed = engine.load(text(), new Map());
    if (failed.error) return;
    const facts = await ask("values", String(view.iteration), ...look(), "");
    engine.load(text(), view.changes);
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
      numbers.before(before);
    }
    changedText.textContent = word("changed") + " " + [...view.changes].map(([name, value]) => name + " = " + value).join(", ");
  };

  const refuse = (error) => {
    panelBody.replaceChildren(make("p", { class: "printed is-wrong" }, error.message[view.language]));
    panel.hidden = false;
    say(error.message[view.language]);
  };

  // ---- The open number

  const panelBack = make("button", { type: "button", class: "back", onclick: () => back() }, "‹");
  const panelClose = make("button", { type: "button", class: "shut", onclick: () => close() }, "×");
  const panelBody = make("div", { class: "body" });
  const panel = make("aside", { class: "panel", hidden: true }, make("div", { class: "head" }, panelBack, panelClose), panelBody);
  page.append(panel);

  const link = (id) => lesson.querySelector(`a[href="#${id}"]`);

  const openNumber = async (id, { keepTrail = false } = {}) => {
    const section = document.getElementById(id);
    let opening = null;
    if (isFresh && section?.classList.contains("opening")) {
      opening = section.cloneNode(true);
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
    const field = fieldFor(opening);
    panelBody.replaceChildren(...opening.childNodes);
    if (field) panelBody.append(field);
    panel.hidden = false;
    panelBack.disabled = view.trail.length === 0;
    for (const other of lesson.querySelectorAll("a.is-open")) other.classList.remove("is-open");
    link(id)?.classList.add("is-open");
    const heading = panelBody.querySelector("h4");
    if (heading) {
      heading.tabIndex = 0;
      heading.focus({ preventScroll: true });
    }
    link(id)?.scrollIntoView({ block: "nearest" });
    keep();
  };

  const close = () => {
    const id = view.open;
    view.open = "";
    view.trail = [];
    panel.hidden = true;
    for (const other of lesson.querySelectorAll("a.is-open")) other.classList.remove("is-open");
    link(id)?.focus();
    keep();
  };

  const back = () => {
    const id = view.trail.pop();
    if (id) openNumber(id, { keepTrail: true });
    else close();
  };

  // ---- Changes

  /** A field for a number that is given: data, parameters, settings. */
  const fieldFor = (opening) => {
    if (!engine || !opening.dataset.setting) return null;
    const { setting, before, value, after } = opening.dataset;
    const input = make("input", { type: "text", inputmode: "decimal", value, id: "change", autocomplete: "off" });
    return make("form", {
      class: "change", onsubmit: (event) => {
        event.preventDefault();
        view.changes.set(setting, before + input.value.trim().replace(",", ".") + after);
        refill();
      },
    }, make("label", { for: "change" }, word("change")), input, make("button", { type: "submit" }, word("apply")));
  };

  const changedText = make("span", {});
  const undo = make("button", { type: "button", onclick: () => { view.changes.clear(); refill(); } });
  const changed = make("p", { class: "changed", hidden: true }, changedText, undo);
  lesson.before(changed);

  /** A field for each setting, beside what the page says of them. */
  const settingFields = make("form", { class: "fields", hidden: true, onsubmit: (event) => event.preventDefault() });
  const offerSettings = (settings) => {
    settingFields.replaceChildren(...settings.filter((each) => !each.parameters).map((each) => {
      const change = (event) => {
        const typed = event.target.value.trim().replace(",", ".");
        if (typed === String(each.value)) view.changes.delete(each.option);
        else view.changes.set(each.option, typed);
        refill();
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
  const when = make("span", { class: "when" });
  const predict = make("button", { type: "button", "aria-pressed": "false", onclick: () => togglePrediction() });
  const stepBar = make(
    "nav", { class: "stepbar" }, stepBack, where, stepNext, iterationBack, when, iterationNext, predict);
  document.body.append(stepBar);

  const step = (by) => {
    const all = steps();
    const next = view.step + by;
    if (next >= all.length) {
      if (engine) { view.step = 0; iterate(1); }
      return;
    }
    view.step = Math.max(-1, next);
    show();
    all[view.step]?.scrollIntoView({ block: "center" });
  };

  const iterate = (by) => {
    const next = view.iteration + by;
    if (!engine || next < first) return;
    view.iteration = next;
    refill();
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
    when.textContent = word("iteration") + " " + view.iteration;
    stepBack.disabled = view.step < 0;
    iterationBack.disabled = !engine || view.iteration <= first;
    iterationNext.disabled = !engine;
    predict.disabled = !engine;
    if (current) say(current.querySelector("h3")?.getAttribute("aria-label") ?? name);
    if (view.predicting !== null) question();
    keep();
  };

  // ---- Predictions

  const togglePrediction = () => {
    view.predicting = view.predicting === null ? 0 : null;
    predict.setAttribute("aria-pressed", String(view.predicting !== null));
    if (view.predicting !== null && view.step < 0) view.step = 0;
    if (view.predicting === null) close();
    show();
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
    const formula = steps()[view.step].querySelector("h3").cloneNode(true);
    formula.removeAttribute("aria-label");
    panelBody.replaceChildren(formula, make("form", {
      class: "change", onsubmit: async (event) => {
        event.preventDefault();
        const facts = await ask("judge", String(view.iteration), ...look(), input.value, address);
        if (!facts) return;
        if (facts.error) { answer.textContent = facts.error.message[view.language]; return; }
        answer.replaceChildren(parsed(facts.words));
        if (facts.answer.right) {
          asked.classList.add("is-known");
          view.predicting += 1;
          if (view.predicting >= links.length) { view.predicting = 0; view.step += 1; }
          setTimeout(show, 900);
        }
      },
    }, make("label", { for: "answer" }, address + " ="), input, make("button", { type: "submit" }, word("check"))), answer);
    panel.hidden = false;
    input.focus({ preventScroll: true });
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
  const print = (sheet) => {
    root.dataset.sheet = sheet;
    window.print();
  };
  window.addEventListener("afterprint", () => { delete root.dataset.sheet; });
  const blank = make("button", { type: "button", onclick: () => print("blank") });
  const solved = make("button", { type: "button", onclick: () => print("solved") });
  bar.append(make(
    "div", { class: "controls" }, ...needsEngine, themes, make("div", { class: "choice", role: "group" }, blank, solved)));

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
      group.hidden = !packed;
      for (const each of group.children) each.disabled = !engine;
    }
    blank.textContent = word("blankSheet");
    solved.textContent = word("solvedSheet");
    predict.textContent = word("predict");
    for (const each of [predict, iterationBack, iterationNext]) each.hidden = !packed;
    undo.textContent = word("undo");
    editorTitle.textContent = word("edit");
    area.setAttribute("aria-label", word("edit"));
    runText.textContent = word("run");
    saveText.textContent = word("save");
    editor.hidden = !engine;
    stepBar.setAttribute("aria-label", word("steps"));
    panel.setAttribute("aria-label", word("openNumber"));
    panelBack.setAttribute("aria-label", word("back"));
    panelClose.setAttribute("aria-label", word("close"));
  };

  // ---- The lesson's text

  const area = make("textarea", { class: "editor", spellcheck: "false", autocapitalize: "off", wrap: "off" });
  const fault = make("p", { class: "fault", role: "alert" });
  const runText = make("button", { type: "button", onclick: () => runEdited() });
  const saveText = make("button", { type: "button", onclick: () => save() });
  const editorTitle = make("summary", {});
  const editor = make("details", { class: "write", hidden: true }, editorTitle, area, fault, runText, saveText);
  page.append(editor);
  area.value = data.text ?? "";

  const runEdited = async () => {
    const failed = engine.load(area.value, new Map());
    if (failed.error) {
      const { message, line, text: shown, column, length } = failed.error;
      const place = line ? word("line") + " " + line + ": " : "";
      const pointer = shown ? "\n" + shown + "\n" + " ".repeat(column - 1) + "^".repeat(length || 1) : "";
      fault.textContent = place + message[view.language] + pointer;
      if (line) {
        const start = area.value.split("\n").slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
        area.focus();
        area.setSelectionRange(start, start + (area.value.split("\n")[line - 1] ?? "").length);
      }
      return;
    }
    fault.textContent = "";
    edited = area.value === data.text ? null : area.value;
    view.changes.clear();
    view.iteration = failed.first ?? first;
    view.step = -1;
    close();
    offerSettings(failed.settings ?? []);
    await redraw();
  };

  const save = () => {
    const name = /^\s*lesson\s+(\S+)/m.exec(area.value)?.[1] ?? "lesson";
    const place = URL.createObjectURL(new Blob([area.value], { type: "text/plain" }));
    make("a", { href: place, download: name + ".lesson" }).click();
    setTimeout(() => URL.revokeObjectURL(place), 1000);
  };

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
    if (event.key === "Escape" && !panel.hidden) return close();
    if (isField) return;
    if (event.key === "Backspace" && !panel.hidden) { event.preventDefault(); return back(); }
    const grid = event.target.closest?.("[role='grid']");
    if (grid) return moveInGrid(event, grid);
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

  /** One stop of the Tab key for each matrix. */
  const rove = () => {
    for (const grid of document.querySelectorAll("[role='grid']")) {
      const links = [...grid.querySelectorAll("a")];
      const current = links.find((each) => each.tabIndex === 0 && each.dataset.stop) ?? links[0];
      for (const each of links) each.tabIndex = each === current ? 0 : -1;
    }
  };
  document.addEventListener("focusin", (event) => {
    const grid = event.target.closest?.("[role='grid']");
    if (!grid) return;
    for (const each of grid.querySelectorAll("a")) {
      each.tabIndex = each === event.target ? 0 : -1;
      if (each === event.target) each.dataset.stop = "1"; else delete each.dataset.stop;
    }
  });
  new MutationObserver(rove).observe(lesson, { childList: true, subtree: true });

  // ---- The place in the address

  const keep = () => {
    const parts = [];
    if (view.iteration !== written) parts.push("i=" + view.iteration);
    const current = steps()[view.step];
    if (current) parts.push("s=" + current.id);
    if (view.open) parts.push("o=" + view.open);
    try {
      history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
    } catch { /* a sandbox keeps no addresses */ }
  };

  const restore = async () => {
    const hash = location.hash.slice(1);
    if (/^o\d+-\d+$/.test(hash)) return openNumber(hash);
    const parts = new Map(hash.split("&").map((part) => part.split("=", 2)));
    const iteration = Number.parseInt(parts.get("i"), 10);
    if (engine && iteration >= first) {
      view.iteration = iteration;
      await refill();
    }
    view.step = steps().findIndex((card) => card.id === parts.get("s"));
    const open = parts.get("o");
    show();
    if (/^o\d+-\d+$/.test(open ?? "")) await openNumber(open);
  };

  // ---- Start

  root.classList.add("scripted");
  const theme = remembered("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  describeControls();
  themes.mark();
  rove();
  restore();

  const start = async () => {
    if (!packed) return;
    if (typeof WebAssembly === "undefined" || typeof DecompressionStream === "undefined") {
      say(word("noWebAssembly"));
      bar.after(make("p", { class: "hint" }, word("noWebAssembly")));
      return;
    }
    try {
      engine = await Engine.start(packed.textContent);
    } catch {
      bar.after(make("p", { class: "hint" }, word("noWebAssembly")));
      return;
    }
    const facts = engine.load(text(), view.changes);
    if (facts.error) return refuse(facts.error);
    offerSettings(facts.settings);
    root.classList.add("computes");
    describeControls();
    const [language, mark] = [remembered("language"), remembered("mark")];
    const isOther = (language && language !== view.language) || (mark && mark !== view.mark);
    if (language === "es" || language === "en") view.language = language;
    if (mark === "point" || mark === "comma") view.mark = mark;
    if (isOther) await redraw();
    await restore();
  };
  requestAnimationFrame(() => setTimeout(start));
})();
