#!/usr/bin/env node
// Searches as readers do, in a browser: node tests/pages/search.mjs BINARY [BIG]
//
// It builds tests/fixtures/search with BINARY and looks words up in all its scripts, by keyboard alone, without scripts,
// back and forth. BIG is the folder of a built site: what searches cost there is counted, in bytes as a host sends them
// (gzip) and in round trips; no search may ask for more than is promised. It exits 1 when anything is wrong.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import zlib from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { archive } from './archive.mjs';
import { launch } from './browser.mjs';
import { answered, said, searched, searching, titles, typed } from './searching.mjs';
import { Site } from './site.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FIXTURE = path.resolve(HERE, '../fixtures/search');
const SCRIPT = path.resolve(HERE, '../../themes/default/static/search.js');

/** What one search may cost, script and directory counted in, as a host sends it; what the script alone may. */
const MOST = 60_000;
const MOST_SCRIPT = 5_120;
const MOST_PAGE = 300_000;

const args = process.argv.slice(2);
const [binary, big, shots] = args.filter((arg) => !arg.startsWith('--')).map((arg) => path.resolve(arg));
const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length).split(',');
const wanted = (part) => !only || only.includes(part);
if (!binary) {
  console.error('usage: search.mjs BINARY [BIG [SCREENSHOTS]] [--only=words,looks,costs]');
  process.exit(2);
}

const complaints = [];
let checks = 0;
function check(what, holds) {
  checks += 1;
  if (!holds) complaints.push(what);
}
function same(what, found, wanted) {
  check(`${what}: ${JSON.stringify(found)} and not ${JSON.stringify(wanted)}`, JSON.stringify(found) === JSON.stringify(wanted));
}

/** The folding of the script, by the table that src/search/fold.rs is held to as well. */
function folding() {
  const source = `${fs.readFileSync(SCRIPT, 'utf8')};words`;
  const words = vm.runInNewContext(source, { location: { protocol: 'file:' }, TextEncoder });
  for (const [text, wanted] of JSON.parse(fs.readFileSync(path.join(HERE, 'fold.json')))) same(`the words of ${text}`, [...words(text)], wanted);
}

/** A site built in a folder of its own. */
function built(edit = (toml) => toml, args = []) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'digest-search-'));
  fs.cpSync(FIXTURE, folder, { recursive: true });
  const toml = path.join(folder, 'site.toml');
  fs.writeFileSync(toml, edit(fs.readFileSync(toml, 'utf8')));
  execFileSync(binary, ['build', '--quiet', ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return { folder, site: path.join(folder, 'public') };
}

/** A page of the browser; what its console says, and what it asks of others, is a complaint. */
async function opened(browser, site, options = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => { complaints.push('a dialog'); dialog.dismiss(); });
  page.on('request', (request) => {
    if (!request.url().startsWith('http://127.0.0.1:') && !request.url().startsWith('data:')) complaints.push(`asks ${request.url()}`);
  });
  return page;
}

async function scripts(page, site) {
  await page.goto(site.url('/search/'));
  const first = async (q, title) => {
    const found = await typed(page, q);
    check(`${q} finds ${title} first: ${JSON.stringify(found.slice(0, 3))}`, found[0] === title);
  };
  const hudna = 'بدء الهدنة في أحياء المدينة';
  // The tag of this very name may come before its articles.
  check('الهدنه finds its article among the first', (await typed(page, 'الهدنه')).slice(0, 2).includes(hudna));
  for (const q of ['احياء', 'أَحْيَاء', 'محمد', 'مستشفي', 'المستشفى', 'القافلة', 'ايران', 'إطلاق النار']) await first(q, hudna);
  for (const q of ['елки', 'ЁЛКИ', 'переми', 'Посланник сказал']) await first(q, 'Перемирие началось');
  for (const q of ['停战', '停', '停 观察员', '观察员', '停战协议签署', '城市']) await first(q, '停战协议签署');
  for (const q of ['geneve', 'GENÈVE', 'onu', 'trêve', 'negociations']) await first(q, 'La trêve à Genève');
  for (const q of ['Cracow', 'krakow', 'كراكوف']) check(`${q} finds the place`, (await typed(page, q))[0].startsWith('Kraków'));
  await first('eventword', 'The bridge opens');
  await first('aboutword', 'About');
  await first('footnoteword', 'A corridor opens');
  same('a word in two ways of writing', await searched(page, site, { q: 'humanitarian' }), ['Shelling goes on', 'A corridor opens']);
  await first('bold quoted', '<img src=x onerror="window.__pwned=1"> "quoted" & <b>bold</b> </script><script>window.__pwned=1</script>');
  check('nothing of a title runs', !(await page.evaluate(() => window.__pwned)));
  check('marked words stand in the title', (await page.locator('#found h2 mark').allTextContents()).join(' ') === 'quoted bold');
  for (const q of ['withdrawntitle', 'withdrawnbody', 'drafttitle', 'draftbody', 'nosuchword']) {
    same(`${q} is not found`, await typed(page, q), []);
    same(`what is said of ${q}`, await said(page), 'Nothing found.');
  }
}

async function phrases(page, site) {
  const found = await searched(page, site, { q: 'ceasefire agreement' });
  same('who says the phrase comes first, though others are newer or have a word in the headline', found[0], 'A corridor opens');
  check(`the others are found too: ${found}`, found.length === 3);
  same('only the phrase', await searched(page, site, { q: '"ceasefire agreement"' }), ['A corridor opens']);
  same('no phrase over the end of a text', await searched(page, site, { q: '"krakow delegates"' }), []);
  same('a phrase without spaces', await searched(page, site, { q: '“昨天签署停战”' }), ['停战协议签署']);
  same('the beginning of a last word', await searched(page, site, { q: 'ceasefire agr' }), found);
}

async function filters(page, site) {
  same('a year', await searched(page, site, { q: 'agreement', year: '2015' }), ['The agreement in Kraków']);
  same('a tag', await searched(page, site, { q: 'agreement', tag: 'shelling' }), ['Shelling goes on']);
  same('a place', (await searched(page, site, { q: 'corridor', place: 'krakow' })), ['A corridor opens']);
  same('a language alone', await searched(page, site, { lang: 'ru' }), ['Перемирие началось']);
  same('a year alone, newest first', (await searched(page, site, { year: '2018' }))[0], 'Monitors report number 12');
  same('a year without articles', await searched(page, site, { year: '1999' }), []);
  const publisher = await page.locator('select[name=publisher] option').nth(1).getAttribute('value');
  check('a publisher', (await searched(page, site, { publisher })).length > 0);
  same('a filter is kept in its field', await page.locator('select[name=publisher]').inputValue(), publisher);
  await page.goto(site.url('/search/?q=agreement'));
  await answered(page);
  await page.locator('summary').click();
  await page.locator('select[name=tag]').selectOption('shelling');
  await page.waitForURL(/tag=shelling/);
  await page.waitForFunction(() => document.querySelectorAll('#found li').length === 1);
  await page.locator('select[name=lang]').selectOption('ar');
  await page.waitForURL(/lang=ar/);
  await page.waitForFunction(() => /Nothing/.test(document.getElementById('said').textContent));
}

/** Nothing but the keyboard: `/`, words, Enter, the results by Tab, more of them, and back again. */
async function keyboard(page, site) {
  await page.goto(site.url('/search/'));
  await page.keyboard.press('/');
  same('`/` leads to the field', await page.evaluate(() => document.activeElement.id), 'q');
  await page.keyboard.type('a/b');
  same('in the field it is a letter', await page.locator('#q').inputValue(), 'a/b');
  await page.locator('#q').fill('');
  await page.keyboard.type('monitors');
  await page.keyboard.press('Enter');
  await answered(page);
  await page.waitForURL(/\?q=monitors$/);
  same('what is said', await said(page), 'The first 10 of 13 are shown.');
  check('the lists are gone while there are results', !(await page.locator('#lists').isVisible()));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  check('Tab leads to the first result', await page.evaluate(() => document.activeElement.closest('#found li') === document.querySelector('#found li')));
  await page.locator('#more').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('#found li').length === 13);
  check('the first of the further results has the focus', await page.evaluate(() => document.activeElement === document.querySelectorAll('#found a')[10]));
  await page.keyboard.press('/');
  await page.keyboard.type('kraków');
  await page.waitForURL(/krak/);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#found h2')?.textContent.includes('Kraków'));
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('#q').value === 'monitors' && document.querySelectorAll('#found li').length === 13);
  await page.locator('#found a').first().press('Enter');
  await page.waitForURL(/tags.monitors/);
  await page.goBack();
  await answered(page);
  same('back from an article the results are there again', await said(page), 'Found: 13');
  await page.goto(site.url('/search/'));
  check('without a query the lists are there', await page.locator('#lists').isVisible());
}

async function without(browser, site) {
  const page = await opened(browser, site, { javaScriptEnabled: false });
  await page.goto(site.url('/search/?q=agreement'));
  check('without scripts there is no form that nobody answers', !(await page.locator('form').isVisible()));
  check('without scripts there are the lists', (await page.locator('#lists a').allTextContents()).includes('A corridor opens'));
  await page.context().close();
}

/** What the index was cannot be read any more: the lists are there, and it is said. */
async function failing(browser, site) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route('**/search/index/**', (route) => route.abort());
  await page.goto(site.url('/search/?q=agreement'));
  await answered(page);
  check('a search that fails says so', /without it/.test(await said(page)));
  check('and leaves the lists', await page.locator('#lists').isVisible());
  await context.close();
}

async function file(browser, folder) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`file: ${error}`));
  await page.goto(`file://${folder}/search/index.html?q=agreement`);
  await page.addScriptTag({ path: SCRIPT }).catch(() => {});
  check('from a file there is no form', !(await page.locator('form').isVisible()));
  await context.close();
}

/** Accessibility in light and dark, on a phone and a desk; with results, and with nothing found. */
async function looked(browser, site, name) {
  const rules = { 'target-size': { enabled: true }, 'color-contrast-enhanced': { enabled: true } };
  for (const [view, width] of [['phone', 390], ['narrow', 320], ['desk', 1280]]) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await opened(browser, site, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      for (const q of ['agreement', 'nosuchword']) {
        await searched(page, site, { q, year: '' });
        await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
        const tags = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const report = await new AxeBuilder({ page }).withTags(tags).options({ rules }).analyze();
        for (const found of report.violations) complaints.push(`axe: ${name} ${view} ${colorScheme} ${q}: ${found.id}: ${found.nodes[0].html.slice(0, 120)}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        check(`${name} ${view} scrolls sideways by ${over} px`, over <= 0);
        if (shots) await page.screenshot({ path: path.join(shots, `${name}-${view}-${colorScheme}-${q}.png`) });
      }
      await page.context().close();
    }
  }
}

/** The page in Arabic, on a desk and a phone. */
async function rightToLeft(browser, site) {
  const page = await opened(browser, site);
  await page.goto(`${site.url('/search/')}?q=${encodeURIComponent('الهدنة')}`);
  await page.waitForSelector('#found li');
  check(`what is said has Latin figures: ${await said(page)}`, /\d/.test(await said(page)));
  check('the page runs from right to left', (await page.evaluate(() => document.documentElement.dir)) === 'rtl');
  for (const [view, width] of [['desk', 1280], ['phone', 390]]) {
    await page.setViewportSize({ width, height: 844 });
    check(`${view} scrolls sideways`, await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    if (shots) await page.screenshot({ path: path.join(shots, `arabic-${view}.png`) });
  }
  await page.context().close();
}

/** A host that compresses as GitHub Pages does, and how each file was asked for: when, after what, and how large it was. */
class Host {
  static async open(folder) {
    const host = new Host(await Site.open(folder));
    await new Promise((ready) => host.server.listen(0, '127.0.0.1', ready));
    host.origin = `http://127.0.0.1:${host.server.address().port}`;
    return host;
  }

  constructor(site) {
    this.site = site;
    site.close();
    this.server = http.createServer((request, response) => {
      const found = site.locate(new URL(request.url, 'http://site').pathname);
      if (!found?.file) return response.writeHead(404).end();
      const bytes = zlib.gzipSync(fs.readFileSync(found.file), { level: 6 });
      const types = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript', json: 'application/json', txt: 'text/plain; charset=utf-8' };
      const type = types[path.extname(found.file).slice(1)] ?? 'application/octet-stream';
      // As far away as a bad line makes it, so that what waits for what is seen.
      return setTimeout(() => response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'content-length': bytes.length }).end(bytes), 60);
    });
  }

  url(address) {
    return this.origin + this.site.base + address;
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** What a search costs, by the browser's own log of the network. A file is a round trip later than those it waited for. */
async function costs(browser, folder) {
  const host = await Host.open(folder);
  const most = { bytes: 0 };
  const words = ['ceasefire', 'ceasefire talks', 'ceasefire agreement convoy', 'the of and to in a ceasefire talks', 'c', 't1', 'report', 'الهدنة المدينة', 'перемирие город', '5000', '"humanitarian convoy"'];
  for (const q of words) {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
    const page = await context.newPage();
    await page.goto(host.url('/search/'), { waitUntil: 'load' });
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    let [bytes, trips, ended] = [0, 0, 0];
    const of = new Map();
    network.on('Network.requestWillBeSent', ({ requestId }) => {
      of.set(requestId, ended + 1);
      trips = Math.max(trips, ended + 1);
    });
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes += encodedDataLength;
      ended = Math.max(ended, of.get(requestId) ?? 0);
    });
    // The directory comes when the field is gone to, while the first word is typed.
    await page.locator('#q').focus();
    await page.waitForTimeout(300);
    const before = trips;
    await page.locator('#q').fill(q);
    await page.keyboard.press('Enter');
    await answered(page);
    await page.waitForTimeout(200);
    const script = zlib.gzipSync(fs.readFileSync(path.join(folder, 'search.js'))).length;
    const cost = bytes + script;
    most.bytes = Math.max(most.bytes, cost);
    console.log(`  ${q}: ${await said(page)}; ${of.size} files, ${bytes} bytes and ${script} of the script, directory and ${trips - before} round trips`);
    check(`${q} costs ${cost} bytes`, cost <= MOST);
    check(`${q} takes ${trips - before} round trips`, trips - before <= 2);
    await context.close();
  }
  host.close();
  return most.bytes;
}

const browser = await launch();
const english = built();
const large = archive(binary);
const arabic = built((toml) => `lang = "ar"\n${toml}`);
try {
  folding();
  const script = zlib.gzipSync(fs.readFileSync(path.join(english.site, 'search.js')), { level: 9 }).length;
  check(`the script has ${script} bytes`, script <= MOST_SCRIPT);
  const site = await Site.open(english.site);
  if (wanted('words')) {
    const page = await opened(browser, site);
    for (const part of [scripts, phrases, filters, keyboard]) await part(page, site);
    const other = await Site.open(large.site);
    await searching(browser, page, site, other, large.filled, { check, same });
    other.close();
    await page.context().close();
    await without(browser, site);
    await failing(browser, site);
    await file(browser, english.site);
  }
  if (wanted('looks')) {
    await looked(browser, site, 'english');
    const other = await Site.open(arabic.site);
    await rightToLeft(browser, other);
    other.close();
  }
  site.close();
  if (big && wanted('costs')) {
    const size = fs.statSync(path.join(big, 'search/index.html')).size;
    check(`/search/ has ${size} bytes`, size <= MOST_PAGE);
    console.log(`at most ${await costs(browser, big)} bytes a search; the script has ${script}, the page ${size} before gzip`);
  }
} finally {
  await browser.close();
  for (const { folder } of [english, arabic, large]) fs.rmSync(folder, { recursive: true, force: true });
}
for (const line of complaints) console.log(line);
console.log(`${checks} checks, ${complaints.length} complaints`);
process.exit(complaints.length ? 1 : 0);
