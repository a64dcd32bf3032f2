// The editor of the records: Decap CMS with the forms of config.json, a field for texts in all languages, and previews.
window.CMS_MANUAL_INIT = true;

/** Lists stand in files of their own: the editor holds them under one field. Every scalar is text, as for the checker. */
const yamlFormat = (items) => ({
  fromFile(text) {
    const value = jsyaml.load(text, { schema: jsyaml.FAILSAFE_SCHEMA });
    return Array.isArray(value) ? { [items]: value } : value;
  },
  toFile(value) {
    const said = Object.keys(value).join() === items ? value[items] : value;
    return jsyaml.dump(said, { lineWidth: -1, noRefs: true });
  },
});

const plain = (value) => (value && value.toJS ? value.toJS() : value);
const listed = (value) => (Array.isArray(value) ? value : value ? [value] : []);

/** What each language of a text is: original, official, unofficial or missing. */
function statesOf(text, languages) {
  return Object.fromEntries(languages.map(({ code }) => {
    const state = ['original', 'official', 'missing'].find((name) => listed(text[name]).includes(code));
    return [code, state || 'unofficial'];
  }));
}

function textOf(values, states, languages) {
  if (!languages.some(({ code }) => (values[code] || '').trim())) return undefined;
  const text = {};
  for (const name of ['original', 'official', 'missing']) {
    const codes = languages.map(({ code }) => code).filter((code) => states[code] === name);
    if (codes.length) text[name] = codes;
  }
  for (const { code } of languages) if (states[code] !== 'missing' && values[code]) text[code] = values[code];
  return text;
}

function textControl({ languages, states: labels, texts }) {
  return createClass({
    getInitialState() {
      const text = plain(this.props.value);
      const states = text
        ? statesOf(text, languages)
        : Object.fromEntries(languages.map(({ code }, place) => [code, place ? 'unofficial' : 'original']));
      return { values: { ...text }, states };
    },
    change(values, states) {
      this.setState({ values, states });
      this.props.onChange(textOf(values, states, languages));
    },
    isValid() {
      const { values, states } = this.state;
      if (!languages.some(({ code }) => (values[code] || '').trim())) return true;
      const empty = languages.find(({ code }) => (states[code] === 'missing') === Boolean((values[code] || '').trim()));
      if (empty) return { error: { message: `${empty.name}: ${texts.no_value}` } };
      const original = Object.values(states).includes('original');
      return original || { error: { message: texts.no_original } };
    },
    render() {
      const { values, states } = this.state;
      const name = this.props.forID;
      return h('div', { className: 'ogp-sides', id: name }, languages.map(({ code, name: language, direction }) =>
        h('div', { className: 'ogp-side', key: code },
          h('label', { htmlFor: `${name}-${code}`, lang: code }, language),
          h('textarea', {
            id: `${name}-${code}`, lang: code, dir: direction, value: values[code] || '',
            rows: this.props.field.get('long') ? 10 : 3,
            onChange: (event) => this.change({ ...values, [code]: event.target.value }, states),
            onFocus: this.props.setActiveStyle, onBlur: this.props.setInactiveStyle,
          }),
          h('select', {
            'aria-label': language, value: states[code],
            onChange: (event) => this.change(values, { ...states, [code]: event.target.value }),
          }, Object.entries(labels).map(([state, label]) => h('option', { value: state, key: state }, label))))));
    },
  });
}

/** What is written in Markdown, as paragraphs and lists: enough to read it over. */
function prose(text) {
  return text.split(/\n\s*\n/).map((part, place) => (/^- /.test(part)
    ? h('ul', { key: place }, part.split(/\n(?=- )/).map((item, number) => h('li', { key: number }, item.slice(2))))
    : h('p', { key: place }, part)));
}

const isText = (value) => value && typeof value === 'object' && value.original;

/** A text for the readers of one language, in its own words or those of its original. */
function written(text, { code }, languages) {
  const own = text[code] ? code : listed(text.original)[0];
  const { direction } = languages.find((language) => language.code === own) || {};
  return h('div', { lang: own, dir: direction }, prose(text[own] || ''));
}

const named = (field, value) => (field.options || []).find((option) => option.value === value)?.label || value;

/** `value` for the readers of one language as the site shows it: single values as facts, texts and lists below them. */
function shown(fields, value, language, languages) {
  const facts = [];
  const rest = [];
  for (const field of fields) {
    const many = listed(value[field.name]);
    if (!many.length || field.widget === 'hidden' || field.name === 'changes') continue;
    if (many.every((one) => typeof one !== 'object')) {
      const words = many.map((one) => h('dd', { key: one }, h('bdi', {}, named(field, String(one)))));
      facts.push(h('div', { key: field.name }, h('dt', {}, field.label), words));
      continue;
    }
    const parts = many.map((one) => (isText(one)
      ? written(one, language, languages)
      : shown(field.fields || [], one, language, languages)));
    if (field.name === 'title') rest.unshift(h('h1', { key: 'title' }, parts));
    else if (field.name === 'summary') rest.push(h('div', { key: 'summary', className: 'ogp-lead' }, parts));
    else {
      rest.push(h('h2', { key: `${field.name}-name` }, field.label), h('ul', { key: field.name, className: 'ogp-entries' },
        parts.map((part, place) => h('li', { key: place, className: 'ogp-entry' }, part))));
    }
  }
  const list = facts.length ? [h('dl', { key: 'facts', className: 'ogp-facts' }, facts)] : [];
  const head = rest.filter((part) => ['title', 'summary'].includes(part.key));
  return [...head, ...list, ...rest.filter((part) => !head.includes(part))];
}

/** How a record will read, in every language: `forms` are its fields with the words of each. */
function preview(languages, forms) {
  return createClass({
    render() {
      const value = plain(this.props.entry.get('data'));
      return h('main', { className: 'ogp-preview' }, languages.map((language) =>
        h('article', { key: language.code, lang: language.code, dir: language.direction, className: 'ogp-article' },
          shown(forms[language.code], value, language, languages))));
    },
  });
}

/** Gives the fields that refer to other records what can be chosen. */
function withChoices(fields, pickers) {
  for (const field of fields) {
    if (field.pick) field.options = pickers[field.pick] || [];
    withChoices(field.fields || (field.field ? [field.field] : []), pickers);
  }
}

/** `theirs` with what `ours` has too, at any depth. */
function merged(theirs, ours) {
  if (typeof theirs !== 'object' || typeof ours !== 'object') return ours ?? theirs;
  const keys = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  return Object.fromEntries([...keys].map((key) => [key, merged(theirs[key] ?? ours[key], ours[key] ?? theirs[key])]));
}

/** A configuration in which collections have the fields of the forms that they name, with what can be chosen in them. */
function whole(config) {
  for (const form of formsIn(config)) {
    if (typeof form.fields === 'string') form.fields = config.forms[form.fields];
    withChoices(form.fields, config.pickers);
  }
  return config;
}

function formsIn({ cms }) {
  return cms.collections.flatMap((collection) => collection.files || [collection]);
}

/** The fields of the forms of a configuration, by name. */
function formsOf(config) {
  return Object.fromEntries(formsIn(config).map((form) => [form.name, form.fields]));
}

async function begin() {
  const read = async (address) => whole(await (await fetch(address)).json());
  const config = await read('config.json');
  const { cms, items, languages, words } = config;
  const locale = cms.locale;
  const { CMS } = window;
  const today = () => new Date().toISOString().slice(0, 10);
  CMS.registerLocale(locale, merged(CMS.getLocale('en'), words));
  CMS.registerCustomFormat('yaml', 'yaml', yamlFormat(items));
  CMS.registerWidget('ogp-text', textControl(config), () => null);
  CMS.registerPreviewStyle(config.style);
  CMS.registerPreviewStyle('/admin/preview.css');
  CMS.registerEventListener({
    name: 'preSave',
    handler: ({ entry }) => {
      const data = entry.get('data');
      return data.has('updated') || data.has(items) ? data : data.set('updated', today());
    },
  });
  const others = await Promise.all(languages.map(async ({ code, config: address }) =>
    [code, formsOf(code === locale ? config : await read(address))]));
  for (const name of Object.keys(formsOf(config))) {
    const forms = Object.fromEntries(others.map(([code, own]) => [code, own[name]]));
    const inOrder = [...languages].sort((one, other) => (other.code === locale) - (one.code === locale));
    CMS.registerPreviewTemplate(name, preview(inOrder, forms));
  }
  CMS.init({ config: cms });
}

// Decap CMS knows only left and right. It adds its styles rule by rule, so each is mirrored on its way in.
if (document.documentElement.dir === 'rtl') {
  const { insertRule } = CSSStyleSheet.prototype;
  CSSStyleSheet.prototype.insertRule = function mirrored(rule, place) {
    return insertRule.call(this, cssjanus.transform(rule, {}), place);
  };
}

// What went wrong is said in our words; Decap CMS puts the name of its kind of error before them.
const { toString } = Error.prototype;
Error.prototype.toString = function withoutItsName() {
  return this.name === 'API_ERROR' ? this.message : toString.call(this);
};

// Decap CMS goes on showing the record from which an address leads to another one, and would save it there. A new record
// that was just saved moves to its own address in this way, and is shown already.
addEventListener('hashchange', ({ oldURL, newURL }) => {
  const [from, to] = [oldURL, newURL].map((address) => /#\/collections\/([^/]+)\/(new|entries)/.exec(address));
  if (from && to && !(from[1] === to[1] && from[2] === 'new')) location.reload();
});

const script = document.createElement('script');
script.src = '/admin/vendor/decap-cms.js';
script.onload = begin;
document.head.append(script);
