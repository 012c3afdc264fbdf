// The pause corner: three ways to pause, one of them open at a time.
const sbPause = (() => {
  const { make, uniqueName } = sbKit;

  function stopWords(paragraphs) {
    const element = make(
      "div",
      { class: "sb-pause-stop", tabindex: "-1" },
      ...paragraphs.map((words) => make("p", {}, words)),
    );
    return { element, focus: () => element.focus(), leave() {} };
  }

  function mount(settings) {
    const title = uniqueName();
    let open = null; // the way that is open
    let from = null; // the button that opened it
    const made = {
      ground: () => sbSenses.mount(settings.senses),
      breathe: () => sbPacer.mount(settings.pacer),
      stop: () => stopWords(settings.stop),
    };
    const opened = make("div", { class: "sb-pause-opened", role: "group", hidden: true });
    const buttons = settings.ways.map(({ way, name, words }) =>
      make(
        "button",
        { type: "button", class: "sb-button sb-pause-way", "data-way": way, onclick: (event) => show(way, name, event) },
        make("span", { class: "sb-pause-name" }, name),
        make("span", { class: "sb-quiet" }, words),
      ),
    );
    const choices = make("div", { class: "sb-pause-ways" }, ...buttons);

    function show(way, name, event) {
      from = event.currentTarget;
      open = made[way]();
      opened.setAttribute("aria-label", name);
      opened.replaceChildren(
        make("p", { class: "sb-title" }, name),
        open.element,
        make("button", { type: "button", class: "sb-button sb-button--plain sb-pause-back", onclick: shut },
          "Back to the three ways"),
      );
      choices.hidden = true;
      opened.hidden = false;
      open.focus();
    }
    function shut() {
      open.leave();
      open = null;
      opened.replaceChildren();
      opened.hidden = true;
      choices.hidden = false;
      from.focus();
    }

    const element = make(
      "div",
      { class: "sb sb-card sb-pause", role: "group", "aria-labelledby": title, "data-pause-corner": true },
      make("p", { class: "sb-eyebrow" }, "Pause corner"),
      make("p", { class: "sb-pause-lead", id: title }, settings.words),
      choices,
      opened,
    );
    // What is open hears Escape first, and keeps it while it has something of its own to stop.
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && open) shut();
    });
    return { element, leave: () => open?.leave() };
  }

  return { mount };
})();

function render({ model, el }) {
  const leaving = new AbortController();
  const corner = sbPause.mount(model.get("settings"));
  sbKit.keepKeys(corner.element, leaving.signal);
  el.replaceChildren(corner.element);
  return () => {
    leaving.abort();
    corner.leave();
  };
}

export default { render };
