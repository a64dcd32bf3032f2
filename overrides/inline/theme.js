// Before the first paint: the appearance that the reader chose. Without a choice the system's holds.
try {
  const chosen = localStorage.getItem("ogp-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be forbidden; then the system's appearance stays.
}
