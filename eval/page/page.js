// Filters the wrong answers; without it all of them are shown.
(() => {
  const list = document.getElementById("answers");
  if (!list) return;
  const [search, kind, fault, shown, nothing] = ["search", "kind", "fault", "shown", "nothing"].map((id) =>
    document.getElementById(id),
  );
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const cards = [...list.children].map((card) => ({ card, text: plain(card.textContent) }));

  const filter = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { card, text } of cards) {
      const fits =
        (!kind.value || card.dataset.kind === kind.value) &&
        (!fault.value || card.dataset.fault.split(" ").includes(fault.value)) &&
        words.every((word) => text.includes(word));
      card.hidden = !fits;
      count += fits;
    }
    shown.textContent = count === cards.length ? `${count} 题` : `${count} / ${cards.length} 题`;
    nothing.hidden = count > 0;
  };

  for (const control of [search, kind, fault]) control.addEventListener("input", filter);

  // A kind's line in the table leads to its wrong answers.
  for (const row of document.querySelectorAll("#kinds tr[data-kind]")) {
    if (![...kind.options].some((option) => option.value === row.dataset.kind)) continue;
    const name = row.querySelector("th");
    const button = document.createElement("button");
    button.textContent = name.textContent;
    button.title = "看这一类答错的题";
    name.replaceChildren(button);
    button.addEventListener("click", () => {
      kind.value = row.dataset.kind;
      filter();
      document.getElementById("wrong").scrollIntoView({ behavior: "smooth" });
    });
  }

  // On paper every answer is open.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
})();
