#!/usr/bin/env node
// Goes through a built site as a reader without a mouse: node tests/pages/journey.mjs SITE...
//
// From the home page to an article and from there to the original, by Tab and Enter alone: past the navigation by the
// link that skips it, with a focus that can be seen at every stop and is covered by nothing, and no page that scrolls
// sideways. On a desk and a phone, in light and dark, at 320 px, with letters of twice the size, and without scripts.
// Needs `npm ci` in this folder and Chromium.
import path from 'node:path';
import { launch } from './browser.mjs';
import { Site } from './site.mjs';

const folders = process.argv.slice(2);
if (!folders.length) {
  console.error('usage: journey.mjs SITE...');
  process.exit(2);
}

const READERS = {
  'desk, light': { viewport: { width: 1280, height: 900 } },
  'desk, dark': { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  'phone, dark': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: 'dark' },
  '320 px': { viewport: { width: 320, height: 640 } },
  'letters of 200 %': { viewport: { width: 640, height: 800 }, text: '200%' },
  'no scripts': { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
  'high contrast': { viewport: { width: 1280, height: 900 }, forcedColors: 'active' },
};

/** Stops that a reader passes on one page before they give up. */
const PATIENCE = 80;

const complaints = [];
let stops = 0;

/** What has the focus, and whether it can be seen. Runs in the page. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  const inner = [...element.querySelectorAll('*')].flatMap((child) => [...child.getClientRects()]).filter((box) => box.width > 0);
  const box = boxes[0] ?? inner[0];
  const style = getComputedStyle(element);
  const at = box && document.elementFromPoint(box.left + Math.min(box.width / 2, 8), box.top + box.height / 2);
  return {
    text: element.textContent.trim().replace(/\s+/g, ' ').slice(0, 60),
    href: element.getAttribute('href'),
    isEntry: element.matches('.e .p-name a'),
    isOriginal: element.matches('a[rel~=external]'),
    hasRing: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    isSeen: Boolean(at && (element.contains(at) || at.contains(element))),
  };
}

const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

async function journey(site, browser, who) {
  const { text, ...options } = READERS[who];
  const complain = (what) => complaints.push(`${site.base || '/'} ${who}: ${what}`);
  // The policy forbids the style that makes letters larger, as a browser's own setting does without one.
  const context = await browser.newContext({ reducedMotion: 'reduce', bypassCSP: Boolean(text), ...options });
  let left = null;
  await context.route('**/*', (route) => {
    const request = route.request();
    if (request.url().startsWith(site.origin) || request.url().startsWith('data:')) return route.continue();
    if (request.isNavigationRequest()) left = request.url();
    else complain(`asks another host: ${request.url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  const arrived = async (where) => {
    if (text) await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, text);
    const over = await page.evaluate(sideways);
    if (over > 0) complain(`${where} scrolls sideways by ${over} px`);
  };
  const tabbed = async (where, wanted) => {
    for (let stop = 0; stop < PATIENCE; stop += 1) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate(focused);
      if (!found) continue;
      stops += 1;
      if (!found.hasRing) complain(`${where}: no ring around "${found.text}"`);
      if (!found.isSeen) complain(`${where}: "${found.text}" has the focus and is covered`);
      if (wanted(found)) return found;
    }
    throw new Error(`${where}: not found in ${PATIENCE} stops`);
  };
  try {
    await page.goto(site.url('/'), { waitUntil: 'load' });
    await arrived('the home page');
    const first = await tabbed('the home page', () => true);
    if (first.href !== '#main') complain(`the first stop is "${first.text}" and skips nothing`);
    await page.keyboard.press('Enter');
    const entry = await tabbed('the home page', (found) => found.isEntry);
    const before = page.url();
    await Promise.all([page.waitForURL((url) => url.href !== before && !url.hash), page.keyboard.press('Enter')]);
    await page.waitForLoadState('load');
    await arrived('the article');
    const title = await page.locator('h1').innerText();
    if (!title) complain(`"${entry.text}" leads to a page without a headline`);
    await tabbed('the article', (found) => found.href === '#main');
    await page.keyboard.press('Enter');
    const original = await tabbed('the article', (found) => found.isOriginal);
    if (!/^https?:/.test(original.href)) complain(`the original is at ${original.href}`);
    await page.keyboard.press('Enter');
    for (let wait = 0; left === null && wait < 50; wait += 1) await page.waitForTimeout(100);
    if (left !== original.href) complain(`the original is at ${original.href}, and Enter leads to ${left}`);
  } catch (error) {
    complain(error.message);
  } finally {
    await context.close();
  }
}

const start = Date.now();
const browser = await launch();
try {
  for (const folder of folders) {
    const site = await Site.open(path.resolve(folder));
    try {
      for (const who of Object.keys(READERS)) await journey(site, browser, who);
    } finally {
      site.close();
    }
  }
} finally {
  await browser.close();
}
for (const line of complaints) console.log(`journey: ${line}`);
console.log(`journey: ${folders.length * Object.keys(READERS).length} readers, ${stops} stops, ${complaints.length} complaints, ${((Date.now() - start) / 1000).toFixed(1)} s`);
process.exit(complaints.length ? 1 : 0);
