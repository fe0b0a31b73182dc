#!/usr/bin/env node
// Asks Lighthouse about one page of each kind, as a phone on a slow line has it: node tests/pages/lighthouse.mjs SITE [--only=/,/about/]
//
// Accessibility, best practices and search: 100 each, or a complaint that names what is below. Performance is said too,
// and is a complaint with `--speed` alone: it is made of times, and a busy machine is slow without any fault of the page.
// What makes a page slow and can be counted is judged always: what moves while it loads, what it waits for before it is
// shown, elements, requests, bytes (`counted.mjs`). A page is asked about up to three times, and its best run is taken.
// Needs `npm ci` in this folder and Chromium.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { PLACES } from './browser.mjs';
import { counted } from './counted.mjs';
import { Site } from './site.mjs';

const args = process.argv.slice(2);
const folder = args.find((arg) => !arg.startsWith('--'));
const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length).split(',');
if (!folder) {
  console.error('usage: lighthouse.mjs SITE [--only=/,/about/] [--speed]');
  process.exit(2);
}

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const TRIES = 3;
const judged = args.includes('--speed') ? CATEGORIES : CATEGORIES.slice(1);
/** Drawn by the template of another kind that is asked about; and what is not there is no page to be found. */
const LIKE_OTHERS = /^\/(places|actors|authors|publishers)\/|^\/tags\/[^/]+\/timeline\/|^\/timeline\/\d|^\/404/;

const site = await Site.open(path.resolve(folder));
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'digest-lighthouse-'));
const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? PLACES.find((place) => fs.existsSync(place)),
  chromeFlags: ['--headless', '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run'],
  userDataDir: profile,
  logLevel: 'silent',
});
const start = Date.now();
const pages = only ?? site.sample.filter((address) => !LIKE_OTHERS.test(address));
let complaints = 0;
let asked = 0;
const faults = new Set();
const speeds = new Map();
/** How fast Lighthouse found the machine at each run; below some 1,000 its times say little of a page. */
const machine = [];

/** What is below 100, in words; nothing where all is well. */
async function below(address) {
  const options = { port: chrome.port, logLevel: 'silent', output: 'json', onlyCategories: CATEGORIES };
  const { lhr } = await lighthouse(site.url(address), options);
  asked += 1;
  const speed = Math.round((lhr.categories.performance.score ?? 0) * 100);
  speeds.set(address, Math.max(speed, speeds.get(address) ?? 0));
  machine.push(lhr.environment.benchmarkIndex);
  for (const fault of counted(address, site.text(address), lhr.audits)) faults.add(fault);
  const low = Object.values(lhr.categories).filter((category) => category.score !== 1 && judged.includes(category.id));
  const why = low.flatMap((category) => category.auditRefs.filter((ref) => ref.weight > 0 && lhr.audits[ref.id].score !== 1).map((ref) => ref.id));
  return low.map((category) => `${category.id} ${category.score === null ? 'none' : Math.round(category.score * 100)}`).concat(why);
}

try {
  for (const address of pages) {
    let found = [];
    faults.clear();
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      found = await below(address).catch((error) => [String(error)]);
      if (!found.length) break;
    }
    // What was seen once is there: a script that is early enough hides what moves.
    found.push(...faults);
    if (found.length) console.log(`lighthouse: ${address}: ${found.join(', ')}`);
    complaints += found.length ? 1 : 0;
  }
} finally {
  await chrome.kill();
  site.close();
  fs.rmSync(profile, { recursive: true, force: true });
}
console.log(`performance, as this machine is now: ${[...speeds].map(([address, speed]) => `${address} ${speed}`).join(', ')}; its benchmark index ${Math.round(Math.min(...machine))} to ${Math.round(Math.max(...machine))}`);
console.log(`lighthouse: ${pages.length} pages, ${asked} runs, ${complaints} complaints, ${((Date.now() - start) / 1000).toFixed(1)} s`);
process.exit(complaints ? 1 : 0);
