// How something personal travels between the page and the kernel: as a binary buffer, once, and never as state.
const sbLetters = (() => {
  const PATIENCE = 5000; // milliseconds without an answer before the page says so

  function correspond(model) {
    const waiting = new Map();
    const hearers = [];
    const hear = (message, buffers) => {
      const one = waiting.get(message?.number);
      if (one) {
        waiting.delete(message.number);
        clearTimeout(one.timer);
        const [letter, ...files] = buffers ?? [];
        one.resolve({ ...message, letter: letter ? JSON.parse(new TextDecoder().decode(letter)) : null, files });
      } else if (message?.news) hearers.forEach((tell) => tell(message));
    };
    model.on("msg:custom", hear);
    return {
      // Resolves with the kernel's answer, however late. `onSilence` is called if it takes long.
      ask(name, { value = null, files = [], onSilence = () => {} } = {}) {
        // Counted from a random start: two views of one box hear the same answers.
        const number = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
        const buffers = value === null && !files.length ? [] : [new TextEncoder().encode(JSON.stringify(value)).buffer, ...files];
        return new Promise((resolve) => {
          waiting.set(number, { resolve, timer: setTimeout(onSilence, PATIENCE) });
          model.send({ ask: name, number }, undefined, buffers);
        });
      },
      // What the kernel says unasked, to every view.
      onNews: (tell) => hearers.push(tell),
      leave() {
        waiting.forEach(({ timer }) => clearTimeout(timer));
        waiting.clear();
        model.off("msg:custom", hear);
      },
    };
  }

  return { correspond };
})();
