// The front end of a live figure: an image, its sentence, and the controls.
// It asks for one frame at a time and always for the newest positions, so no stale frame is ever drawn.

const REST = 700; // ms without a move before the sentence is read aloud
const PATIENCE = 8000; // ms without an answer before the page says that the kernel is silent

const element = sbKit.make;

function isLight() {
  return document.body.dataset.jpThemeLight !== "false";
}

function sourceLine(source) {
  const line = element(
    "li",
    {},
    element("span", { class: `sb-badge sb-badge--${source.badge.toLowerCase()}`, title: source.meaning }, source.badge),
    ` ${source.part}: `,
  );
  if (source.doi) {
    line.append(
      element("a", { href: `https://doi.org/${source.doi}`, target: "_blank", rel: "noopener" }, source.citation),
    );
  } else {
    line.append(source.citation);
  }
  if (source.sample) line.append(` (${source.sample})`);
  return line;
}

// A data address is read within the page. The address of a blob is fetched by way of the browser's other
// processes, which takes longer than reading the picture.
function pictureAddress({ buffer, byteOffset, byteLength }) {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  const letters = [];
  for (let at = 0; at < byteLength; at += 8192) letters.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return `data:image/png;base64,${btoa(letters.join(""))}`;
}

function render({ model, el }) {
  const id = sbKit.uniqueName();
  const controls = model.get("controls");
  const starts = Object.fromEntries(controls.map((one) => [one.name, one.start]));
  const positions = { ...starts };

  // Decoded at once: it would otherwise be shown a frame or two after it came.
  const image = element("img", { class: "sb-picture", alt: "", decoding: "sync" });
  // The image carries the sentence for screen readers; the visible copy would only repeat it.
  const twin = element("p", { class: "sb-twin", "aria-hidden": "true" });
  const spoken = element("div", { class: "sb-for-screen-readers", role: "status", "aria-live": "polite" });
  const trouble = element("p", { class: "sb-trouble", role: "alert", hidden: true });

  const moved = (name, position) => set({ [name]: position });
  const made = Object.fromEntries(
    controls.map((one, index) => [one.name, sbControls[one.kind](one, `${id}-${index}`, moved)]),
  );
  const panel = element("div", { class: "sb-controls" }, ...controls.map((one) => made[one.name].node));

  const presets = element("div", { class: "sb-row sb-presets" });
  const settings = model.get("presets");
  for (const preset of settings) {
    const button = element("button", { type: "button", class: "sb-button" }, preset.label);
    button.addEventListener("click", () => set(preset.positions));
    presets.append(button);
  }
  if (controls.length) {
    const reset = element("button", { type: "button", class: "sb-button sb-button--plain" }, "Reset");
    reset.addEventListener("click", () => set(starts));
    presets.append(reset);
  }

  const invitations = model.get("invitations");
  const tries = element("div", { class: "sb-tries", hidden: !invitations.length }, element("p", {}, "Try this"));
  tries.append(element("ul", {}, ...invitations.map((one) => element("li", {}, one))));

  const root = element(
    "section",
    { class: "sb sb-live", "aria-labelledby": `${id}-title` },
    element("h3", { class: "sb-title", id: `${id}-title` }, model.get("title")),
    element("p", { class: "sb-live-remark", role: "status", hidden: !model.get("remark") }, model.get("remark")),
    image,
    trouble,
    panel,
    presets,
    twin,
    tries,
    element("ul", { class: "sb-live-sources", "aria-label": "Where this picture comes from" }, ...model.get("sources").map(sourceLine)),
    spoken,
  );
  el.append(root);
  const listening = new AbortController();
  sbKit.keepKeys(root, listening.signal);

  let waiting = null; // the timer of the one request under way
  let stale = false; // whether something moved since that request was sent
  let known = false; // whether the positions here are those of the kernel, or newer
  let touched = false; // whether something was moved here since the sentence was last read aloud
  let resting = null;
  let page = null; // as it was told to the kernel

  function ask() {
    if (waiting !== null) {
      stale = true;
      return;
    }
    page = here() ?? page;
    if (!page) return;
    stale = false;
    waiting = setTimeout(silent, PATIENCE);
    model.send({ kind: "show", view: id, ...page, ...(known ? { positions } : {}) });
  }

  function silent() {
    waiting = null;
    trouble.textContent =
      "The picture is getting no answer from its kernel. If the kernel was stopped or restarted, choose " +
      "Run, then Run All Cells; you will not lose anything you have written.";
    trouble.hidden = false;
  }

  function place(wanted) {
    known = true;
    Object.assign(positions, wanted);
    for (const [name, position] of Object.entries(positions)) made[name].set(position);
  }

  function set(wanted) {
    touched = true;
    place(wanted);
    ask();
  }

  // What the picture is drawn for; null while it has no place on the page.
  function here() {
    const width = Math.round(root.clientWidth);
    return width ? { light: isLight(), width, ratio: window.devicePixelRatio } : null;
  }

  function look() {
    const now = here();
    if (now && JSON.stringify(now) !== JSON.stringify(page)) ask();
  }

  // Every view of this widget hears every frame. One that was moved takes the others along.
  function hear(message, buffers) {
    if (message.kind !== "frame") return;
    const own = message.view === id;
    const moves = Object.entries(message.positions).some(([name, position]) => positions[name] !== position);
    if (!own && (waiting !== null || !moves)) return;
    if (own) {
      clearTimeout(waiting);
      waiting = null;
      trouble.hidden = true;
    }
    if (!own || !known) place(message.positions);
    for (const [name, shares] of Object.entries(message.tracks)) made[name].lay(shares);
    image.src = pictureAddress(buffers[0]);
    image.alt = message.twin;
    twin.textContent = message.twin;
    clearTimeout(resting);
    resting = setTimeout(() => rest(own), REST);
    const now = here();
    if (own && (stale || (now && (now.light !== page.light || now.ratio !== page.ratio)))) ask();
  }

  function rest(own) {
    if (!own) return ask(); // that frame was drawn for the other view
    if (touched) spoken.textContent = twin.textContent;
    touched = false;
  }

  for (const [name, position] of Object.entries(positions)) made[name].set(position);
  model.on("msg:custom", hear);
  let settle = null;
  const soon = () => {
    clearTimeout(settle);
    settle = setTimeout(look, 120);
  };
  const size = new ResizeObserver(soon);
  size.observe(root);
  // Soon, not at once: while JupyterLab changes its theme the page has no width for a moment.
  const theme = new MutationObserver(soon);
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  window.addEventListener("resize", soon, { signal: listening.signal }); // also tells of a new zoom
  // A window that moves to a finer screen keeps its size: only its resolution changes.
  (function watchResolution() {
    const screen = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    const changed = () => (soon(), watchResolution());
    screen.addEventListener("change", changed, { once: true, signal: listening.signal });
  })();
  look();

  return () => {
    listening.abort();
    size.disconnect();
    theme.disconnect();
    clearTimeout(waiting);
    clearTimeout(resting);
    clearTimeout(settle);
    model.off("msg:custom", hear);
  };
}

export default { render };
