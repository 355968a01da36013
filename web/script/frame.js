// Runs once for the head of the page: navigation, light and dark, and what has to be done as the page appears.

const page = window.taskPage;

element.addEventListener("click", (event) => {
  const link = event.target.closest("[data-view-link]");
  if (link) {
    event.preventDefault();
    page.show(link.dataset.viewLink, true);
    return;
  }
  if (event.target.closest("#theme")) page.flipTheme();
});

page.applyTheme();
page.show(location.hash.slice(1));
