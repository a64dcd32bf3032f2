// A citation names the day of the reader's visit, and can be copied.
const FORMS = {
  words: (day, locale) => day.toLocaleDateString(`${locale}-u-nu-latn`, { day: "numeric", month: "long", year: "numeric" }),
  iso: (day) => [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-"),
  parts: (day) => [day.getFullYear(), day.getMonth() + 1, day.getDate()].join(", "),
};

export function offerCitation(box, tell) {
  for (const place of box.querySelectorAll("[data-ogp-accessed]")) {
    place.textContent = FORMS[place.dataset.ogpAccessed](new Date(), box.dataset.locale);
  }
  for (const button of box.querySelectorAll("[data-ogp-copy]")) {
    const line = button.closest("p");
    const text = line.classList.contains("ogp-cite__name") ? line.nextElementSibling : line.previousElementSibling;
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => navigator.clipboard.writeText(text.innerText.trim()).then(() => tell(box.dataset.copied), () => {}));
  }
}
