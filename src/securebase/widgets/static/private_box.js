function render({ model, el }) {
  const letters = sbLetters.correspond(model);
  const card = sbPrivateCard.mount(model, letters);
  el.replaceChildren(card.root);
  return () => {
    card.leave();
    letters.leave();
  };
}

export default { render };
