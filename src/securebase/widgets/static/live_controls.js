// What can be moved: a slider, or a few choices. Each tells `changed` where it should stand, and stands where `set` puts it.
const sbControls = (() => {
  const { make } = sbKit;
  const FINEST = 10_000; // steps of a track along an axis

  // A slider's values lie at even steps, until `lay` puts them where the picture's axis has them (shares of its width).
  function slider(control, id, changed) {
    const last = control.words.length - 1;
    const value = make("output", { class: "sb-value", for: id });
    const input = make("input", { type: "range", id, min: 0, max: last, step: 1 });
    const node = make("div", { class: "sb-control" }, make("label", { for: id }, control.label), input, value);
    let places = control.words.map((_, index) => index);
    let along = false;
    let at = control.start;
    let held = false; // by a pointer

    const nearest = (place) =>
      places.reduce((best, here, index) => (Math.abs(here - place) < Math.abs(places[best] - place) ? index : best), 0);
    const go = (to) => changed(control.name, Math.min(last, Math.max(0, to)));
    const release = () => (held = false);
    input.addEventListener("pointerdown", () => {
      held = true;
      window.addEventListener("pointerup", release, { once: true }); // it may be let go beside the slider
    });
    input.addEventListener("pointercancel", release);
    input.addEventListener("input", () => {
      const place = Number(input.value);
      const to = nearest(place);
      // A screen reader's own gesture moves by the least step, which lies between two values.
      go(to === at && !held ? at + Math.sign(place - places[at]) : to);
    });
    const far = Math.max(1, Math.round(last / 10));
    input.addEventListener("keydown", (event) => {
      const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: far, PageDown: -far, Home: -last, End: last };
      if (!along || !(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      go(at + steps[event.key]);
    });
    const set = (position) => {
      at = position;
      input.value = places[position];
      input.setAttribute("aria-valuetext", control.words[position]);
      value.textContent = control.words[position];
    };
    return {
      node,
      set,
      lay(shares) {
        const [left, right] = [shares[0], shares.at(-1)];
        along = true;
        node.classList.add("sb-control--along");
        node.style.setProperty("--sb-left", left);
        node.style.setProperty("--sb-right", right);
        input.max = FINEST;
        places = shares.map((share) => Math.round((FINEST * (share - left)) / (right - left)));
        set(at);
      },
    };
  }

  function choice(control, id, changed) {
    const inputs = control.words.map((_, index) =>
      make("input", {
        type: "radio",
        name: id,
        id: `${id}-${index}`,
        value: index,
      }),
    );
    const group = make("fieldset", { class: "sb-control sb-options" }, make("legend", {}, control.label));
    const row = make("div", { class: "sb-row" });
    inputs.forEach((input, index) => {
      input.addEventListener("change", () => changed(control.name, index));
      row.append(make("label", { for: input.id }, input, ` ${control.words[index]}`));
    });
    group.append(row);
    return {
      node: group,
      set(position) {
        inputs.forEach((input, index) => (input.checked = index === position));
      },
    };
  }

  return { slider, choice };
})();
