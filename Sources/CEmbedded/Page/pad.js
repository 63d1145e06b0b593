// The pad of a page whose network reads digits: strokes are kept here as points, and the engine makes the image of them
// that the network is given. No arithmetic of the lesson stands here, and no word.
"use strict";
const makePad = ({ data, make, parsed, word, say, root, draw, restart }) => {
  const side = 28;
  const scale = 10;
  /** Strokes of points in pixels of the image; null while the example that the page came with is shown. */
  let strokes = null;
  /** The stroke that is being drawn, by a pointer or by keys. */
  let current = null;
  const pen = { x: side / 2, y: side / 2, isDown: false };

  const canvas = make("canvas", {
    width: side * scale, height: side * scale, tabindex: "0", role: "img", class: "drawing", "aria-describedby": "pad-keys",
  });
  const seen = make("canvas", { width: side, height: side, role: "img", class: "seen" });
  const seenWord = make("figcaption");
  const keys = make("p", { id: "pad-keys", class: "remark" });
  const title = make("h2", { id: "pad-title" });
  const notice = make("p", { class: "note" });
  const noInk = make("p", { class: "blank-pad", hidden: true });
  const clear = make("button", { type: "button", onclick: () => change(() => { strokes = []; label.value = ""; }) });
  const example = make("button", {
    type: "button", onclick: () => change(() => { strokes = null; label.value = String(data.pad.label); }),
  });
  const width = make("input", {
    type: "range", id: "pad-width", min: "0.6", max: "3", step: "0.1", value: "1.3", onchange: () => prepare(),
  });
  const label = make("select", { id: "pad-label", onchange: () => change(() => {}) });
  label.append(make("option", { value: "" }), ...[..."0123456789"].map((digit) => make("option", { value: digit }, digit)));
  label.value = String(data.pad.label);
  const switches = ["scaled", "centred", "inverted"].map((name) => {
    const box = make("input", { type: "checkbox", id: "pad-" + name, onchange: () => prepare() });
    box.checked = name !== "inverted";
    return { name, box, words: make("label", { for: box.id }) };
  });
  const widthWords = make("label", { for: width.id });
  const labelWords = make("label", { for: label.id });
  const caption = make("caption");
  const rows = make("tbody");
  const answers = make("table", { class: "answers" }, caption, rows);
  const section = make(
    "section", { class: "pad", "aria-labelledby": "pad-title" }, title, notice,
    make("div", { class: "board" },
      make("div", {}, canvas, keys),
      make("div", { class: "said-by" }, noInk, answers),
      make("div", { class: "tools" },
        make("p", {}, clear, " ", example),
        make("p", {}, widthWords, width),
        ...switches.map(({ box, words }) => make("p", {}, box, words)),
        make("p", {}, labelWords, label),
        make("figure", {}, seen, seenWord))));

  // ---- What the network is given

  /** The texts of the call: what it is meant to be, how it is prepared, the strokes, or an image as it is. */
  const texts = () => strokes === null
    ? [label.value, "", "", data.pad.image]
    : [
      label.value, [width.value, ...switches.filter(({ box }) => box.checked).map(({ name }) => name)].join(" "),
      strokes.map((stroke) => stroke.map(([x, y]) => x.toFixed(1) + "," + y.toFixed(1)).join(" ")).join(";"), "",
    ];

  /** Hands the drawing over; the page then computes with it. */
  const send = async () => {
    const facts = draw(...texts());
    if (facts.error) {
      // What is on the pad has no answer: that of another drawing is none.
      root.classList.add("blank");
      noInk.textContent = facts.error.message[root.lang];
      noInk.hidden = false;
      answers.hidden = true;
      return say(noInk.textContent);
    }
    noInk.textContent = word("noInk");
    const context = seen.getContext("2d");
    const image = context.createImageData(side, side);
    facts.pixels.forEach((grey, place) => image.data.set([grey, grey, grey, 255], 4 * place));
    context.putImageData(image, 0, 0);
    root.classList.toggle("unlabelled", label.value === "");
    root.classList.toggle("blank", !facts.ink);
    // The pictures and the tables of the text are those of the example.
    root.classList.toggle("drawn", strokes !== null);
    noInk.hidden = facts.ink;
    answers.hidden = !facts.ink;
    if (!facts.ink) rows.replaceChildren();
    await restart(facts.ink);
  };
  const change = (act) => {
    act();
    current = null;
    pen.isDown = false;
    paint();
    return send();
  };
  /** Another pen or preparation changes nothing of the example. */
  const prepare = () => { paint(); if (strokes !== null) send(); };

  // ---- The drawing

  const paint = () => {
    const context = canvas.getContext("2d");
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.fillStyle = "#000";
    context.fillRect(0, 0, side, side);
    if (strokes === null) {
      const bytes = atob(data.pad.image);
      for (let place = 0; place < bytes.length; place += 1) {
        const grey = bytes.charCodeAt(place);
        context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
        if (grey) context.fillRect(place % side, Math.floor(place / side), 1, 1);
      }
    }
    context.strokeStyle = "#fff";
    context.lineWidth = 2 * Number(width.value);
    context.lineCap = context.lineJoin = "round";
    for (const stroke of strokes ?? []) {
      context.beginPath();
      context.moveTo(...stroke[0]);
      for (const point of stroke.length > 1 ? stroke.slice(1) : stroke) context.lineTo(...point);
      context.stroke();
    }
    if (document.activeElement !== canvas || !canvas.matches(":focus-visible")) return;
    context.strokeStyle = pen.isDown ? "#ffd24d" : "#8ab8ff";
    context.lineWidth = 0.3;
    context.strokeRect(pen.x - 0.5, pen.y - 0.5, 1, 1);
  };

  const begin = (point) => {
    strokes ??= [];
    if (strokes.length === 0) label.value = "";
    current = [point];
    strokes.push(current);
    paint();
  };
  const go = (point) => { current?.push(point); paint(); };
  const end = () => {
    if (!current) return;
    current = null;
    send();
  };
  const place = (event) => {
    const { left, top, width: across, height: down } = canvas.getBoundingClientRect();
    return [(event.clientX - left) / across * side, (event.clientY - top) / down * side];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    event.preventDefault();
    begin(place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!current || pen.isDown) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) go(place(each));
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { if (!pen.isDown) end(); });
  for (const name of ["focus", "blur"]) {
    canvas.addEventListener(name, () => { if (pen.isDown) lift(); paint(); });
  }

  const lift = () => { pen.isDown = false; end(); };
  canvas.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (by) {
      pen.x = Math.min(side - 0.5, Math.max(0.5, pen.x + by[0]));
      pen.y = Math.min(side - 0.5, Math.max(0.5, pen.y + by[1]));
      if (pen.isDown) go([pen.x, pen.y]); else paint();
    } else if (event.key === " ") {
      pen.isDown = !pen.isDown;
      if (pen.isDown) begin([pen.x, pen.y]); else end();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    say(word(pen.isDown ? "penDown" : "penUp") + " " + Math.ceil(pen.x) + ", " + Math.ceil(pen.y));
  });

  // ---- What the network says

  /** The numbers of the answer, as the engine gives them: of each digit its bar and its number. */
  const show = (quantity) => {
    const largest = Math.max(...quantity.value.values.flat(Infinity));
    const cells = [...parsed(quantity.html).querySelectorAll("a")];
    rows.replaceChildren(...quantity.value.values.flat(Infinity).map((value, digit) => {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      bar.setAttribute("viewBox", "0 0 1 1");
      bar.setAttribute("preserveAspectRatio", "none");
      bar.setAttribute("aria-hidden", "true");
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      rect.setAttribute("width", String(value));
      rect.setAttribute("height", "1");
      bar.append(rect);
      return make("tr", { class: value === largest ? "is-answer" : null },
        make("th", { scope: "row" }, String(digit)), make("td", {}, bar),
        make("td", { class: "right" }, cells[digit] ?? quantity.shown[digit]));
    }));
  };

  const describe = () => {
    title.textContent = word("pad");
    notice.textContent = word("padNotice");
    clear.textContent = word("clear");
    example.textContent = word("example");
    widthWords.textContent = word("penWidth");
    labelWords.textContent = word("digitMeant");
    label.options[0].textContent = "–";
    for (const { name, words } of switches) words.textContent = word(name);
    keys.textContent = word("padKeys");
    noInk.textContent = word("noInk");
    caption.textContent = word("networkSays");
    seenWord.textContent = word("networkSees");
    canvas.setAttribute("aria-label", word("pad"));
    seen.setAttribute("aria-label", word("networkSees"));
  };

  describe();
  paint();
  return { section, describe, show, texts, hasInk: () => !answers.hidden, send };
};
