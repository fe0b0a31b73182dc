#!/usr/bin/env node
// Opens a portable site as its reader does, from the disk: node tests/pages/portable.mjs FOLDER
//
// `digest build --portable` made the folder. Every page is opened at file://, without scripts; the links of some are
// clicked through from the home page. It exits 1 when a request fails, leaves the folder or the disk, when a style is not
// applied, an image is not shown, the policy complains, or a page cannot be reached.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';

/** Clicks from the home page, each on a link of the page before. */
const CLICKS = 60;

const folder = process.argv[2] && path.resolve(process.argv[2]);
if (!folder || !fs.existsSync(path.join(folder, 'index.html'))) {
  console.error('usage: portable.mjs FOLDER');
  process.exit(2);
}
const root = pathToFileURL(folder + path.sep).href;
const complaints = [];
let where = '';
const say = (what) => complaints.push(`${where}: ${what}`);

function files(at) {
  return fs.readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(at, entry.name);
    return entry.isDirectory() ? files(place) : [place];
  });
}

const browser = await launch();
const context = await browser.newContext({ javaScriptEnabled: false });
const page = await context.newPage();
page.on('requestfailed', (request) => say(`${request.url()} failed: ${request.failure()?.errorText}`));
page.on('request', (request) => {
  const url = request.url();
  if (!url.startsWith(root) && !url.startsWith('data:')) say(`asks for ${url}`);
});
page.on('console', (message) => { if (message.type() === 'error') say(message.text()); });

/** What a reader sees: the style of the site, and images. */
async function looked() {
  const seen = await page.evaluate(() => ({
    title: document.title,
    // Without its style sheet, a page has the margin that browsers give.
    margin: getComputedStyle(document.body).margin,
    bar: document.querySelector('header.top') && getComputedStyle(document.querySelector('nav[aria-label] ul')).listStyleType,
    images: [...document.images].filter((image) => !image.complete || !image.naturalWidth).map((image) => image.src),
  }));
  if (!seen.title) say('no title');
  if (seen.bar && (seen.margin === '8px' || seen.bar !== 'none')) say(`the style is not applied: ${JSON.stringify(seen)}`);
  seen.images.forEach((image) => say(`${image} is not shown`));
}

const all = files(folder).filter((file) => file.endsWith('.html')).sort();
try {
  for (const file of all) {
    where = path.relative(folder, file);
    const moved = /http-equiv="refresh"/.test(fs.readFileSync(file, 'utf8'));
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    if (moved) {
      await page.waitForURL((url) => url.href !== pathToFileURL(file).href, { timeout: 10_000 })
        .catch(() => say('the old address does not lead on'));
      await page.waitForLoadState('load');
    }
    await looked();
  }
  console.log(`${all.length} pages opened`);

  where = 'index.html';
  await page.goto(`${root}index.html`);
  const seen = new Set();
  for (let click = 0; click < CLICKS; click += 1) {
    const links = page.locator('a[href]:not(.skip):visible');
    const hrefs = await links.evaluateAll((all) => all.map((a) => a.href));
    const next = hrefs.findIndex((href) => href.startsWith(root) && /\.html(#|$)/.test(href) && !seen.has(href));
    if (next < 0) {
      await page.goto(`${root}index.html`);
      if (seen.has('again')) break;
      seen.add('again');
      continue;
    }
    seen.delete('again');
    seen.add(hrefs[next]);
    where = `${page.url().slice(root.length)} -> ${hrefs[next].slice(root.length)}`;
    await links.nth(next).click();
    await page.waitForURL(hrefs[next], { timeout: 10_000 }).catch(() => say(`the click led to ${page.url()}`));
    await looked();
  }
  console.log(`${seen.size} links clicked`);
} finally {
  await browser.close();
}
complaints.slice(0, 50).forEach((line) => console.log(line));
console.log(`${complaints.length} complaints`);
process.exit(complaints.length ? 1 : 0);
