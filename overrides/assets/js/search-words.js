// One form for all forms of a word: the same, in the same order, as hooks/ogp/exports/word_forms.py does for the index.

const LETTERS = "\\u0620-\\u064a\\u066e-\\u06d3\\u06d5\\u06ee\\u06ef\\u06fa-\\u06ff\\u0750-\\u077f";
const RUNS = new RegExp(`[${LETTERS}]+|(?:(?![${LETTERS}])[\\p{L}\\p{N}])+`, "gu");
const ARABIC = new RegExp(`[${LETTERS}]`);
const EDGE = "x";

export function wordForms(rules) {
  const ignored = new RegExp(`[${rules.ignored}]`, "g");
  const suffixes = rules.suffixes.flatMap(([shortest, endings]) => endings.map((ending) => [ending, shortest]));
  const spelled = (word) => rules.letters.reduce((text, [old, fresh]) => text.replaceAll(old, fresh), word);

  const withoutArticles = (word) => {
    for (;;) {
      const article = rules.articles.find((one) => word.startsWith(one));
      if (!article || word.length - article.length < 2) return word;
      word = word.slice(article.length);
    }
  };
  const withoutSuffixes = (word) => {
    for (;;) {
      const found = suffixes.find(([ending, shortest]) => word.endsWith(ending) && word.length >= ending.length + shortest);
      if (!found) return word;
      word = word.slice(0, -found[0].length);
    }
  };
  const stem = (text) => {
    let word = withoutSuffixes(withoutArticles(spelled(text)));
    while (word.length > 3 && rules.particles.includes(word[0])) word = withoutArticles(word.slice(1));
    return word;
  };

  const common = new Set(rules.common.map(spelled));
  const same = new Map(Object.entries(rules.same).map(([word, other]) => [stem(word), stem(other)]));
  const isCommon = (word) => common.has(word) || (rules.particles.includes(word[0]) && common.has(word.slice(1)));
  const form = (run) => {
    if (!ARABIC.test(run)) return run;
    const own = stem(run);
    return EDGE + (same.get(own) ?? own) + EDGE;
  };

  // The words of a text, each in its one form; words too common to be searched are left out.
  return (text) => {
    const plain = spelled(text.normalize("NFKC").replace(ignored, "").toLowerCase());
    return (plain.match(RUNS) ?? []).filter((run) => !isCommon(run)).map(form);
  };
}

// The one of the forms `known`, the most frequent first, that differs from `form` by the fewest letters, and as late as
// possible: by one, or by two where `word`, of which it is the form, is long.
export function nearest(form, word, known) {
  const most = word.length > 7 ? 2 : 1;
  let best = null;
  let least = most;
  let longest = -1;
  for (const other of known) {
    if (Math.abs(other.length - form.length) > least || other === form) continue;
    const steps = distance(form, other, least + 1);
    const differs = [...form].findIndex((letter, i) => letter !== other[i]);
    const same = differs < 0 ? form.length : differs;
    if (steps > least || (steps === least && same <= longest)) continue;
    [best, least, longest] = [other, steps, same];
  }
  return best;
}

// Letters added, left out, changed or swapped with the next one to make one word of another; gives up at `limit`.
export function distance(one, other, limit) {
  let before = null;
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      let steps = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (before && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) steps = Math.min(steps, before[j - 2] + 1);
      next.push(steps);
    }
    if (Math.min(...next) >= limit) return limit;
    [before, row] = [row, next];
  }
  return row[other.length];
}
