// The search page. Nothing is fetched before the first search; what was searched stands in the address.
import { bestPlaces, excerpt } from "./search-places.js";
import { nearest, wordForms } from "./search-words.js";

const FILTERS = ["kind", "plan", "organization", "year"];
const SHOWN = 10;
const PLACES = 3;
const PAUSE = 300;
const SOME = "";

export function startSearch(form) {
  const part = (name) => document.querySelector(`[data-ogp-${name}]`);
  const [status, results, more, nothing, begin, meant] = ["status", "results", "more", "nothing", "begin", "meant"].map(part);
  const plurals = new Intl.PluralRules(document.documentElement.lang);
  const counted = (forms, count) => (forms[plurals.select(count)] ?? forms.other).replace("{count}", count);
  const texts = { count: JSON.parse(form.dataset.count), more: JSON.parse(form.dataset.more) };
  let engine = null;
  let loading = null;
  let latest = 0;
  let before = Promise.resolve();

  async function load() {
    const [pagefind, rules] = await Promise.all([
      import(new URL(form.dataset.index, location.href)),
      fetch(form.dataset.forms).then((answer) => answer.json()),
    ]);
    await pagefind.destroy();
    await pagefind.options({ noWorker: true, ranking: { metaWeights: { main: 4, title: 3, name: 1 } } });
    await pagefind.init();
    await pagefind.filters();
    const words = wordForms(rules);
    let known = null;
    const knownWords = async () => {
      const answer = await fetch(form.dataset.words);
      const text = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).text();
      return new Map(text.split("\n").flatMap((word) => words(word).map((form) => [form, word])));
    };
    return { pagefind, words, endings: rules.endings, known: () => (known ??= knownWords()) };
  }

  const value = (name) => form.elements[name].value;
  // What is no choice, such as a kind misspelt in the address, chooses everything.
  function choose(name, wanted) {
    const field = form.elements[name];
    const options = field.options ?? field;
    const option = [...options].find((one) => one.value === wanted) ?? options[0];
    option[field.options ? "selected" : "checked"] = true;
  }
  const chosen = () => Object.fromEntries(FILTERS.filter((name) => value(name)).map((name) => [name, [value(name)]]));

  // The pages with all words, by how well each word fits, and before them those that lack a word but fit better still;
  // where they are few, then the best of the others.
  async function find(terms, filters) {
    const ask = (words) => engine.pagefind.search(words, { filters });
    const all = await ask(terms.join(" "));
    if (terms.length < 2) return all;
    const pages = new Map();
    for (const { results: own } of await Promise.all(terms.map(ask))) {
      for (const result of own) {
        if (!pages.has(result.id)) pages.set(result.id, { score: 0, parts: [] });
        const page = pages.get(result.id);
        page.score += result.score;
        page.parts.push(result);
      }
    }
    for (const page of pages.values()) {
      page.data = async () => ({ ...(await page.parts[0].data()), locations: page.parts.flatMap(({ words }) => words) });
    }
    const ranked = [...pages.values()].sort((one, other) => other.score - one.score);
    const complete = ({ parts }) => parts.length === terms.length;
    const best = ranked.findIndex(complete);
    const results = ranked.filter((page, place) => complete(page) || place < best);
    const partial = ranked.filter((page) => !results.includes(page)).slice(0, Math.max(0, SHOWN - results.length));
    return { ...all, results, partial };
  }

  // Whether the site has the word. Where it has not, the engine takes the beginning of it for the word: that does not count,
  // unless the rest is an inflection.
  async function isKnown(form) {
    const { results: found } = await engine.pagefind.search(form);
    if (!found.length) return false;
    const { content } = await found[0].data();
    const words = content.split(" ");
    const hits = found[0].words.flatMap((location) => engine.words(words[location]));
    const isStray = (hit) => hit !== form && form.startsWith(hit) && !engine.endings.includes(form.slice(hit.length));
    return !hits.length || !hits.every((hit) => isStray(hit) || !hit.startsWith(form.slice(0, 3)));
  }

  // What the reader may have meant: each word that stands nowhere is replaced by the nearest one that does.
  async function mended(query) {
    const said = await Promise.all(
      query.split(/\s+/).map(async (word) => {
        const own = engine.words(word);
        if (own.length !== 1 || (await isKnown(own[0]))) return word;
        const known = await engine.known();
        const near = nearest(own[0], word, known.keys());
        return near ? known.get(near) : word;
      }),
    );
    return said.join(" ");
  }

  function search() {
    const query = value("q").trim();
    const turn = (latest += 1);
    share(query);
    begin.hidden = Boolean(query);
    if (!query) {
      show({ results: [], query, turn });
      return;
    }
    status.textContent = form.dataset.working;
    // One after the other: the engine answers one search at a time.
    before = before.then(() => (turn === latest ? answer(query, turn) : undefined));
  }

  async function answer(query, turn) {
    try {
      loading ??= load();
      engine = await loading;
      const asked = await mended(query);
      const found = await find(engine.words(asked), chosen());
      if (turn === latest) await show({ ...found, query, asked, turn });
    } catch (error) {
      console.error(error);
      if (turn === latest) status.textContent = form.dataset.failed;
      loading = null;
    }
  }

  function share(query) {
    const address = new URLSearchParams(query ? [["q", query]] : []);
    for (const name of FILTERS) if (value(name)) address.set(name, value(name));
    history.replaceState(null, "", address.size ? `?${address}` : location.pathname);
  }

  async function show({ results: complete, partial = [], filters, query, asked, turn }) {
    const list = [...complete, ...partial];
    const wasFiltered = Object.keys(chosen()).length > 0;
    form.querySelectorAll("[data-ogp-choices]").forEach((choice) => (choice.hidden = !query || !(list.length || wasFiltered)));
    if (query) offer(filters);
    const groups = new Map();
    results.replaceChildren();
    results.hidden = !list.length;
    nothing.hidden = Boolean(complete.length) || !query;
    begin.hidden = Boolean(complete.length);
    part("unfilter").hidden = !wasFiltered;
    meant.hidden = !asked || asked === query;
    meant.textContent = meant.dataset.text.replace("%1", query).replace("%2", asked);
    const terms = query ? engine.words(asked) : [];
    const wanted = (word) => engine.words(word).find((form) => terms.includes(form));
    let shown = 0;
    const next = async () => {
      const start = shown;
      const chosenNow = list.slice(start, start + SHOWN);
      shown += chosenNow.length;
      const page = await Promise.all(chosenNow.map((result) => result.data()));
      if (turn !== latest) return null;
      const entries = page.map((data, i) => entryOf(data, start + i + 1, terms, wanted));
      page.forEach((data, i) => groupOf(groups, partial.includes(chosenNow[i]) ? SOME : data.meta.kind).append(entries[i]));
      const left = list.length - shown;
      more.hidden = left <= 0;
      more.firstElementChild.textContent = counted(texts.more, Math.min(left, SHOWN));
      return entries[0];
    };
    more.firstElementChild.onclick = async () => (await next())?.querySelector("a").focus();
    await next();
    if (turn !== latest) return;
    status.textContent = query ? `${counted(texts.count, complete.length)} ${form.dataset.for.replace("%1", asked)}` : "";
  }

  // Every choice with the number of results that it would leave; what would leave none cannot be chosen.
  function offer(counts) {
    for (const word of form.querySelectorAll("[data-word]")) {
      const field = word.closest("label").querySelector("input, select");
      const own = word.value ?? field.value;
      const count = own ? (counts?.[field.name]?.[own] ?? 0) : null;
      word.textContent = count === null ? word.dataset.word : `${word.dataset.word} (${count})`;
      if (field.type === "radio") word.parentElement.hidden = count === 0 && !field.checked;
      else word.hidden = word.disabled = count === 0 && !word.selected;
    }
  }

  function groupOf(groups, kind) {
    if (!groups.has(kind)) {
      const group = document.querySelector("template[data-ogp-group]").content.cloneNode(true).firstElementChild;
      const word = form.querySelector(`[name=kind][value="${kind}"] + span`);
      group.querySelector("h2").textContent = kind === SOME ? form.dataset.some : word.dataset.word;
      results.append(group);
      groups.set(kind, group.querySelector("ol"));
    }
    return groups.get(kind);
  }

  function entryOf(data, rank, terms, wanted) {
    const entry = document.querySelector("template[data-ogp-result]").content.cloneNode(true).firstElementChild;
    entry.value = rank;
    const words = data.content.split(" ");
    const locations = [...new Set(data.locations)].sort((one, other) => one - other);
    const places = bestPlaces(words, locations, data.places, wanted, PLACES);
    const link = entry.querySelector("a");
    link.href = data.url;
    write(link, marked(data.meta.title, wanted));
    entry.querySelector(".ogp-entry__meta").textContent = [data.meta.trail, data.meta.when].filter(Boolean).join(" · ");
    const list = entry.querySelector(".ogp-results__places");
    const about = entry.querySelector(".ogp-results__excerpt");
    if (!places.length) write(about, excerpt(words, locations));
    else about.remove();
    for (const [anchor, label, start, end] of places) {
      const item = document.createElement("li");
      const to = document.createElement("a");
      to.href = `${data.url}#${anchor}`;
      to.textContent = label || data.meta.title;
      const text = document.createElement("p");
      write(text, excerpt(words, locations, start, end));
      item.append(to, text);
      list.append(item);
    }
    if (!places.length) list.remove();
    return entry;
  }

  function marked(title, wanted) {
    return title.split(/(\s+)/).map((text) => ({ text, hit: Boolean(text.trim() && wanted(text)) }));
  }

  function write(element, parts) {
    element.replaceChildren(
      ...parts.map(({ text, hit }) => {
        if (!hit) return text;
        const mark = document.createElement("mark");
        mark.textContent = text;
        return mark;
      }),
    );
  }

  const asked = new URLSearchParams(location.search);
  // What the reader has already typed stands.
  form.elements.q.value ||= asked.get("q") ?? "";
  for (const name of FILTERS) if (asked.has(name)) choose(name, asked.get(name));
  // On a phone the lists of choices would fill the first screen, so they stay folded there until one of them is used.
  const wide = matchMedia("(min-width: 40rem)");
  const lists = part("lists");
  const fold = () => {
    lists.open = wide.matches || [...lists.querySelectorAll("select")].some((list) => list.value);
  };
  wide.addEventListener("change", fold);
  fold();
  let waiting = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(search, event.target.name === "q" ? PAUSE : 0);
  });
  part("unfilter").addEventListener("click", () => {
    for (const name of FILTERS) choose(name, "");
    search();
    form.elements.q.focus();
  });
  if (value("q")) search();
}
