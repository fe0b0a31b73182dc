// What the preview adds to a page: it asks for the page again when it changed, exchanges style sheets and images in
// place, and shows what is wrong. Text is only ever put into the page as text.
(() => {
  'use strict';
  const { token, source, editor } = document.currentScript.dataset;
  const PLACE = `digest-preview ${location.pathname}`;

  // A new page stands where the reader stood in the old one.
  try {
    const place = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
    if (place) {
      const back = () => scrollTo({ left: place[0], top: place[1], behavior: 'instant' });
      back();
      addEventListener('load', back, { once: true });
    }
  } catch {
    // Without storage the browser does what it can.
  }

  function reload() {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify([scrollX, scrollY]));
    } catch {
      // As above.
    }
    location.reload();
  }

  // The connection. Pages that nobody sees have none: a browser opens only six to one server.
  const [run, first, sum] = token.split('.');
  let round = first;
  let stream = null;
  let retry = 0;

  function listen() {
    if (stream || document.visibilityState === 'hidden') return;
    const asked = new URLSearchParams({ token: `${run}.${round}.${sum}`, path: location.pathname });
    stream = new EventSource(`/.digest/events?${asked}`);
    stream.addEventListener('reload', reload);
    stream.addEventListener('swap', (event) => swap(JSON.parse(event.data)));
    stream.addEventListener('problems', (event) => show(JSON.parse(event.data)));
    stream.addEventListener('error', () => {
      // The round may be another by now, so the browser's own way to try again is not taken.
      hush();
      clearTimeout(retry);
      retry = setTimeout(listen, 500);
    });
  }

  function hush() {
    stream?.close();
    stream = null;
  }

  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? hush() : listen()));
  addEventListener('pagehide', hush);
  addEventListener('pageshow', listen);

  // Style sheets and images, each by its address with a new number behind it.
  function swap(told) {
    round = String(told.round);
    const changed = new Set(told.files.map((file) => new URL(file, location.href).pathname));
    const anew = (address) => {
      const url = new URL(address, location.href);
      if (url.origin !== location.origin || !changed.has(url.pathname)) return null;
      url.search = `?${told.round}`;
      return url.href;
    };
    if ([...document.querySelectorAll('script[src]')].some((script) => anew(script.src))) {
      reload();
      return;
    }
    const links = [...document.querySelectorAll('link[rel~="stylesheet"][href]')];
    links.forEach((link) => dress(link, anew(link.href), link.media));
    const sheet = [...changed].find((file) => file.endsWith('/style.css'));
    const carried = document.querySelector('head > style');
    const isLinked = links.some((link) => new URL(link.href).pathname === sheet);
    // A page that carries its style sheet is given the one beside it: its policy knows only the sum of the old one.
    if (sheet && carried && !isLinked) dress(carried, anew(sheet), '');
    document.querySelectorAll('img[src]').forEach((image) => {
      const address = anew(image.src);
      if (address) image.src = address;
    });
    document.querySelectorAll('link[rel~="icon"][href]').forEach((link) => {
      const address = anew(link.href);
      if (address) link.href = address;
    });
  }

  /** Puts a new style sheet behind an old one, which goes when the new one is there: the page is never without. */
  function dress(old, address, media) {
    if (!address) return;
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.media = media;
    const gone = () => old.remove();
    link.addEventListener('load', gone);
    link.addEventListener('error', () => link.remove());
    link.href = address;
    old.after(link);
  }

  // The overlay, in a tree of its own, so that neither the site's style nor its policy reaches it.
  const STYLE = `
    :host { all: initial; position: fixed; inset: 0; z-index: 2147483647; pointer-events: none; display: block;
      font: 14px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; color: #f2f0ec; }
    @media print { :host { display: none; } }
    [hidden] { display: none !important; }
    .panel { pointer-events: auto; position: absolute; inset: 0; overflow: auto; background: #1b1a19f5; padding: 1.5rem; }
    .panel > * { max-width: 66rem; margin-inline: auto; }
    header { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
    h1 { font-size: 1.2rem; margin: 0; }
    ol { list-style: none; padding: 0; }
    li { border-inline-start: 4px solid #e5736b; background: #262423; margin-block: 1rem; padding: .75rem 1rem; overflow: auto; }
    li.warning { border-color: #d9a441; }
    pre { margin: 0; font: inherit; white-space: pre; }
    a { color: #9ecbff; }
    button { pointer-events: auto; font: inherit; color: inherit; background: #3a3735; border: 1px solid #8a8480;
      border-radius: 4px; padding: .3rem .8rem; cursor: pointer; min-height: 24px; }
    button:focus-visible, a:focus-visible, .panel:focus-visible { outline: 3px solid #9ecbff; outline-offset: 2px; }
    .badge { position: absolute; inset-block-end: 1rem; inset-inline-end: 1rem; }
    .file { pointer-events: auto; position: absolute; inset-block-end: 1rem; inset-inline-start: 1rem; max-width: 60vw;
      background: #262423; border-radius: 4px; padding: .3rem .8rem; overflow-wrap: anywhere; }`;

  const make = (name, text, parts = {}) => {
    const element = Object.assign(document.createElement(name), parts);
    element.textContent = text;
    return element;
  };

  let tree = null;
  let badge = null;
  let panel = null;

  function grown() {
    if (tree) return tree;
    const host = document.createElement('digest-preview');
    host.lang = 'en';
    host.dir = 'ltr';
    tree = host.attachShadow({ mode: 'open' });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    tree.adoptedStyleSheets = [style];
    document.documentElement.append(host);
    return tree;
  }

  // What was put aside stays so on every page, until something else is wrong: the same notes in any order are the same.
  const ASIDE = 'digest-preview aside';
  const sameness = (problems) => JSON.stringify(problems.notes.map((note) => note.text).sort());
  function aside(notes) {
    try {
      if (notes === null) sessionStorage.removeItem(ASIDE);
      else if (notes) sessionStorage.setItem(ASIDE, notes);
      return sessionStorage.getItem(ASIDE);
    } catch {
      return null;
    }
  }

  function open(isOpen) {
    panel.hidden = !isOpen;
    badge.hidden = isOpen;
    if (isOpen) panel.focus();
  }

  function note(told) {
    const item = make('li', '', { className: told.severity });
    item.append(make('pre', told.text.trimEnd()));
    if (told.editor) item.append(make('a', 'Open in the editor', { href: told.editor }));
    return item;
  }

  function show(problems) {
    panel?.remove();
    badge?.remove();
    panel = badge = null;
    if (!problems.title) return;
    const sentence = problems.blocks
      ? 'The page below is that of the last build that went well.'
      : 'The site is built; these are worth a look.';
    panel = make('div', '', { className: 'panel', tabIndex: -1 });
    panel.setAttribute('role', 'dialog');
    panel.setAttribute('aria-label', problems.title);
    const head = document.createElement('header');
    const hide = make('button', 'Hide', { type: 'button' });
    const put = () => {
      aside(sameness(problems));
      open(false);
    };
    hide.addEventListener('click', put);
    panel.addEventListener('keydown', (event) => event.key === 'Escape' && put());
    head.append(make('h1', problems.title), hide);
    const list = document.createElement('ol');
    list.append(...problems.notes.map(note));
    panel.append(head, make('p', sentence), list);
    if (problems.more) panel.append(make('p', `The terminal has ${problems.more} more.`));
    badge = make('button', problems.title, { type: 'button', className: 'badge' });
    badge.addEventListener('click', () => {
      aside(null);
      open(true);
    });
    grown().append(badge, panel);
    open(problems.blocks && aside() !== sameness(problems));
  }

  if (source) {
    const file = make('div', '', { className: 'file' });
    file.append(make('a', source, { href: editor }));
    grown().append(file);
  }

  listen();
})();
