#!/usr/bin/env node
// Prints a built site and looks at the paper: node tests/pages/print.mjs SITE... [--keep=DIR]
//
// A page of each kind becomes a PDF, without scripts, as a browser in dark mode makes it: all its text is there and
// inside the margins, no navigation, no entry across two sheets, no heading that is left behind by what it heads, the
// addresses of originals and of the page itself spelled out, no sheet that is half empty before the next, and the same ink
// as in light mode. Then the page is saved and opened from the disk: it keeps its looks. Needs `npm ci` in this folder, Chromium, and pdftotext and pdftoppm of poppler.
import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';
import { Site } from './site.mjs';

const args = process.argv.slice(2);
const folders = args.filter((arg) => !arg.startsWith('--'));
const keep = args.find((arg) => arg.startsWith('--keep='))?.slice('--keep='.length);
if (!folders.length) {
  console.error('usage: print.mjs SITE... [--keep=DIR]');
  process.exit(2);
}

/** What must stand on one sheet. */
const WHOLE = '.e, .ds li li, .lag > li, .near li, .chg > li, .box, .cl tr, figure';
/** Points of A4, and of the margins that the style sheet asks for, less what a letter may hang over. */
const [WIDTH, SIDE, FOOT] = [595.3, 16 / 25.4 * 72 - 5, 841.9 - 18 / 25.4 * 72 + 1];
/** Where the last line of a sheet stands at least, if another sheet follows. */
const FULL = 841.9 / 2;
/** Sheets that are looked at of one page: each is one more run of two programs. */
const SHEETS = 12;
/** Kinds of pages that people print, one of each; of a second site those in which a direction could go wrong. */
const PRINTED = [/^\/\d{4}\/\d\d\/$/, /^\/\d{4}\/\d\d\/\d\d\/$/, /^\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/, /^\/events\/[^/]+\/$/, /^\/timeline\/$/, /^\/timelines\/[^/]+\/$/, /^\/tags\/[^/]+\/$/, /^\/(about|contributing|method)\/$/];

const complaints = [];
let checks = 0;
const folder = keep ? path.resolve(keep) : fs.mkdtempSync(path.join(os.tmpdir(), 'digest-print-'));
fs.mkdirSync(folder, { recursive: true });

function run(program, ...words) {
  const done = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`);
  return done.stdout;
}

/** A page of a browser that reads no scripts. */
async function withPage(browser, address, options, work) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'load' });
    return await work(page);
  } finally {
    await context.close();
  }
}

/** The sheets of a PDF, each a list of lines; a line is a list of words with their place. */
function sheets(pdf) {
  const xml = run('pdftotext', '-bbox-layout', '-l', String(SHEETS), pdf, '-');
  return xml.split('<page ').slice(1).map((sheet) => sheet.split('<line ').slice(1).map((line) => {
    const words = line.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<\/word>/g);
    return [...words].map(([, left, top, right, bottom, text]) => ({ left: +left, top: +top, right: +right, bottom: +bottom, text: unescaped(text) }));
  }));
}

function unescaped(text) {
  return text.replace(/&quot;/g, '"').replace(/&#39;|&apos;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

/** Letters and digits only: how a printed line is spaced, hyphenated and shaped says nothing about whether it is there. */
const letters = (text) => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The same without order: a PDF has the two letters of an Arabic ligature, and the words of a line, as they stand from left to right. */
const bag = (text) => [...letters(text)].sort().join('');

/** What the document says of itself when it is printed. Runs in the page. */
function seen(whole) {
  const shows = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.vh, svg, [aria-hidden]');
  const all = (css) => [...document.querySelectorAll(css)];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const words = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('script, style') || !shows(node.parentElement)) continue;
    words.push(...node.textContent.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)));
  }
  return {
    words,
    dir: document.documentElement.dir,
    canonical: document.querySelector('link[rel=canonical]')?.href,
    headings: all('h1, h2, h3, summary').filter(shows).map((heading) => heading.innerText),
    navigation: all('nav, .pn, .btn, .skip, form, .follow').filter(shows).map((element) => element.outerHTML.slice(0, 80)),
    originals: all('.u-bookmark-of, .cites a, .prose a[href^=http]').map((link) => link.href),
    cut: all('main *').filter((element) => shows(element) && element.scrollWidth > element.clientWidth + 1
      && getComputedStyle(element).overflowX !== 'visible' && !element.closest('.axis')).map((element) => element.outerHTML.slice(0, 80)),
    entries: all(whole).filter(shows).length,
  };
}

/** Puts a mark at both ends of all that must stay whole, small enough to move nothing. Runs in the page. */
function marked(whole) {
  const style = document.createElement('style');
  style.textContent = 'digest-mark { font: 1px/0 monospace; white-space: nowrap; }';
  document.head.append(style);
  document.querySelectorAll(whole).forEach((element, number) => {
    const mark = (letter) => Object.assign(document.createElement('digest-mark'), { textContent: `${letter}q${number}q` });
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.textContent.trim() && node.parentElement.checkVisibility() && !node.parentElement.closest('.vh, svg, digest-mark')) texts.push(node);
    }
    if (!texts.length) return;
    texts[0].before(mark('a'));
    texts.at(-1).after(mark('z'));
  });
}

async function printed(site, browser, address) {
  const complain = (what) => complaints.push(`print: ${address}: ${what}`);
  const name = path.join(folder, `${new URL(site.published).hostname}${address.replace(/[^\p{L}\p{N}]+/gu, '_')}${site.dir}`);
  const [pdf, light, split] = [`${name}.pdf`, `${name}-light.pdf`, `${name}-marks.pdf`];
  const paper = { format: 'A4', preferCSSPageSize: true };
  const url = site.url(address);
  // The marks are put in by a style, which the page's policy refuses.
  const told = await withPage(browser, url, { colorScheme: 'dark', bypassCSP: true }, async (page) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    // As wide as the paper between its margins.
    await page.setViewportSize({ width: 672, height: 1000 });
    const told = await page.evaluate(seen, WHOLE);
    await page.pdf({ ...paper, path: pdf });
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await page.pdf({ ...paper, path: light });
    await page.evaluate(marked, WHOLE);
    await page.pdf({ ...paper, path: split });
    return told;
  });
  const found = sheets(pdf);
  const isAll = found.length < SHEETS;

  for (const link of told.navigation) complain(`navigation on paper: ${link}`);
  for (const element of told.cut) complain(`cut off: ${element}`);
  for (const [number, sheet] of found.entries()) {
    for (const word of sheet.flat().filter((word) => word.bottom < FOOT)) {
      if (word.left < SIDE || word.right > WIDTH - SIDE) complain(`"${word.text}" stands in the margin of sheet ${number + 1}`);
    }
  }
  // Everything in order, so that the same word elsewhere does not stand for one that is lost.
  const flat = letters(found.flat(2).map((word) => word.text).join(''));
  const bags = new Set(found.flat(2).flatMap((word) => word.text.split(/[^\p{L}\p{M}\p{N}]+/u)).map(bag));
  const apart = (word) => word.split(/[^\p{L}\p{M}\p{N}]+/u);
  // What runs from right to left is taken apart: a mark above a letter may stand for itself, and so may a line of an address.
  const isThere = (word) => flat.includes(letters(word)) || ((told.dir === 'rtl' || /\p{Script=Arabic}/u.test(word))
    && apart(word).every((part) => bags.has(bag(part)) || /\p{M}/u.test(part) || word.length > 40));
  const lost = isAll ? told.words.filter((word) => !isThere(word)) : [];
  if (lost.length) complain(`${lost.length} of ${told.words.length} words are not on paper: ${lost.slice(0, 5).join(' ')}`);
  if (isAll && told.canonical && !flat.includes(letters(told.canonical))) complain('its own address is not on paper');
  const unsaid = isAll && told.dir !== 'rtl' ? told.originals.filter((href) => ![href, decoded(href)].some((form) => flat.includes(letters(form.replace(/^https?:\/\//, ''))))) : [];
  if (unsaid.length) complain(`${unsaid.length} of ${told.originals.length} addresses are not on paper: ${unsaid[0]}`);

  const headings = new Set(told.headings.map(letters));
  for (const [number, sheet] of found.slice(0, -1).entries()) {
    // The number of the sheet stands below everything.
    const lines = sheet.filter((line) => line.length).sort((a, b) => a[0].bottom - b[0].bottom).slice(0, -1);
    const last = letters(lines.at(-1)?.map((word) => word.text).join('') ?? '');
    if (last && headings.has(last)) complain(`a heading ends sheet ${number + 1}: ${last}`);
    const end = Math.max(0, ...(lines.at(-1) ?? []).map((word) => word.bottom));
    if (end < FULL) complain(`sheet ${number + 1} ends in its upper half, after: ${last}`);
  }
  const where = new Map();
  for (const [number, sheet] of sheets(split).entries()) {
    for (const word of sheet.flat()) {
      for (const [, end, entry] of word.text.matchAll(/([az])q(\d+)q/g)) where.set(`${end}${entry}`, number);
    }
  }
  let whole = 0;
  for (const [mark, sheet] of where) {
    if (!mark.startsWith('a') || !where.has(`z${mark.slice(1)}`)) continue;
    whole += 1;
    if (where.get(`z${mark.slice(1)}`) !== sheet) complain(`entry ${mark.slice(1)} is torn between sheets ${sheet + 1} and ${where.get(`z${mark.slice(1)}`) + 1}`);
  }
  if (isAll && whole < told.entries * 0.9) complain(`only ${whole} of ${told.entries} entries were found`);
  if (pixels(pdf) !== pixels(light)) complain('it is printed otherwise in dark mode');
  if (told.dir === 'rtl') {
    const words = found[0].flat().filter((word) => /\p{Script=Arabic}/u.test(word.text));
    // A plain page in another language has its navigation in Arabic only.
    if (!words.length && told.words.some((word) => /\p{Script=Arabic}/u.test(word))) complain('no Arabic on the first sheet');
    // The first line of text stands at the right edge.
    const edge = Math.max(...words.map((word) => word.right));
    if (words.length && edge < WIDTH - SIDE - 24) complain(`Arabic begins ${(WIDTH - SIDE - edge).toFixed(0)} points from the right edge`);
  }
  checks += 8;
}

function decoded(href) {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}

/** The sum of the dots of the first sheets. */
function pixels(pdf) {
  const place = path.join(folder, 'dots');
  run('pdftoppm', '-r', '40', '-l', '3', pdf, place);
  const dots = fs.readdirSync(folder).filter((file) => file.startsWith('dots')).sort();
  const sum = crypto.createHash('sha256');
  for (const file of dots) {
    sum.update(fs.readFileSync(path.join(folder, file)));
    fs.rmSync(path.join(folder, file));
  }
  return sum.digest('hex');
}

/** How the parts of a page look. Runs in the page. */
function looks() {
  const names = ['color', 'backgroundColor', 'fontFamily', 'fontSize', 'fontWeight', 'display', 'borderTopWidth', 'direction'];
  return [...document.querySelectorAll('body, header, h1, h2, h3, h4, .meta, .mo, .box, .e, .ds > li, .near, .near li > *, nav a, table, td, svg path')].map((element) => {
    const style = getComputedStyle(element);
    return `${element.localName}.${element.getAttribute('class') ?? ''} ${names.map((name) => style[name]).join('|')}`;
  });
}

/** The page as one file: taken from the disk alone, and as a browser saves it. */
async function saved(site, browser, address) {
  const complain = (what) => complaints.push(`saved: ${address}: ${what}`);
  const { there, archive } = await withPage(browser, site.url(address), {}, async (page) => {
    const session = await page.context().newCDPSession(page);
    const { data } = await session.send('Page.captureSnapshot', { format: 'mhtml' });
    return { there: await page.evaluate(looks), archive: data };
  });
  const alone = path.join(folder, 'saved.html');
  fs.copyFileSync(site.file(address), alone);
  const whole = path.join(folder, 'saved.mhtml');
  fs.writeFileSync(whole, archive);
  for (const file of [alone, whole]) {
    const here = await withPage(browser, pathToFileURL(file).href, {}, (page) => page.evaluate(looks));
    const other = there.findIndex((look, number) => look !== here[number]);
    if (here.length !== there.length || other >= 0) complain(`${path.basename(file)} looks another way: ${there[other]} is ${here[other]}`);
    checks += 1;
  }
}

const start = Date.now();
const browser = await launch();
try {
  for (const built of folders) {
    const site = await Site.open(path.resolve(built));
    site.dir = /<html[^>]*\sdir="rtl"/.test(site.text('/')) ? 'rtl' : 'ltr';
    try {
      const kinds = site.dir === 'rtl' ? PRINTED.slice(1, 4) : PRINTED;
      const chosen = kinds.map((kind) => site.sample.find((address) => kind.test(address))).filter(Boolean);
      for (const address of chosen) {
        for (const look of site.dir === 'rtl' ? [printed] : [printed, saved]) {
          await look(site, browser, address).catch((error) => complaints.push(`${look.name}: ${address}: ${error.message}`));
        }
      }
    } finally {
      site.close();
    }
  }
} finally {
  await browser.close();
  if (!keep) fs.rmSync(folder, { recursive: true, force: true });
}
for (const line of complaints) console.log(line);
console.log(`print: ${checks} checks, ${complaints.length} complaints, ${((Date.now() - start) / 1000).toFixed(1)} s`);
process.exit(complaints.length ? 1 : 0);
