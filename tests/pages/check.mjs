#!/usr/bin/env node
// Looks at a built site as readers and machines do: node tests/pages/check.mjs SITE [--only=axe,plain,html,links,head,feeds]
//
// The site is served on loopback as GitHub Pages does, under the path of its own canonical address. It exits 1 when
// anything is wrong and prints every complaint, one a line. Needs `npm ci` in this folder, Chromium, and Java for vnu.
import path from 'node:path';
import { axe, plain, launch } from './browser.mjs';
import { head, html, links } from './documents.mjs';
import { feeds } from './feeds.mjs';
import { Site } from './site.mjs';

const CHECKS = { axe, plain, html, links, head, feeds };

const args = process.argv.slice(2);
const folder = args.find((arg) => !arg.startsWith('--'));
const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length).split(',');
const unknown = only?.filter((name) => !(name in CHECKS)) ?? [];
if (!folder || unknown.length) {
  console.error(`usage: check.mjs SITE [--only=${Object.keys(CHECKS).join(',')}]`);
  process.exit(2);
}

const site = await Site.open(path.resolve(folder));
const browser = await launch();
let complaints = 0;
try {
  const base = site.base || '/';
  console.log(`${site.pages.length} pages under ${base}, looked at: ${site.sample.join(' ')}`);
  for (const [name, check] of Object.entries(CHECKS)) {
    if (only && !only.includes(name)) continue;
    const start = Date.now();
    const found = [];
    const counted = await check(site, browser, (where, what) => found.push(`${name}: ${where}: ${what}`));
    complaints += found.length;
    for (const line of found.slice(0, 50)) console.log(line);
    if (found.length > 50) console.log(`${name}: and ${found.length - 50} more`);
    console.log(`${name}: ${counted}, ${found.length} complaints, ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
} finally {
  await browser.close();
  site.close();
}
process.exit(complaints ? 1 : 0);
