// A pause, one key away from anywhere: the pause corner in a window of its own, with or without a kernel.
import { button, make } from "./dom.js";
import { keyOf, letThrough } from "./keys.js";

const COMMAND = "securebase:pause";
const PLAIN = "Stop here for a moment, or for today. Nothing has to be finished, and taking a break costs nothing.";

export function makePause(course, palette) {
  const { app, server, Widget } = course;
  let corner = null; // the module, its style and words, once fetched
  let open = null;

  async function fetched() {
    corner ??= await server.ask("pause");
    if (!document.getElementById("sb-pause-style")) {
      document.head.append(make("style", { id: "sb-pause-style" }, corner.style));
    }
    const address = URL.createObjectURL(new Blob([corner.module], { type: "text/javascript" }));
    try {
      return (await import(address)).default;
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  async function show() {
    if (open) return;
    const from = document.activeElement;
    const body = make("div", { class: "sb-pause-body" }, make("p", {}, PLAIN));
    const close = button("Go on", () => dialog.close(), "sb-button--main");
    const dialog = make("dialog", { class: "sb sb-pause-window", "aria-label": "Pause" }, body, close);
    let leave = () => {};
    open = dialog;
    dialog.addEventListener("close", () => {
      leave();
      dialog.remove();
      open = null;
      if (from?.isConnected) from.focus();
    });
    // Escape closes what is open in the corner first, as the corner itself does, and the window after that.
    let inside = false;
    const look = () => (inside = dialog.querySelector(".sb-pause-opened:not([hidden])") !== null);
    dialog.addEventListener("keydown", look, { capture: true });
    dialog.addEventListener("cancel", (event) => inside && event.preventDefault());
    for (const kind of ["keydown", "keypress", "keyup"]) dialog.addEventListener(kind, (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
    try {
      const { render } = await fetched();
      if (open !== dialog) return;
      body.replaceChildren();
      leave = render({ model: { get: (name) => corner[name] }, el: body }) ?? leave;
    } catch (error) {
      console.warn(error); // the plain sentence stays: a pause needs no server
    }
  }

  app.commands.addCommand(COMMAND, {
    label: "Pause",
    caption: "Stop for a moment: look around, breathe slowly, or stop for today",
    describedBy: { args: { type: "object", properties: {} } },
    execute: show,
  });
  palette?.addItem({ command: COMMAND, category: "Secure Base" });
  letThrough(app, COMMAND);

  return { show, key: () => keyOf(app, COMMAND), addButton: (panel) => addButton(app, panel, show, Widget) };
}

// In the toolbar of each of our notebooks, at the far end.
function addButton(app, panel, show, Widget) {
  const key = keyOf(app, COMMAND);
  const made = button("Pause", show, "sb-pause-button");
  if (key) {
    made.append(make("kbd", { "aria-hidden": "true" }, key));
    made.setAttribute("aria-keyshortcuts", key);
  }
  made.title = "Stop for a moment: look around, breathe slowly, or stop for today";
  panel.toolbar.addItem("securebase-pause", new Widget({ node: make("div", { class: "sb sb-tool" }, made) }));
}
