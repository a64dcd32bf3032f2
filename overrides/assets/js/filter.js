// Filters tables of outcomes; the choice stands in the address. Without it every row is shown.
export function filterTables(form) {
  const rows = [...document.querySelectorAll("tr[data-outcome]")];
  const shown = form.querySelector("[data-ogp-shown]");
  const fields = ["outcome", "commitment"];
  const apply = () => {
    let count = 0;
    for (const row of rows) {
      const fits = fields.every((name) => !form[name].value || row.dataset[name] === form[name].value);
      row.hidden = !fits;
      count += fits;
    }
    for (const group of document.querySelectorAll("[data-ogp-group]")) {
      group.hidden = !group.querySelector("tr[data-outcome]:not([hidden])");
    }
    shown.value = shown.dataset.text.replace("%1", count).replace("%2", rows.length);
    const query = new URLSearchParams(fields.filter((name) => form[name].value).map((name) => [name, form[name].value]));
    history.replaceState(null, "", (query.size ? `?${query}` : location.pathname) + location.hash);
  };
  const query = new URLSearchParams(location.search);
  for (const name of fields) {
    if ([...form[name].options].some((option) => option.value === query.get(name))) form[name].value = query.get(name);
  }
  form.hidden = false;
  form.addEventListener("change", apply);
  apply();
  // Rows above the one that the address names may have gone.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
