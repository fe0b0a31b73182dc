#!/usr/bin/env node
// Opens what became of tests/fixtures/hostile in a browser: node tests/pages/hostile.mjs FOLDER
//
// `cargo test --test hostile` leaves the folder in target/tmp/hostile: `site`, built from every vector, and `bodies.html`,
// all that the gate makes of them on one page. The policy of the pages is switched off, so that nothing but the escaping
// stands between a vector and a script. It exits 1 when a script runs, a dialog opens, or anything is asked of another host.
import fs from 'node:fs';
import path from 'node:path';
import { launch } from './browser.mjs';
import { Site } from './site.mjs';

/** Pages opened at once. */
const WIDTH = 2;

/** One list in so many is opened. */
const PART = 20;

const folder = process.argv[2];
if (!folder) {
  console.error('usage: hostile.mjs FOLDER');
  process.exit(2);
}

const site = await Site.open(path.resolve(folder, 'site'));
const browser = await launch();
const complaints = [];
let links = 0;

/** A page of the browser, which is used for one address after the other. */
async function opened(context) {
  const page = await context.newPage();
  const tab = { page, where: '', url: '' };
  const say = (what) => complaints.push(`${tab.where}: ${what}`);
  page.on('dialog', (dialog) => { say(`a dialog: ${dialog.message()}`); dialog.dismiss().catch(() => {}); });
  page.on('popup', () => say('a window'));
  page.on('framenavigated', (frame) => { if (frame === page.mainFrame() && frame.url() !== tab.url) say(`went to ${frame.url()}`); });
  return tab;
}

/** Opens an address, looks at it as the browser does, and touches what a reader may touch. */
async function look(tab, where, url) {
  const { page } = Object.assign(tab, { where, url });
  const say = (what) => complaints.push(`${where}: ${what}`);
  await page.goto(url, { waitUntil: 'load' });
  const seen = await page.evaluate(async (search) => {
    // What waits for a reader: focus, a mouse, a fold, the end of an animation.
    for (const element of document.querySelectorAll('body *')) {
      for (const name of ['focus', 'mouseover', 'pointerenter', 'toggle', 'animationstart', 'error', 'load']) {
        element.dispatchEvent(new Event(name));
      }
    }
    await new Promise((done) => setTimeout(done, 0));
    const schemes = [...document.links].map((link) => link.protocol);
    const handlers = [...document.querySelectorAll('*')].flatMap((element) => element.getAttributeNames())
      .filter((name) => /^on|^style$|^srcdoc$|^form/.test(name));
    return {
      pwned: window.__pwned !== undefined,
      // One page has a script of ours.
      scripts: [...document.scripts].filter((script) => script.type !== 'application/ld+json')
        .filter((script) => !(search && script.src === new URL('../search.js', location.href).href && !script.text)).length,
      frames: window.length,
      links: schemes.length,
      schemes: [...new Set(schemes)].filter((scheme) => !['http:', 'https:', 'mailto:'].includes(scheme)),
      handlers: [...new Set(handlers)],
    };
  }, /\/search\/$/.test(where));
  links += seen.links;
  if (seen.pwned) say('a script ran');
  if (seen.scripts) say(`${seen.scripts} scripts`);
  if (seen.frames) say(`${seen.frames} frames`);
  if (seen.schemes.length) say(`links with ${seen.schemes.join(' ')}`);
  if (seen.handlers.length) say(`attributes ${seen.handlers.join(' ')}`);
}

async function all() {
  const context = await browser.newContext({ bypassCSP: true });
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url());
    if (url.protocol === 'data:') return route.continue();
    if (url.pathname === '/bodies.html') return route.fulfill({ path: path.resolve(folder, 'bodies.html'), contentType: 'text/html' });
    if (url.origin !== site.origin) {
      complaints.push(`${route.request().frame().url()}: asks ${url}`);
      return route.abort();
    }
    // The page of bodies names images of a site that there is not.
    const known = site.locate(url.pathname) || url.pathname === '/favicon.ico' || url.pathname.startsWith(`${site.base}/x/`);
    if (!known) complaints.push(`${route.request().frame().url()}: asks for ${url.pathname}, which is not there`);
    return known ? route.continue() : route.abort();
  });
  const moved = (page) => /http-equiv="refresh"/.test(site.text(page));
  // Every article, event and plain page; of lists, which repeat them, a part.
  const whole = (page) => /^\/\d{4}\/\d\d\/\d\d\/.|^\/events\/.|^\/[a-z-]+-\d{3}\//.test(page) || !/\/[^/]+\/[^/]+\//.test(page);
  const pages = site.pages.filter((page, index) => (whole(page) || index % PART === 0) && !moved(page));
  const queue = [['bodies', `${site.origin}/bodies.html`], ...pages.map((page) => [page, site.url(page)])];
  const work = async () => {
    const tab = await opened(context);
    for (let next = queue.shift(); next; next = queue.shift()) await look(tab, ...next);
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  await context.close();
  return pages.length;
}

/** A page that does everything at once: what is not seen here would not be seen above. */
async function control() {
  const bad = '<title>x</title><script>window.__pwned=1;alert(1)</script><img src="https://evil.example/x.png" onerror="x">'
    + '<a href="javascript:x">y</a><iframe srcdoc="z"></iframe>';
  const context = await browser.newContext({ bypassCSP: true });
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url === `${site.origin}/control`) return route.fulfill({ body: bad, contentType: 'text/html' });
    complaints.push(`control: asks ${url}`);
    return route.abort();
  });
  await look(await opened(context), 'control', `${site.origin}/control`);
  await context.close();
  const found = complaints.splice(0).join('\n');
  const wanted = ['a dialog', 'a script ran', '1 scripts', '1 frames', 'javascript:', 'onerror', 'asks https://evil.example/'];
  return wanted.filter((what) => !found.includes(what));
}

const start = Date.now();
let missed = [];
let pages = 0;
try {
  fs.accessSync(path.resolve(folder, 'bodies.html'));
  missed = await control();
  pages = await all();
} finally {
  await browser.close();
  site.close();
}
for (const what of missed) console.log(`hostile: the page that does everything was not caught: ${what}`);
for (const line of complaints.slice(0, 50)) console.log(`hostile: ${line}`);
console.log(`hostile: ${pages} pages and ${links} links, ${complaints.length} complaints, ${((Date.now() - start) / 1000).toFixed(1)} s`);
process.exit(complaints.length || missed.length ? 1 : 0);
