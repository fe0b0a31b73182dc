// What every page must be: valid HTML, with links that lead somewhere and a head that machines can read.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';

const vnu = createRequire(import.meta.url)('vnu-jar');

export async function html(site, _browser, complain) {
  const args = ['-Xss8m', '-jar', vnu, '--format', 'json', '--skip-non-html', '--exit-zero-always', site.folder];
  const run = spawnSync('java', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  const seen = new Map();
  for (const message of JSON.parse(run.stderr).messages) {
    if (message.type !== 'error') continue;
    const file = decodeURIComponent(new URL(message.url).pathname).slice(site.folder.length);
    if (!seen.has(message.message)) seen.set(message.message, { file, line: message.lastLine, count: 0 });
    seen.get(message.message).count += 1;
  }
  for (const [message, { file, line, count }] of seen) complain(`${file}:${line}`, `${message} (${count} times)`);
  return `${site.pages.length} pages`;
}

/** Every link and fragment inside the site, of every page. */
export async function links(site, _browser, complain) {
  const ids = new Map();
  const idsOf = (file) => {
    if (!ids.has(file)) {
      const text = fs.readFileSync(file, 'utf8');
      ids.set(file, new Set([...text.matchAll(/\sid="([^"]*)"/g)].map((match) => unescaped(match[1]))));
    }
    return ids.get(file);
  };
  const judge = (url) => {
    const found = site.locate(url.pathname);
    if (!found) return 'leads nowhere';
    if (found.redirect) return 'is redirected: its slash is missing';
    const fragment = decodeURIComponent(url.hash.slice(1));
    return fragment && found.file.endsWith('.html') && !idsOf(found.file).has(fragment) ? 'has no such fragment' : null;
  };
  let count = 0;
  const wrong = new Map();
  for (const page of site.pages) {
    const here = new URL(site.url(page));
    for (const target of targets(site.text(page))) {
      if (/^(mailto|data):/.test(target)) continue;
      let url = resolved(target, here);
      if (url?.origin === site.published) url = new URL(url.pathname + url.search + url.hash, site.origin);
      if (url && url.origin !== site.origin) continue;
      count += 1;
      const fault = url ? judge(url) : 'is no address';
      if (fault && !wrong.has(target)) wrong.set(target, { page, fault });
    }
  }
  for (const [target, { page, fault }] of wrong) complain(page, `${target} ${fault}`);
  return `${count} links`;
}

function resolved(target, here) {
  try {
    return new URL(target, here);
  } catch {
    return null;
  }
}

function* targets(text) {
  const markup = text.replace(/<style>.*?<\/style>|<script[^>]*>.*?<\/script>|<!--.*?-->/gs, '');
  for (const match of markup.matchAll(/<[a-z][^>]*?\s(?:href|src|action|cite)="([^"]*)"/g)) yield unescaped(match[1]);
}

function unescaped(text) {
  return text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

/** Heads, landmarks, and the data for machines. */
export async function head(site, _browser, complain) {
  let blocks = 0;
  for (const page of site.pages) {
    const text = site.text(page);
    const moved = /http-equiv="refresh"/.test(text);
    const wants = [
      [/<html[^>]*\slang="[^"]+"/, 'no language'],
      [/<meta name="viewport"[^>]*width=device-width/, 'no viewport'],
      [/<meta http-equiv="Content-Security-Policy" content="(?![^"]*unsafe-)[^"]*default-src/, 'no strict policy'],
      [/<title[^>]*>[^<]+<\/title>/, 'no title'],
      ...(moved ? [] : [
        [/<meta name="description" content="[^"]/, 'no description'],
        [/<link rel="alternate" type="application\/atom\+xml"/, 'no feed'],
      ]),
      ...(page === '/404.html' ? [] : [[/<link rel="canonical" href="https?:/, 'no canonical address']]),
    ];
    for (const [pattern, fault] of wants) if (!pattern.test(text)) complain(page, fault);
    const markup = text.replace(/<script[^>]*>.*?<\/script>/gs, '');
    for (const name of moved ? [] : ['h1', 'main']) {
      const count = markup.split(new RegExp(`<${name}[\\s>]`)).length - 1;
      if (count !== 1) complain(page, `${count} <${name}>`);
    }
    if (/<[a-z][^>]*\sstyle="/.test(markup)) complain(page, 'a style attribute, which the policy refuses');
    if (/<[a-z][^>]*\son[a-z]+="/.test(markup)) complain(page, 'an inline event handler');
    for (const match of text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
      blocks += 1;
      linkedData(match[1], (fault) => complain(page, fault));
    }
  }
  return `${site.pages.length} pages, ${blocks} blocks of linked data`;
}

const DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?$/;

function linkedData(text, complain) {
  let data;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return complain(`linked data that does not parse: ${error.message}`);
  }
  if (!JSON.stringify(data).includes('schema.org')) complain('linked data without a context');
  const visit = (value) => {
    if (value === null || typeof value !== 'object') return;
    if (/Article$/.test(value['@type'] ?? '')) {
      for (const key of ['headline', 'datePublished', 'publisher']) if (!value[key]) complain(`an article without ${key}`);
    }
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && /^date|Date$/.test(key) && !DATE.test(inner)) complain(`${key}: ${inner}`);
      if (typeof inner === 'string' && /^(url|sameAs|archivedAt)$/.test(key) && !/^https?:/.test(inner)) complain(`${key}: ${inner}`);
      visit(inner);
    }
  };
  visit(data);
}
