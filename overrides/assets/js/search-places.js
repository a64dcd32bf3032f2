// What a result shows of its page: which words were hit, in which places, and an excerpt around them.

const BETWEEN = "·";
const AROUND = 14;

// The smallest place of the page that holds the word at `location`, or null.
function placeOf(places, location) {
  let found = null;
  for (const place of places) {
    const [, , start, end] = place;
    if (start <= location && location < end && (!found || end - start <= found[3] - found[2])) found = place;
  }
  return found;
}

// Words around the locations that stand closest together, as a list of { text, hit }; `from` and `to` bound it.
export function excerpt(words, locations, from = 0, to = words.length) {
  const hits = locations.filter((location) => from <= location && location < to);
  const first = hits.length ? densest(hits) : from;
  let start = Math.max(from, first - AROUND / 2);
  let end = Math.min(to, start + 2 * AROUND);
  start = Math.max(from, Math.min(start, end - 2 * AROUND));
  while (start < end && words[start] === BETWEEN) start += 1;
  while (end > start && words[end - 1] === BETWEEN) end -= 1;
  const marked = new Set(hits);
  const parts = start > from ? [{ text: "… ", hit: false }] : [];
  for (let i = start; i < end; i += 1) {
    const hit = marked.has(i);
    const text = i + 1 < end ? `${words[i]} ` : words[i];
    if (hit) parts.push({ text: words[i], hit }, { text: text.slice(words[i].length), hit: false });
    else parts.push({ text, hit });
  }
  if (end < to) parts.push({ text: " …", hit: false });
  return parts;
}

// The location after which the most others follow within an excerpt.
function densest(hits) {
  const near = (hit) => hits.filter((other) => other >= hit && other < hit + AROUND).length;
  return hits.reduce((best, hit) => (near(hit) > near(best) ? hit : best), hits[0]);
}

// The places of a page with the most different words of the query, the best first; the whole page is none.
// `words` are those of the page, `wanted(word)` says which word of the query one is, or nothing.
export function bestPlaces(words, locations, places, wanted, most) {
  const found = new Map();
  for (const location of locations) {
    const place = placeOf(places, location);
    if (!place) continue;
    const [, , start] = place;
    if (!found.has(start)) found.set(start, { place, terms: new Set(), hits: 0 });
    const entry = found.get(start);
    entry.hits += 1;
    entry.terms.add(wanted(words[location]));
  }
  const score = ({ terms, hits }) => terms.size * 1000 + hits;
  return [...found.values()].sort((one, other) => score(other) - score(one)).slice(0, most).map(({ place }) => place);
}
