#!/usr/bin/env node
// Looks at `digest serve` in a browser while its site is edited: node tests/pages/serve.mjs BINARY
//
// What only a browser can show: that a page is asked for again where its reader stood, that a style sheet and an image
// are exchanged in place under the page's own policy, and that problems are shown as text and go when they are mended.
// It exits 1 when anything is wrong. The rest is tested through sockets by `cargo test --test serve`.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import zlib from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.mjs';

// It is started in another folder.
const binary = path.resolve(process.argv[2] ?? '');
if (!process.argv[2]) {
  console.error('usage: serve.mjs BINARY');
  process.exit(2);
}

const FIXTURES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../fixtures');
const TALKS = 'content/articles/2016/2016-09-08-talks-begin.md';
const SHOTS = 'content/articles/2016/2016-09-12-shots-reported.md';
const TALKS_PAGE = '2016/09/08/talks-begin/';
const SHOTS_PAGE = '2016/09/12/shots-reported/';

/** How long anything may take; no speed is asserted. */
const PATIENCE = 30_000;

const complaints = [];
let checks = 0;
function check(what, holds) {
  checks += 1;
  if (!holds) complaints.push(what);
}

/** A copy of the fixture, with a theme of its own and a long article, and a preview of it. */
class Preview {
  static async open({ inline = true, args = [] } = {}) {
    const preview = new Preview();
    preview.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'digest-serve-'));
    for (const name of ['content', 'site.toml']) {
      fs.cpSync(path.join(FIXTURES, 'whole', name), path.join(preview.folder, name), { recursive: true });
    }
    preview.edit('site.toml', 'inline_css = false', `inline_css = ${inline}\ntheme = "own"`);
    preview.write('themes/own/theme.toml', 'name = "own"\nneeds = "1"\nextends = "default"\n');
    preview.write('themes/own/static/style.css', 'body { color: rgb(1, 2, 3) }');
    const lines = Array.from({ length: 200 }, (_, line) => `Line ${line} of a long article.\n\n`).join('');
    preview.write(TALKS, `${preview.read(TALKS)}\n\n${lines}`);
    preview.child = spawn(binary, ['serve', '--port', '0', ...args], { cwd: preview.folder, stdio: ['ignore', 'ignore', 'pipe'] });
    preview.home = await new Promise((ready, fail) => {
      const said = readline.createInterface({ input: preview.child.stderr });
      said.on('line', (line) => {
        const found = /The site is at (\S+)/.exec(line);
        if (found) ready(found[1]);
      });
      preview.child.on('exit', () => fail(new Error('the preview has ended')));
    });
    return preview;
  }

  read(file) {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  write(file, text) {
    const place = path.join(this.folder, file);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, text);
  }

  edit(file, from, to) {
    const text = this.read(file);
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    this.write(file, text.replace(from, to));
  }

  close() {
    this.child.removeAllListeners('exit');
    this.child.kill();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** An image of one colour: the same size with other bytes. */
function png(shade) {
  const crc = (bytes) => {
    let sum = ~0;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  };
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  // Eight by eight, eight bits of grey.
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0]);
  const rows = Buffer.concat(Array.from({ length: 8 }, () => Buffer.from([0, ...Array(8).fill(shade)])));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', zlib.deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** Opens a page; what its console complains of is a complaint, and so is whatever it asks of another host. */
async function opened(context, preview, where) {
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${where}: console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`${where}: ${error}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(preview.home).origin) && !request.url().startsWith('data:')) {
      complaints.push(`${where}: asks ${request.url()}`);
    }
  });
  const told = page.waitForResponse((response) => response.url().includes('/.digest/events'));
  await page.goto(preview.home + where, { waitUntil: 'load' });
  await told;
  await marked(page);
  return page;
}

/** Leaves a mark that does not outlive the page. */
const marked = (page) => page.evaluate(() => { window.mark = 1; });
const stays = (page) => page.evaluate(() => window.mark === 1);
const color = (page) => page.evaluate(() => getComputedStyle(document.body).color);
const until = (page, expression, argument) => page.waitForFunction(expression, argument, { timeout: PATIENCE });

async function reloads(browser) {
  const preview = await Preview.open();
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  try {
    const talks = await opened(context, preview, TALKS_PAGE);
    const shots = await opened(context, preview, SHOTS_PAGE);
    const at = await talks.evaluate(() => { scrollTo(0, 2345); return scrollY; });
    check('the article is long enough to scroll', at === 2345);
    preview.edit(TALKS, 'Line 199 of', 'Changed: line 199 of');
    await until(talks, () => document.body.innerText.includes('Changed: line 199') && window.mark !== 1);
    await talks.waitForLoadState('load');
    check(`the reader stands where they stood: ${await talks.evaluate(() => scrollY)}`, await talks.evaluate(() => scrollY) === at);
    check('another page is not disturbed', await stays(shots));
    // Again and again: each round is the change of the page that the last one has loaded.
    for (let round = 0; round < 20; round += 1) {
      preview.edit(TALKS, round ? `Round ${round - 1} of` : 'Line 0 of', `Round ${round} of`);
      await until(talks, (wanted) => document.body.innerText.includes(wanted), `Round ${round} of`);
    }
    check('another page is still not disturbed', await stays(shots));
    preview.edit(SHOTS, 'and ends.', 'and ends. Changed.');
    await until(shots, () => document.body.innerText.includes('Changed.') && window.mark !== 1);
  } finally {
    await context.close();
    preview.close();
  }
}

async function dresses(browser) {
  for (const inline of [true, false]) {
    const preview = await Preview.open({ inline });
    const context = await browser.newContext();
    const how = inline ? 'a style sheet in the page' : 'a style sheet beside the page';
    try {
      const page = await opened(context, preview, TALKS_PAGE);
      check(`${how} is there`, await color(page) === 'rgb(1, 2, 3)');
      for (const number of [4, 5]) {
        preview.write('themes/own/static/style.css', `body { color: rgb(1, 2, ${number}) }`);
        await until(page, (wanted) => getComputedStyle(document.body).color === wanted, `rgb(1, 2, ${number})`);
        check(`${how} is exchanged without asking for the page again`, await stays(page));
      }
      await until(page, () => document.querySelectorAll('style, link[rel~="stylesheet"]:not([media])').length <= 2);
      const image = 'content/articles/2016/map.png';
      preview.write(image, png(20));
      const src = () => page.locator('img').first().getAttribute('src').catch(() => null);
      await until(page, () => window.mark !== 1).catch(() => {});
      await until(page, () => document.querySelector('img')?.complete);
      await marked(page);
      const before = await src();
      preview.write(image, png(200));
      await until(page, (old) => document.querySelector('img').getAttribute('src') !== old, before);
      check(`${how}: an image is exchanged without asking for the page again`, await stays(page));
    } finally {
      await context.close();
      preview.close();
    }
  }
}

async function overlays(browser) {
  const preview = await Preview.open({ args: ['--edit-links'] });
  const context = await browser.newContext();
  try {
    const page = await opened(context, preview, TALKS_PAGE);
    const panel = page.getByRole('dialog');
    const link = page.getByRole('link', { name: TALKS });
    check('the page says which file it is of', (await link.getAttribute('href')).startsWith('vscode://file/'));
    const good = preview.read(SHOTS);
    preview.write(SHOTS, good.replace(/^date:.*$/m, 'date: <img src=x onerror="window.pwned=1"><b>soon</b>'));
    await panel.waitFor();
    const text = await panel.innerText();
    for (const part of ['error[date-', `--> ${SHOTS}:`, '^^^', '= help:', '<b>soon</b>']) check(`the overlay has ${part}: ${text}`, text.includes(part));
    const made = await page.evaluate(() => document.querySelector('digest-preview').shadowRoot.querySelectorAll('b, img').length);
    check('what is wrong is text', made === 0 && await page.evaluate(() => window.pwned === undefined));
    check('the last good page stays below', await stays(page) && (await page.locator('main').innerText()).includes('Line 199'));
    await page.keyboard.press('Escape');
    check('the overlay can be put aside', await panel.isHidden());
    await page.goto(`${preview.home}${SHOTS_PAGE}`, { waitUntil: 'load' });
    await page.getByRole('button', { name: /error/ }).waitFor();
    check('what was put aside stays so on another page', await panel.isHidden());
    const other = preview.read(TALKS);
    preview.write(TALKS, other.replace(/^title:.*$/m, 'title:'));
    await panel.waitFor();
    check('something else that is wrong is shown', (await panel.innerText()).includes(TALKS));
    check('and the file that was saved comes first', (await panel.locator('li').first().innerText()).includes(TALKS));
    preview.write(TALKS, other);
    await page.waitForFunction((file) => !document.querySelector('digest-preview')?.shadowRoot.textContent.includes(`--> ${file}`), TALKS);
    await page.goto(`${preview.home}${TALKS_PAGE}`, { waitUntil: 'load' });
    await marked(page);
    await page.getByRole('button', { name: /error/ }).or(panel).first().waitFor();
    if (await panel.isVisible()) await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /error/ }).click();
    check('and comes back', await panel.isVisible());
    preview.write(SHOTS, good);
    await panel.waitFor({ state: 'detached' });
    check('a mended site leaves the page as it was', await stays(page));
    preview.write('themes/own/templates/home.html', '{% extends "base.html" %}\n{% block main %}{{ it.nothing.at_all }}{% endblock main %}\n');
    await panel.waitFor();
    check('a broken template shows its place', (await panel.innerText()).includes('home.html:2:'));
    fs.rmSync(path.join(preview.folder, 'themes/own/templates'), { recursive: true });
    await panel.waitFor({ state: 'detached' });
    // What is only worth a look stands in a corner.
    preview.edit(SHOTS, 'Shots reported in the first hour', 'SHOTS REPORTED IN THE FIRST HOUR');
    await page.getByRole('button', { name: /warning/ }).waitFor();
    check('a warning blocks nothing', await panel.isHidden());
  } finally {
    await context.close();
    preview.close();
  }
}

const start = Date.now();
const browser = await launch();
try {
  for (const part of [reloads, dresses, overlays]) {
    // What never happens is a complaint as well, and no reason to leave the rest alone.
    await part(browser).catch((error) => complaints.push(`${part.name}: ${error.stack}`));
  }
} finally {
  await browser.close();
}
for (const line of complaints) console.log(`serve: ${line}`);
console.log(`serve: ${checks} checks, ${complaints.length} complaints, ${((Date.now() - start) / 1000).toFixed(1)} s`);
process.exit(complaints.length ? 1 : 0);
