// Runs once for each HTML block of the page (Gradio hands over `element`, `trigger` and `watch`).
// Buttons with data-ask ask their question; links with data-card light up the card they name.

element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-ask]");
  if (button && element.contains(button)) {
    trigger("submit", { question: button.dataset.ask });
    return;
  }
  const link = event.target.closest("[data-card]");
  if (link && element.contains(link)) {
    // Gradio's <base> would turn "#id" into another address, and the page would load anew.
    event.preventDefault();
    const card = document.getElementById(link.dataset.card);
    if (!card) return;
    const folded = card.closest("details");
    if (folded) folded.open = true;
    element.querySelectorAll(".card.lit").forEach((lit) => lit.classList.remove("lit"));
    card.classList.add("lit");
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
  }
});

watch("value", () => {
  const turns = element.querySelectorAll(".turn");
  const latest = turns[turns.length - 1];
  if (latest) latest.scrollIntoView({ block: "start" });
});
