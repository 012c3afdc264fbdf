// A sheet of axes with one handle for each place. Drag across it, or use the arrow keys, or type numbers.

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = { left: 44, right: 14, top: 34, bottom: 46 };

const element = sbKit.make;
function shape(tag, attributes = {}, text = "") {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) made.textContent = text;
  return made;
}

function render({ model, el }) {
  const sheet = model.get("sheet");
  const { places, low, high, step, start, unit, sign, along_unit: alongUnit } = sheet;
  const digits = step >= 1 ? 0 : Math.ceil(-Math.log10(step));
  const id = sbKit.uniqueName();
  const values = places.map(() => start);
  let width = 700;
  let height = 360;
  let done = false;
  let held = null; // the point that was moved or reached last: its value is written beside it

  const x = (place) =>
    MARGIN.left + ((place - places[0]) / (places.at(-1) - places[0])) * (width - MARGIN.left - MARGIN.right);
  const y = (value) => height - MARGIN.bottom - ((value - low) / (high - low)) * (height - MARGIN.top - MARGIN.bottom);
  const tidy = (value) => Math.min(high, Math.max(low, Math.round(value / step) * step));
  const say = (value) => `${value.toFixed(digits)} ${unit}`;

  const drawing = shape("svg", { class: "sb-sheet", role: "group", "aria-labelledby": `${id}-title` });
  const ground = shape("g", { "aria-hidden": "true" });
  const line = shape("polyline", { class: "sb-drawn", fill: "none" });
  const said = shape("text", { class: "sb-said", "aria-hidden": "true" });
  const handles = places.map((place, index) => {
    const handle = shape("circle", {
      class: "sb-handle",
      r: 7,
      tabindex: 0,
      role: "slider",
      "aria-label": `${place} ${alongUnit}`,
      "aria-orientation": "vertical",
      "aria-valuemin": low,
      "aria-valuemax": high,
    });
    handle.addEventListener("keydown", (event) => press(event, index));
    handle.addEventListener("focus", () => {
      held = index;
      show();
    });
    return handle;
  });
  drawing.append(ground, line, ...handles, said);

  const fields = places.map((place, index) => {
    const field = element("input", {
      type: "number",
      class: "sb-field",
      id: `${id}-${index}`,
      min: low,
      max: high,
      step,
    });
    field.addEventListener("change", () => {
      const typed = Number(field.value);
      if (field.value !== "" && Number.isFinite(typed)) put(index, typed);
      show();
    });
    return field;
  });

  const look = element("button", { type: "button", class: "sb-button sb-button--main" }, "Look at the data");
  const skip = element("button", { type: "button", class: "sb-button sb-button--plain" }, "Skip the prediction");
  const status = element("p", { class: "sb-quiet", role: "status", tabindex: -1 });
  look.addEventListener("click", () => finish({ kind: "look", values: [...values] }));
  skip.addEventListener("click", () => finish({ kind: "skip" }));

  const numbers = element(
    "details",
    {},
    element("summary", {}, "Type the numbers instead"),
    element(
      "div",
      { class: "sb-numbers" },
      ...places.map((place, index) => element("label", { for: fields[index].id }, `${place} ${alongUnit} `, fields[index])),
    ),
  );

  const how = element(
    "p",
    { class: "sb-quiet sb-how" },
    "Drag across the sheet, or go to a point with Tab and move it with the arrow keys.",
  );
  const buttons = element("div", { class: "sb-row" }, look, skip);
  const root = element(
    "section",
    { class: "sb sb-prediction", "aria-labelledby": `${id}-title` },
    element("p", { class: "sb-eyebrow" }, "Predict, then look"),
    element("h3", { class: "sb-title", id: `${id}-title` }, sheet.title),
    element("p", {}, sheet.question),
    drawing,
    how,
    numbers,
    buttons,
    status,
  );
  el.append(root);
  const listening = new AbortController();
  sbKit.keepKeys(root, listening.signal);

  function put(index, value) {
    values[index] = tidy(value);
    held = index;
  }

  function press(event, index) {
    const moves = { ArrowUp: step, ArrowDown: -step, PageUp: 5 * step, PageDown: -5 * step };
    const sideways = { ArrowRight: 1, ArrowLeft: -1 };
    if (done) return;
    if (event.key in moves) put(index, values[index] + moves[event.key]);
    else if (event.key in sideways) handles[index + sideways[event.key]]?.focus();
    else return;
    event.preventDefault();
    show();
  }

  let last = null; // the point under the pointer at the event before, so that a fast stroke leaves no gap
  function paint(event) {
    const box = drawing.getBoundingClientRect();
    const here = { x: event.clientX - box.left, y: event.clientY - box.top };
    const from = last ?? here;
    const value = (at) => {
      const share = here.x === from.x ? 1 : (at - from.x) / (here.x - from.x);
      const height_ = from.y + share * (here.y - from.y);
      return low + ((height - MARGIN.bottom - height_) / (height - MARGIN.top - MARGIN.bottom)) * (high - low);
    };
    const nearest = places.reduce((best, place, index) =>
      Math.abs(x(place) - here.x) < Math.abs(x(places[best]) - here.x) ? index : best, 0);
    places.forEach((place, index) => {
      const passed = (x(place) - from.x) * (x(place) - here.x) <= 0;
      if (passed) put(index, value(x(place)));
      else if (index === nearest && Math.abs(x(place) - here.x) < 14) put(index, value(here.x));
    });
    last = here;
    held = nearest;
    show();
  }
  drawing.addEventListener("pointerdown", (event) => {
    if (done) return;
    drawing.setPointerCapture(event.pointerId);
    last = null;
    paint(event);
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!done && drawing.hasPointerCapture(event.pointerId)) paint(event);
  });

  function close() {
    done = true;
    for (const one of [how, numbers, buttons]) one.hidden = true;
    drawing.setAttribute("hidden", "");
  }
  const looking = sbLooking.watch(model, status, close, "The data are below.");

  function finish(message) {
    if (!done) looking.ask(message);
  }

  // At most seven round numbers.
  function heightsToMark() {
    const least = (high - low) / 6;
    const ten = 10 ** Math.floor(Math.log10(least));
    const apart = ten * [1, 2, 5, 10].find((one) => one * ten >= least * 0.999);
    const first = Math.ceil(low / apart - 1e-9);
    const count = Math.floor(high / apart + 1e-9) - first + 1;
    return Array.from({ length: count }, (_, index) => Number(((first + index) * apart).toPrecision(6)));
  }

  function axes() {
    ground.replaceChildren();
    if (sheet.span) {
      const [from, to, name] = sheet.span;
      ground.append(
        shape("rect", { class: "sb-span", x: x(from), width: x(to) - x(from), y: y(high), height: y(low) - y(high) }),
        shape("text", { class: "sb-tick", x: (x(from) + x(to)) / 2, y: y(high) + 17, "text-anchor": "middle" }, name),
      );
    }
    for (const value of heightsToMark()) {
      ground.append(
        shape("line", { class: "sb-grid", x1: x(places[0]), x2: x(places.at(-1)), y1: y(value), y2: y(value) }),
        shape("text", { class: "sb-tick", x: MARGIN.left - 8, y: y(value) + 4, "text-anchor": "end" }, `${value}${sign}`),
      );
    }
    for (const place of places) {
      ground.append(
        shape(
          "text",
          { class: "sb-tick", x: x(place), y: height - MARGIN.bottom + 20, "text-anchor": "middle" },
          String(place).replace("-", "−"),
        ),
      );
    }
    ground.append(
      shape("text", { class: "sb-axis", x: 0, y: 16 }, sheet.up),
      shape("text", { class: "sb-tick", x: width / 2, y: height - 6, "text-anchor": "middle" }, sheet.along),
    );
  }

  function show() {
    line.setAttribute("points", places.map((place, index) => `${x(place)},${y(values[index])}`).join(" "));
    handles.forEach((handle, index) => {
      handle.setAttribute("cx", x(places[index]));
      handle.setAttribute("cy", y(values[index]));
      handle.setAttribute("aria-valuenow", values[index].toFixed(digits));
      handle.setAttribute("aria-valuetext", say(values[index]));
      fields[index].value = values[index].toFixed(digits);
    });
    if (held === null) return;
    const high_ = y(values[held]) < MARGIN.top + 24;
    said.textContent = `${values[held].toFixed(digits)}${sign}`;
    said.setAttribute("x", x(places[held]));
    said.setAttribute("y", y(values[held]) + (high_ ? 26 : -15));
    said.setAttribute("text-anchor", held === 0 ? "start" : held === places.length - 1 ? "end" : "middle");
  }

  function layout() {
    width = Math.min(760, Math.max(300, root.clientWidth || 700));
    height = Math.max(300, Math.round(width * 0.5));
    drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    drawing.setAttribute("height", height);
    axes();
    show();
  }

  const size = new ResizeObserver(layout);
  size.observe(root);
  layout();
  return () => {
    listening.abort();
    looking.leave();
    size.disconnect();
  };
}

export default { render };
