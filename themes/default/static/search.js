// Search in the browser, without anybody else: it reads the index in /search/index/ (docs/search.md has its format).
// The page is whole without it. Text reaches the page as text only.

// ---- words: the same as src/search/fold.rs; tests/pages/fold.json holds both to it

const DENSE = '[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]';
const PART = '[\\p{Alphabetic}\\p{N}\\p{M}\u200c\u200d]';
const RUN = new RegExp(`(?:(?=${DENSE})${PART})+|(?:(?!${DENSE})${PART})+`, 'gu');
const IS_DENSE = new RegExp(`^${DENSE}`, 'u');
const ORNAMENT = /[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0591-\u05bd\u05bf-\u05c2\u05c4-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff]/g;
/** The Arabic article, alone or after `and`, `so`, `with`, `as`: nobody looks a word up with it. */
const ARTICLE = /^[وفبك]?ال(?=...)/u;
const SAME = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i', ς: 'σ', ʼ: "'", ٱ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ہ: 'ه', ک: 'ك' };

const fold = (text) => text.normalize('NFKD').toLowerCase().replace(ORNAMENT, '')
  .replace(/[٠-٩۰-۹]/g, (c) => c.charCodeAt(0) % 16).replace(/[^ -~]/g, (c) => SAME[c] ?? c).normalize('NFC');

/** The words of a text. Where words stand without spaces: all pairs of letters, and the last letter. */
function words(text) {
  const all = [];
  for (const [run] of fold(text).matchAll(RUN)) {
    const letters = [...run];
    if (IS_DENSE.test(run)) letters.forEach((letter, at) => all.push(letter + (letters[at + 1] ?? '')));
    else all.push([...run.replace(ARTICLE, '')].slice(0, 40).join(''));
  }
  return all;
}

/** What is asked: each word with the group of words it stands in; the last may be the beginning of one. */
function asked(text) {
  const all = [];
  const parts = text.split(/["“”„«»]/);
  parts.forEach((part, group) => {
    for (const [run] of fold(part).matchAll(RUN)) {
      const found = words(run);
      if (found.length > 1) found.pop();
      const alone = IS_DENSE.test(run) && [...run].length < 2;
      found.forEach((word) => all.push({ word, begins: alone, quoted: group % 2 === 1, group }));
    }
  });
  // Nothing stands behind it, not even the end of what is quoted: it may still be typed.
  const last = all[all.length - 1];
  if (last?.group === parts.length - 1) last.begins = true;
  return all.slice(0, 8);
}

const holds = ({ word, begins }, other) => (begins ? other.startsWith(word) : other === word);

// ---- the index

const OTHERS = 2 ** 24;
const SHELF = 8;
const SHOWN = 10;
/** Characters of the index that one search may ask for, so that with the rest of it no more than 60 KB are sent. */
const ROOM = 56000;
const WEIGHTS = [1, 1.4, 2.5, 5];

/** Numbers as src/search/digits.rs writes them. */
function numbers(text) {
  const all = [];
  let rest = 0;
  for (const figure of text) {
    const code = figure.charCodeAt() - 63;
    if (code < 0) rest = rest * 30 + code + 31;
    else {
      all.push(rest * 64 + code);
      rest = 0;
    }
  }
  return all;
}

function hash(text) {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum >>> 0;
}

class Index {
  constructor(folder) {
    this.folder = folder;
    this.files = new Map();
  }

  async text(name, options) {
    const answer = await fetch(this.folder + name, options);
    if (!answer.ok) throw new Error(name);
    return answer.text();
  }

  /** The directory, asked for again after a minute: the site may have been published anew. */
  open() {
    if (!(this.read > Date.now() - 60000)) {
      this.read = Date.now();
      this.opened = this.directory();
    }
    return this.opened;
  }

  async directory() {
    const lines = (await this.text('all.txt', { cache: 'no-cache' })).split('\n');
    const [, version, edition] = lines[0].split(' ');
    if (version !== '1') throw new Error(lines[0]);
    if (edition !== this.edition) this.files.clear();
    this.edition = edition;
    [this.articles, this.others] = lines[1].split(' ').map(Number);
    this.years = lines[2].trim().split(' ').map((pair) => pair.split(':'));
    this.shards = lines.slice(3).filter(Boolean).map((line) => {
      const [first, sizes] = line.split(' ');
      const [w, p] = numbers(sizes);
      return { first, w: w * 64, p: p * 64, name: hash(first) };
    });
  }

  /** A file of this edition; each is asked for once. */
  file(name) {
    if (!this.files.has(name)) {
      const asked = this.text(`${name}?${this.edition}`);
      asked.catch(() => this.files.delete(name));
      this.files.set(name, asked);
    }
    return this.files.get(name);
  }

  /** The shards that may hold a word. */
  shardsOf({ word, begins }) {
    const end = begins ? `${word}\uffff` : word;
    return this.shards.filter(({ first }, at) => first <= end && !(this.shards[at + 1]?.first <= word));
  }

  /** Which files to ask for: words first, then places as far as there is room, and of those the small ones first. */
  plan(query) {
    let room = ROOM;
    const taken = new Set();
    const take = (shard, kind) => {
      const key = kind + shard.name;
      if (!taken.has(key)) room -= shard[kind];
      taken.add(key);
    };
    let whole = true;
    for (const one of query) {
      const all = this.shardsOf(one);
      one.shards = all.filter((shard, at) => at === 0 || shard.w < room / query.length / 2).slice(0, 4);
      whole &&= one.shards.length === all.length;
      one.shards.forEach((shard) => take(shard, 'w'));
    }
    const plain = query.filter((one) => !one.mark);
    const places = plain.length < 2 ? [] : plain.flatMap((one) => one.shards).sort((a, b) => a.p - b.p);
    const known = new Set(places.filter((shard) => shard.p <= room && (take(shard, 'p'), true)));
    return { whole, known };
  }

  /** Everything of a year, or of all, that holds all words; the best first. */
  async find(query, year) {
    const at = this.years.findIndex(([name]) => name === year);
    const first = (place) => Number(this.years[place]?.[1] ?? OTHERS);
    const { whole, known } = this.plan(query);
    await Promise.all(query.map(async (one) => {
      one.hits = new Map();
      await Promise.all(one.shards.map(async (shard) => {
        const files = [this.file(`w-${shard.name}.txt`), known.has(shard) && !one.mark ? this.file(`p-${shard.name}.txt`) : ''];
        const [lines, places] = (await Promise.all(files)).map((text) => text.split('\n'));
        lines.forEach((line, at) => {
          const [word, list] = line.split(' ');
          if (list && holds(one, word)) this.hit(one, list, word === one.word, places[at]);
        });
      }));
    }));
    const all = query.length ? query.reduce((a, b) => (a.hits.size <= b.hits.size ? a : b)).hits.keys() : Array(this.articles).keys();
    const found = [];
    for (const number of all) {
      if (year && (number < first(at) || number >= first(at + 1)) || !query.every((one) => one.hits.has(number))) continue;
      const score = query.reduce((sum, one) => sum + one.hits.get(number).score * Math.log(1 + (this.articles + this.others) / one.hits.size), 0);
      const phrase = this.phrase(query.filter((one) => !one.mark), number);
      if (phrase !== null) found.push({ number, phrase, score });
    }
    const age = ({ number }) => (number < OTHERS ? number : query.some((one) => !one.mark) && OTHERS);
    found.sort((a, b) => b.phrase - a.phrase || b.score - a.score || age(b) - age(a));
    return { found, whole };
  }

  hit(one, list, exact, places) {
    const at = places ? numbers(places.trimStart()) : [];
    let [next, place] = [0, 0];
    for (const value of numbers(list)) {
      const number = next + Math.floor(value / 4);
      next = number + 1;
      const hit = one.hits.get(number) ?? { score: 0, places: new Set(), known: Boolean(places) };
      hit.score = Math.max(hit.score, WEIGHTS[value % 4] * (exact ? 1 : 0.6));
      if (places) {
        if (places.startsWith(' ')) hit.known = false;
        let before = 0;
        for (let count = at[place]; count > 0; count -= 1) {
          place += 1;
          before += at[place];
          hit.places.add(before);
          before += 1;
        }
        place += 1;
      }
      one.hits.set(number, hit);
    }
  }

  /** How many words stand as they were asked for, one after the other; nothing where words in quotation marks do not. */
  phrase(query, number) {
    let score = 0;
    for (const group of new Set(query.map((one) => one.group))) {
      const list = query.filter((one) => one.group === group);
      const hits = list.map((one) => one.hits.get(number));
      // Of very common words only the places in headlines are known; they may stand anywhere else.
      const held = hits.length > 1 && (this.run(hits, () => true) || this.run(hits, (hit) => hit.known));
      if (held) score += hits.length;
      else if (list[0].quoted && hits.filter((hit) => hit.known).length > 1) return null;
    }
    return score;
  }

  run(hits, isKnown) {
    let at = null;
    let count = 0;
    for (const hit of hits) {
      if (at) at = at.map((place) => place + 1);
      if (!isKnown(hit)) continue;
      count += 1;
      at = at ? at.filter((place) => hit.places.has(place)) : [...hit.places];
    }
    return count > 1 && at.length > 0;
  }

  /** What a result is shown from. */
  async card(number) {
    const place = number % OTHERS;
    return JSON.parse(await this.file(`${number < OTHERS ? 'c' : 'o'}-${Math.floor(place / SHELF)}.json`))[place % SHELF];
  }
}

// ---- the page

function element(name, text, properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...[text].flat());
  return made;
}

/** A text with the words that were asked for marked. */
function marked(text, query) {
  const isAsked = (word) => query.some((one) => holds(one, word));
  const parts = [];
  let done = 0;
  const mark = (from, to) => {
    parts.push(text.slice(done, from), element('mark', text.slice(from, to)));
    done = to;
  };
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (IS_DENSE.test(run)) {
      const letters = [...run];
      let at = index;
      letters.forEach((letter, place) => {
        const pair = letter + (letters[place + 1] ?? '');
        if (isAsked(fold(pair))) mark(Math.max(at, done), at + pair.length);
        at += letter.length;
      });
    } else if (words(run).some(isAsked)) mark(index, index + run.length);
  }
  parts.push(text.slice(done));
  return parts;
}

function result([href, title, summary, lang, dir, date, said], query) {
  const foreign = lang ? { lang, dir } : {};
  const link = element('a', element('bdi', marked(title, query), foreign), { href });
  const meta = said.map((text, at) => (at === 0 && date ? element('time', text, { dateTime: date }) : element('span', element('bdi', text))));
  const parts = [element('h2', link)];
  if (summary) parts.push(element('p', element('bdi', marked(summary, query), foreign)));
  if (meta.length) parts.push(element('p', meta.flatMap((part) => [part, ' ']), { className: 'meta' }));
  return element('li', parts, { className: 'e' });
}

class Search {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    [this.said, this.list, this.more, this.lists] = ['said', 'found', 'more', 'lists'].map((id) => document.getElementById(id));
    this.index = new Index(this.words.index);
    this.title = document.title;
    this.turn = 0;
    const field = form.elements.q;
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.keep(false, true);
    });
    form.addEventListener('input', ({ target }) => {
      clearTimeout(this.wait);
      this.wait = setTimeout(() => this.keep(target !== field), 250);
    });
    form.addEventListener('focusin', () => {
      this.index.open().catch(() => {});
      // The names of terms, for the browser to offer while one is typed.
      const names = document.querySelectorAll('[aria-labelledby=terms] .rows a:not([href*="/search/"])');
      field.list?.append(...[...names].map((name) => element('option', name.textContent)));
    }, { once: true });
    this.more.addEventListener('click', async () => {
      const shown = this.list.children.length;
      // Back from a result, as many are there again.
      history.replaceState(shown + SHOWN, '');
      await this.look();
      this.list.children[shown]?.querySelector('a').focus();
    });
    // A link to a part of the page changes no search.
    addEventListener('popstate', () => location.search === this.address || this.restore());
    addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
    this.restore();
  }

  /** The address says what is looked for. What is typed changes it in place until it is sent; a choice is a step of its own. */
  keep(isStep, isDone = isStep) {
    clearTimeout(this.wait);
    const said = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (value.trim()) said.set(name, value.trim());
    const address = `${location.pathname}${String(said) && `?${said}`}`;
    if (address !== location.pathname + location.search) {
      history[this.isKept || isStep ? 'pushState' : 'replaceState'](null, '', address);
      this.isKept = false;
    }
    this.isKept ||= isDone;
    this.look();
  }

  restore() {
    const said = new URLSearchParams(location.search);
    for (const field of this.form.elements) {
      const value = said.get(field.name) ?? '';
      field.value = value;
      // A term that is not among those offered can be asked for by an address.
      if (field.value !== value) field.append(element('option', value, { selected: true }));
    }
    this.isKept = true;
    this.form.querySelector('details').open = /[?&](?!q=)/.test(location.search);
    this.look();
  }

  async look() {
    this.turn += 1;
    const { turn } = this;
    if (this.address !== location.search) {
      this.list.replaceChildren();
      this.more.hidden = true;
    }
    this.address = location.search;
    const said = new URLSearchParams(this.address);
    const [typed, year] = ['q', 'year'].map((name) => said.get(name) ?? '');
    this.query = asked(typed);
    document.title = typed ? `${typed} – ${this.title}` : this.title;
    const marks = ['tag', 'place', 'publisher', 'lang'].filter((name) => said.get(name));
    const query = [...this.query, ...marks.map((name) => ({ word: `~${name}/${said.get(name)}`, mark: true }))];
    this.lists.hidden = Boolean(query.length || year);
    this.said.textContent = '';
    if (!this.lists.hidden) return;
    const say = (text) => { if (turn === this.turn) this.said.textContent = text; };
    const waiting = setTimeout(say, 400, this.words.loading);
    try {
      // A file may be gone because the site was published anew: once more, with a new directory.
      await this.answer(query, year, turn).catch(() => {
        this.index.read = 0;
        return turn === this.turn && this.answer(query, year, turn);
      });
    } catch {
      say(this.words.failed);
      this.lists.hidden &&= turn !== this.turn;
    } finally {
      clearTimeout(waiting);
    }
  }

  async answer(query, year, turn) {
    await this.index.open();
    const { found, whole } = await this.index.find(query, year);
    const cards = await Promise.all(found.slice(0, Math.max(SHOWN, history.state)).map(({ number }) => this.index.card(number)));
    if (turn !== this.turn) return;
    this.list.replaceChildren(...cards.map((card) => result(card, this.query)));
    this.more.hidden = cards.length >= found.length;
    const [shown, total] = [cards, found].map(({ length }) => length.toLocaleString(document.documentElement.lang, { numberingSystem: 'latn' }));
    const count = this.more.hidden ? `${this.words.found} ${total}` : this.words.shown.replace('{shown}', shown).replace('{total}', total);
    this.said.textContent = (found.length ? count : this.words.none) + (whole ? '' : ` ${this.words.part}`);
  }
}

const form = location.protocol === 'file:' ? null : document.querySelector('form[data-index]');
if (form) new Search(form);
