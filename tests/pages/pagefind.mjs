#!/usr/bin/env node
// The index of Pagefind beside ours, on the same articles: node tests/pages/pagefind.mjs PAGEFIND BINARY FOLDER
//
// PAGEFIND is its program itself (npm install pagefind, then node_modules/@pagefind/*/bin/pagefind_extended), BINARY ours, and FOLDER a digest
// that `cargo run --release --example generate -- 10000 FOLDER` wrote. It prints the rows of the table in docs/search.md.
// Bytes are those of a host that compresses as GitHub Pages does; Pagefind's own files are compressed already.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import { launch } from './browser.mjs';

const [pagefind, binary, folder] = process.argv.slice(2).map((arg) => path.resolve(arg));
if (!folder) {
  console.error('usage: pagefind.mjs PAGEFIND BINARY FOLDER');
  process.exit(2);
}
const QUERIES = ['ceasefire', 'ceasefire talks', 'ceasefire agreement convoy', 'report', '"humanitarian convoy"', 'الهدنة المدينة', 'перемирие город', '5000'];
/** Bytes of the head lines of an answer, by and large. */
const HEAD = 150;
const site = path.join(folder, 'public');

/** Runs a program: seconds, those of the processor outside the kernel, and the most memory it held, in MiB. */
async function measured(program, args, cwd) {
  const start = Date.now();
  const child = spawn(program, args, { cwd, stdio: 'ignore' });
  let [peak, user] = [0, 0];
  const look = setInterval(() => {
    try {
      const status = fs.readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
      // The name of a program may hold spaces; what follows its bracket does not. Ticks are a hundredth of a second.
      user = Number(fs.readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ').pop().split(' ')[11]) / 100;
    } catch { /* it has ended */ }
  }, 20);
  await new Promise((ready, fail) => child.on('exit', (code) => (code ? fail(new Error(`${program} ended with ${code}`)) : ready())));
  clearInterval(look);
  const mib = Math.round(peak / 1024);
  return { mib, words: `${((Date.now() - start) / 1000).toFixed(2)} s, ${user.toFixed(2)} s of the processor, ${mib} MiB` };
}

function files(place) {
  return fs.readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

function sized(place, wanted = () => true) {
  const all = files(place).filter(wanted);
  const sum = (of) => all.reduce((total, file) => total + of(file), 0);
  const sent = sum((file) => zlib.gzipSync(fs.readFileSync(file)).length);
  return `${all.length} files, ${(sum((file) => fs.statSync(file).size) / 1e6).toFixed(1)} MB, ${(sent / 1e6).toFixed(1)} MB sent`;
}

const toml = path.join(folder, 'site.toml');
const usual = fs.readFileSync(toml, 'utf8');
async function build(more) {
  fs.writeFileSync(toml, usual + more);
  for (const name of ['.digest', 'public']) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  return measured(binary, ['build', '--quiet'], folder);
}
try {
  const without = await build('[pages]\nsearch = false\n');
  const whole = await build('');
  console.log(`digest: a build takes ${whole.words}; without search ${without.words}`);
} finally {
  fs.writeFileSync(toml, usual);
}
console.log(`digest: ${sized(path.join(site, 'search/index'))}; script ${zlib.gzipSync(fs.readFileSync(path.join(site, 'search.js'))).length}`);
const out = path.join(folder, 'pagefind');
const made = await measured(pagefind, ['--site', site, '--glob', '{1,2}*/*/*/*/index.html', '--root-selector', 'main', '--output-path', out]);
console.log(`pagefind: ${made.words} beside the build; ${sized(out)}`);
const scripts = files(out).filter((file) => /pagefind(-worker)?\.js$|wasm\.(en|unknown)\.pagefind$/.test(file));
console.log(`pagefind: script ${scripts.map((file) => `${path.basename(file)} ${zlib.gzipSync(fs.readFileSync(file)).length}`).join(', ')}`);

// A host that is as far away as a bad line makes it. It counts itself: what a worker asks for is in no log of the page.
const types = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.txt': 'text/plain', '.css': 'text/css' };
const base = new URL(/^base_url = "(.*)"/m.exec(usual)[1]).pathname;
const asked = { requests: 0, bytes: 0 };
const server = http.createServer((request, response) => {
  const where = decodeURIComponent(new URL(request.url, 'http://site').pathname);
  if (where === '/nothing') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title>');
  const file = where.startsWith('/pagefind/') ? path.join(folder, where) : path.join(site, where.slice(base.length - 1).replace(/\/$/, '/index.html'));
  if (!fs.existsSync(file)) return response.writeHead(404).end();
  const type = types[path.extname(file)] ?? 'application/octet-stream';
  const bytes = fs.readFileSync(file);
  const small = type === 'application/octet-stream' ? bytes : zlib.gzipSync(bytes);
  const encoding = small === bytes ? {} : { 'content-encoding': 'gzip' };
  if (!/\.(html|css)$/.test(file)) {
    asked.requests += 1;
    asked.bytes += small.length + HEAD;
  }
  return setTimeout(() => response.writeHead(200, { 'content-type': type, 'content-length': small.length, ...encoding }).end(small), 60);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch();

/** What the first search of a reader costs, scripts and all, but no page: they are there before the first word is typed. */
async function searched(address, prepare, search, query) {
  Object.assign(asked, { requests: 0, bytes: 0 });
  const page = await browser.newPage();
  await page.goto(origin + address);
  await prepare(page);
  await page.waitForTimeout(500);
  const start = Date.now();
  const found = await search(page, query);
  const time = Date.now() - start;
  await page.waitForTimeout(300);
  await page.close();
  return `${found} found, ${asked.requests} requests, ${asked.bytes} bytes, ${time} ms`;
}

const theirs = [
  (page) => page.evaluate(async () => {
    window.engine = await import('/pagefind/pagefind.js');
    await window.engine.init();
  }),
  (page, query) => page.evaluate(async (words) => {
    const { results } = await window.engine.search(words);
    await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return results.length;
  }, query),
];

const ours = [
  (page) => page.locator('#q').focus(),
  async (page, query) => {
    await page.locator('#q').fill(query);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /\d|Nothing/.test(document.getElementById('said').textContent));
    return page.evaluate(() => /[\d,]+|Nothing/.exec(document.getElementById('said').textContent)[0]);
  },
];

for (const query of QUERIES) {
  console.log(`digest: ${query}: ${await searched(`${base}search/`, ...ours, query)}`);
  console.log(`pagefind: ${query}: ${await searched('/nothing', ...theirs, query)}`);
}
await browser.close();
server.close();
