#!/usr/bin/env node
// What pages weigh, as a host sends them, and how many requests show them: node tests/pages/weights.mjs SITE
//
// The largest page of each kind is taken, and each is held to its budget. With `--timelinejs=DIST BINARY` instead of a site
// ten events are shown by a page of ours and by TimelineJS, from the timeline.json that BINARY makes of the same events:
// DIST is the folder `dist` of its package (npm install @knight-lab/timelinejs). Needs Chromium, and `npm ci` in this folder.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { launch } from './browser.mjs';
import { Site } from './site.mjs';

/** Bytes with gzip that a page of a kind may have, the largest of a site. What is not named is a list. */
const BUDGETS = [
  ['home', /^\/$/, 14_336], ['year', /^\/\d{4}\/$/, 12_288], ['month', /^\/\d{4}\/\d\d\/$/, 14_336], ['day', /^\/\d{4}\/\d\d\/\d\d\/$/, 12_288],
  ['article', /^\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/, 14_336], ['event', /^\/events\/[^/]+\/$/, 9_216], ['search', /^\/search\/$/, 61_440],
  ['list', /./, 61_440],
];
/** Bytes of HTML before gzip: a phone reads them all. */
const MOST = 300_000;
/** Bytes with gzip of the style that stands on every page. */
const STYLE = 5_120;

const args = process.argv.slice(2);
const dist = args.find((arg) => arg.startsWith('--timelinejs='))?.slice('--timelinejs='.length);
const place = args.find((arg) => !arg.startsWith('--'));
if (!place) {
  console.error('usage: weights.mjs SITE, or weights.mjs --timelinejs=DIST BINARY');
  process.exit(2);
}

const sent = (bytes) => zlib.gzipSync(bytes, { level: 6 }).length;
let complaints = 0;
function complain(what) {
  complaints += 1;
  console.log(`complaint: ${what}`);
}

/** What a page asks for until it is still: how many files, and their bytes as the host sent them. */
async function loaded(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const asked = [];
  let bytes = 0;
  page.on('request', (request) => request.url().startsWith('data:') || asked.push(request.url()));
  network.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await page.goto(address, { waitUntil: 'networkidle' });
  const seen = await page.evaluate(() => ({ elements: document.querySelectorAll('*').length, text: (document.querySelector('main') ?? document.body).innerText.length }));
  await context.close();
  const outside = asked.filter((url) => !url.startsWith(new URL(address).origin)).length;
  return { requests: asked.length, outside, bytes, ...seen };
}

async function ofASite(folder) {
  const site = await Site.open(path.resolve(folder));
  const browser = await launch();
  for (const address of site.sample) {
    const html = fs.readFileSync(site.file(address));
    const [kind, , most] = BUDGETS.find(([, pattern]) => pattern.test(address));
    const alone = sent(html);
    const { requests, bytes } = await loaded(browser, site.url(address));
    console.log(`${kind.padEnd(8)} ${String(alone).padStart(6)} bytes, ${requests} requests, ${bytes} bytes in all, ${html.length} before gzip: ${address}`);
    if (alone > most) complain(`${address} has ${alone} bytes with gzip, and not ${most} at most`);
    if (html.length > MOST) complain(`${address} has ${html.length} bytes, and not ${MOST} at most`);
  }
  // All events, since the largest before gzip need not be the largest behind it.
  const events = site.pages.filter((page) => /^\/events\/[^/]+\/$/.test(page)).map((page) => [sent(fs.readFileSync(site.file(page))), page]);
  for (const [bytes, page] of events.filter(([bytes]) => bytes > 9_216)) complain(`${page} has ${bytes} bytes with gzip, and not 9216 at most`);
  const style = sent(/<style>(.*?)<\/style>/s.exec(site.text('/'))?.[1] ?? fs.readFileSync(path.join(site.folder, 'style.css')));
  console.log(`style    ${String(style).padStart(6)} bytes`);
  if (style > STYLE) complain(`the style has ${style} bytes with gzip, and not ${STYLE} at most`);
  await browser.close();
  site.close();
}

/** A site with ten events of one timeline, each with a sentence or two. */
function ten(binary) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'digest-ten-'));
  const write = (name, text) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };
  write('site.toml', 'title = "Ten"\nbase_url = "https://example.org/"\n');
  const what = [
    ['Delegates meet in the capital', 'They met behind closed doors for the first time since spring. Nothing was said of the outcome.'],
    ['Shells fall on the northern road', 'Three people were wounded, the hospital said. Each side named the other.'],
    ['The truce is announced', 'It is to hold for seven days from sunset, and to be renewed if it holds.'],
    ['The first convoy waits at the border', 'Twenty lorries with flour had no permission to pass, the agency said.'],
    ['Observers count eleven breaches', 'Most of them were small arms, their report says; two were artillery.'],
    ['The convoy passes', 'It reached the town at noon, the mayor said, and left again before dark.'],
    ['Prisoners are exchanged at the bridge', 'Both lists had forty names. Thirty-one came, and why nine did not is disputed.'],
    ['The road is closed again', 'A mine was found beside it, according to the engineers who cleared it in June.'],
    ['An inquiry is asked for', 'Families of the dead handed over a letter with four thousand names under it.'],
    ['The truce is declared over', 'The army did so at seven in the evening; the envoy said that it was not for one side to say.'],
  ];
  what.forEach(([title, text], at) => {
    const day = String(3 + at * 2).padStart(2, '0');
    write(`content/events/2016-09-${day}-event-${at}.md`, `---\ntitle: ${title}\ndate: 2016-09-${day}\ntags: [truce]\n---\n${text}\n`);
  });
  write('content/articles/2016-09-03-report.md', '---\ntitle: A report\nauthor: unknown\ndate: 2016-09-03\noriginal_url: https://example.net/report\ntags: [truce]\nevents: [event-0]\n---\nIt reports the first of them.\n');
  write('content/timelines/truce.md', '---\ntitle: The truce of September\nsummary: Ten days of it.\nmatch: {tags: [truce]}\n---\n');
  execFileSync(binary, ['build', '--quiet'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}

/** The files of TimelineJS and a page that shows a timeline with them, as its documentation says it is to be written. */
async function theirs(folder) {
  const page = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ten</title><meta name="viewport" content="width=device-width">'
    + '<link rel="stylesheet" href="/css/timeline.css"><script src="/js/timeline.js"></script><div id="t" style="width:100%;height:600px"></div>'
    + '<script>window.timeline = new TL.Timeline("t", "/timeline.json");</script>';
  const types = { '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json' };
  const server = http.createServer((request, response) => {
    const where = new URL(request.url, 'http://site').pathname;
    const file = where === '/timeline.json' ? path.join(folder, 'public/timelines/truce/timeline.json') : path.join(dist, where);
    const bytes = where === '/' ? Buffer.from(page) : fs.existsSync(file) && fs.readFileSync(file);
    if (!bytes) return response.writeHead(404).end();
    const small = zlib.gzipSync(bytes, { level: 6 });
    response.writeHead(200, { 'content-type': where === '/' ? 'text/html' : types[path.extname(file)] ?? 'application/octet-stream', 'content-encoding': 'gzip', 'content-length': small.length }).end(small);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

async function besideTimelineJs(binary) {
  const folder = ten(path.resolve(binary));
  const site = await Site.open(path.join(folder, 'public'));
  const server = await theirs(folder);
  const browser = await launch();
  const pages = [['digest', site.url('/timelines/truce/')], ['TimelineJS', `http://127.0.0.1:${server.address().port}/`]];
  for (const [name, address] of pages) {
    const { requests, outside, bytes, elements } = await loaded(browser, address);
    const { text } = await loaded(browser, address, { javaScriptEnabled: false });
    console.log(`ten events, ${name}: ${bytes} bytes with gzip, ${requests} requests (${outside} of another host), ${elements} elements, ${text} characters of text without JavaScript`);
  }
  await browser.close();
  server.close();
  site.close();
  fs.rmSync(folder, { recursive: true, force: true });
}

await (dist ? besideTimelineJs(place) : ofASite(place));
if (!dist) console.log(`weights: ${complaints} complaints`);
process.exit(complaints ? 1 : 0);
