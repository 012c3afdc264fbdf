// Commands of ours that have a key, also where a control in a lesson keeps its keys from JupyterLab.

// The key as it stands in the settings, where a learner may choose another.
export function keyOf(app, command) {
  const binding = app.commands.keyBindings.find((each) => each.command === command);
  return binding ? binding.keys.join(" ") : "";
}

export function letThrough(app, command) {
  window.addEventListener(
    "keydown",
    (event) => {
      const kept = event.target instanceof Element && event.target.closest("[data-lm-suppress-shortcuts]");
      if (!kept || event.target.closest("dialog")) return;
      const key = app.commands.constructor.keystrokeForKeydownEvent(event);
      if (!key || key !== keyOf(app, command) || !app.commands.isEnabled(command)) return;
      event.preventDefault();
      event.stopPropagation();
      app.commands.execute(command);
    },
    { capture: true },
  );
}
