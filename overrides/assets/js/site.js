const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function offerThemes(button) {
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const show = () => {
    button.setAttribute("aria-label", isDark() ? button.dataset.light : button.dataset.dark);
    button.dataset.now = isDark() ? "dark" : "light";
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("ogp-theme", root.dataset.theme);
    } catch {
      // The choice then holds for this page only.
    }
    show();
  });
  dark.addEventListener("change", show);
  button.hidden = false;
  show();
}

// The contents stand open beside the text where there is room, and mark the section being read.
function followReader(contents) {
  const wide = matchMedia("(min-width: 68rem)");
  const place = () => {
    contents.open = wide.matches;
  };
  wide.addEventListener("change", place);
  place();
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const targets = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let marked = null;
  const mark = () => {
    const read = targets.findLast((target) => target.getBoundingClientRect().top < innerHeight / 3);
    const link = read ? links.get(read.id) : null;
    if (link === marked) return;
    marked?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    marked = link;
  };
  addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
  mark();
}

// Anchors and filters are the same in every language: the other language opens at the same place.
function keepPlace(link) {
  link.addEventListener("click", () => {
    link.search = location.search;
    link.hash = location.hash;
  });
}

// Says something for a moment, also to a screen reader.
let silence = 0;
function tell(sentence) {
  said.replaceChildren();
  requestAnimationFrame(() => (said.textContent = sentence));
  clearTimeout(silence);
  silence = setTimeout(() => said.replaceChildren(), 4000);
}

document.querySelectorAll("[data-ogp-theme]").forEach(offerThemes);
document.querySelectorAll(".ogp-languages a").forEach(keepPlace);
document.querySelectorAll(".ogp-contents").forEach(followReader);
const filters = document.querySelectorAll("[data-ogp-filter]");
if (filters.length) import("./filter.js").then(({ filterTables }) => filters.forEach(filterTables));
const own = document.querySelectorAll("[data-ogp-self]");
const said = document.querySelector("[data-ogp-copied]");
if (own.length) import("./copy-link.js").then(({ copyLinks }) => copyLinks(own, tell, said.dataset.ogpCopied));
for (const box of document.querySelectorAll("[data-ogp-cite]")) {
  box.addEventListener("toggle", () => import("./cite.js").then(({ offerCitation }) => offerCitation(box, tell)), { once: true });
}
const searches = document.querySelectorAll("[data-ogp-search]");
if (searches.length) import("./search.js").then(({ startSearch }) => searches.forEach(startSearch));

// The key / leads to the search, unless the reader is writing.
addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("[data-ogp-search] [name=q]") ?? document.querySelector(".ogp-find [name=q]");
  event.preventDefault();
  field?.focus();
  field?.select();
});
