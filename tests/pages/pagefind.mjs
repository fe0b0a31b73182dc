#!/usr/bin/env node
// The index of Pagefind beside ours, on the same articles: node tests/pages/pagefind.mjs PAGEFIND BINARY FOLDER
//
// PAGEFIND is its program (npm install pagefind, then node_modules/.bin/pagefind), BINARY ours, and FOLDER a digest
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
const QUERIES = ['ceasefire', 'ceasefire talks', 'ceasefire agreement convoy', 'report', 'الهدنة المدينة', 'перемирие город', '5000'];
const site = path.join(folder, 'public');

/** Runs a program: seconds, and the most memory it held, in MiB. */
async function measured(program, args, cwd) {
  const start = Date.now();
  const child = spawn(program, args, { cwd, stdio: 'ignore' });
  let peak = 0;
  const look = setInterval(() => {
    try {
      const status = fs.readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch { /* it has ended */ }
  }, 20);
  await new Promise((ready, fail) => child.on('exit', (code) => (code ? fail(new Error(`${program} ended with ${code}`)) : ready())));
  clearInterval(look);
  return { seconds: (Date.now() - start) / 1000, mib: Math.round(peak / 1024) };
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
  console.log(`digest: a build takes ${whole.seconds.toFixed(2)} s and ${whole.mib} MiB, without search ${without.seconds.toFixed(2)} s and ${without.mib} MiB`);
} finally {
  fs.writeFileSync(toml, usual);
}
console.log(`digest: ${sized(path.join(site, 'search/index'))}; script ${zlib.gzipSync(fs.readFileSync(path.join(site, 'search.js'))).length}`);
const out = path.join(folder, 'pagefind');
const made = await measured(pagefind, ['--site', site, '--glob', '{1,2}*/*/*/*/index.html', '--root-selector', 'main', '--output-path', out]);
console.log(`pagefind: ${made.seconds.toFixed(2)} s and ${made.mib} MiB beside the build; ${sized(out)}`);
const scripts = files(out).filter((file) => /pagefind(-worker)?\.js$|wasm\.(en|unknown)\.pagefind$/.test(file));
console.log(`pagefind: script ${scripts.map((file) => `${path.basename(file)} ${zlib.gzipSync(fs.readFileSync(file)).length}`).join(', ')}`);

const types = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json' };
const server = http.createServer((request, response) => {
  const where = decodeURIComponent(new URL(request.url, 'http://site').pathname);
  if (where === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title>');
  const file = path.join(folder, where);
  if (!fs.existsSync(file)) return response.writeHead(404).end();
  const type = types[path.extname(file)] ?? 'application/octet-stream';
  const bytes = fs.readFileSync(file);
  const small = type === 'application/octet-stream' ? bytes : zlib.gzipSync(bytes);
  const encoding = small === bytes ? {} : { 'content-encoding': 'gzip' };
  return setTimeout(() => response.writeHead(200, { 'content-type': type, 'content-length': small.length, ...encoding }).end(small), 60);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const browser = await launch();
for (const query of QUERIES) {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  const found = await page.evaluate(async (words) => {
    const { search } = await import('/pagefind/pagefind.js');
    const { results } = await search(words);
    await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return results.length;
  }, query);
  await page.waitForTimeout(300);
  console.log(`pagefind: ${query}: ${found} found, ${bytes} bytes with its script`);
  await page.close();
}
await browser.close();
server.close();
