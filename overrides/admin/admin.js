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

/** The fields of `value` for the readers of one language, in the order of the form. */
function shown(fields, value, { code }, labels) {
  return fields.flatMap((field) => {
    const inner = value[field.name];
    const many = listed(inner);
    if (!many.length || field.widget === 'hidden') return [];
    const parts = many.map((one, place) => {
      if (isText(one)) {
        const language = one[code] ? code : listed(one.original)[0];
        return h('div', { key: place, lang: language }, prose(one[language] || ''));
      }
      if (typeof one === 'object' && field.fields) {
        return h('div', { key: place, className: 'ogp-part' }, shown(field.fields, one, { code }, labels));
      }
      return h('bdi', { key: place, className: 'ogp-value' }, labels(field, String(one)), ' ');
    });
    if (field.name === 'title') return [h('h1', { key: 'title' }, parts)];
    return [h('section', { key: field.name }, h('h2', {}, field.label), parts)];
  });
}

function preview(languages, fields, labels) {
  return createClass({
    render() {
      const value = plain(this.props.entry.get('data'));
      return h('main', { className: 'md-main' }, languages.map((language) =>
        h('article', { key: language.code, lang: language.code, dir: language.direction, className: 'md-content' },
          shown(fields, value, language, labels))));
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

const label = (field, value) => (field.options || []).find((option) => option.value === value)?.label || value;

async function begin() {
  const config = await (await fetch('config.json')).json();
  const { cms, items, pickers, languages, words } = config;
  const locale = cms.locale;
  const { CMS } = window;
  const today = () => new Date().toISOString().slice(0, 10);
  CMS.registerLocale(locale, merged(CMS.getLocale('en'), words));
  CMS.registerCustomFormat('yaml', 'yaml', yamlFormat(items));
  CMS.registerWidget('ogp-text', textControl(config), () => null);
  CMS.registerPreviewStyle('/assets/css/site.css');
  CMS.registerEventListener({
    name: 'preSave',
    handler: ({ entry }) => {
      const data = entry.get('data');
      return data.has('updated') || data.has(items) ? data : data.set('updated', today());
    },
  });
  for (const collection of cms.collections) {
    for (const one of collection.files || [collection]) {
      withChoices(one.fields, pickers);
      CMS.registerPreviewTemplate(one.name, preview(languages, one.fields, label));
    }
  }
  CMS.init({ config: cms });
}

const script = document.createElement('script');
script.src = '/admin/vendor/decap-cms.js';
script.onload = begin;
document.head.append(script);
