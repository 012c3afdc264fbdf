// What every component shares. It stands before each component's own module, so it exports nothing.
const sbKit = {
  // Small counts read better as words, at the beginning of a sentence.
  inWords(count) {
    const words = "None One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split(" ");
    return words[count] ?? String(count);
  },

  // Make an element: attributes by name, on… as listeners, children as nodes or as text (never as HTML).
  make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  },

  // Names must differ between the views on one page: each widget loads this module for itself.
  uniqueName() {
    return `sb-${Math.random().toString(36).slice(2, 12)}`;
  },

  // In a notebook, keys pressed on a button or a radio are JupyterLab's shortcuts: two d's would delete the cell
  // and arrow keys leave it. JupyterLab honours this attribute. Saving the notebook is let through: someone who
  // presses Ctrl+S would otherwise get the browser's "save page". JupyterLab listens on the document, so the
  // choice has to be made on the window, before it.
  keepKeys(root, signal) {
    root.setAttribute("data-lm-suppress-shortcuts", "true");
    const saving = (event) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    window.addEventListener(
      "keydown",
      (event) => {
        if (!root.contains(event.target)) return;
        if (saving(event)) root.removeAttribute("data-lm-suppress-shortcuts");
        else root.setAttribute("data-lm-suppress-shortcuts", "true");
      },
      { capture: true, signal },
    );
    for (const kind of ["keydown", "keypress", "keyup"]) {
      root.addEventListener(kind, (event) => saving(event) || event.stopPropagation());
    }
  },
};
