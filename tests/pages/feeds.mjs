// Atom (RFC 4287), JSON Feed 1.1 and sitemaps, by the rules that readers of feeds rely upon.
import fs from 'node:fs';

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const W3C = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?$/;
const ABSOLUTE = /^https?:\/\/[!-~]+$/;

export async function feeds(site, browser, complain) {
  const counted = { atom: 0, json: 0, sitemap: 0 };
  const page = await browser.newPage();
  for (const file of site.files) {
    const say = (what) => complain(file, what);
    if (file.endsWith('.xml')) {
      const document = await parsed(page, site.text(file));
      if (document.fault) say(`not well formed: ${document.fault}`);
      else if (document.root === 'feed') { counted.atom += 1; atom(document, say); }
      else if (/^(urlset|sitemapindex)$/.test(document.root)) { counted.sitemap += 1; sitemap(site, document, say); }
    } else if (file.endsWith('feed.json')) {
      counted.json += 1;
      jsonFeed(site.text(file), say);
    }
  }
  await page.close();
  if (!fs.existsSync(site.file('/robots.txt'))) complain('/robots.txt', 'missing');
  else if (!/^sitemap: *https?:/im.test(site.text('/robots.txt'))) complain('/robots.txt', 'names no sitemap');
  for (const [kind, count] of Object.entries(counted)) if (!count) complain(kind, 'there is none');
  return `${counted.atom} Atom, ${counted.json} JSON, ${counted.sitemap} sitemaps`;
}

/** The browser reads the XML, so that nothing else has to be installed for it. */
function parsed(page, text) {
  return page.evaluate((source) => {
    const document = new DOMParser().parseFromString(source, 'application/xml');
    const error = document.querySelector('parsererror');
    if (error) return { fault: error.textContent.slice(0, 200) };
    const children = (node) => [...node.children].map((child) => ({
      name: child.localName,
      text: child.textContent.trim(),
      type: child.getAttribute('type'),
      rel: child.getAttribute('rel'),
      href: child.getAttribute('href'),
      children: /^(entry|url|sitemap)$/.test(child.localName)
        ? [...child.children].map((leaf) => ({
          name: leaf.localName, text: leaf.textContent.trim(), type: leaf.getAttribute('type'),
          rel: leaf.getAttribute('rel'), href: leaf.getAttribute('href'),
        }))
        : [],
    }));
    const root = document.documentElement;
    return { root: root.localName, lang: root.getAttribute('xml:lang'), children: children(root) };
  }, text);
}

function atom(feed, complain) {
  const named = (parts, name) => parts.filter((part) => part.name === name);
  const entries = named(feed.children, 'entry');
  const ids = new Set();
  if (!feed.lang) complain('no xml:lang');
  if (!named(feed.children, 'link').some((link) => link.rel === 'self')) complain('no link to itself');
  const parts = [['feed', feed.children], ...entries.map((entry, index) => [`entry ${index + 1}`, entry.children])];
  for (const [where, children] of parts) {
    for (const name of ['title', 'id', 'updated']) {
      const count = named(children, name).length;
      if (count !== 1) complain(`${where}: ${count} <${name}>`);
    }
    const id = named(children, 'id')[0]?.text ?? '';
    if (!/^[a-z][a-z0-9+.-]*:/.test(id)) complain(`${where}: the id ${id} is no URI`);
    if (ids.has(id)) complain(`${where}: the id ${id} stands twice`);
    ids.add(id);
    for (const date of [...named(children, 'updated'), ...named(children, 'published')]) {
      if (!RFC3339.test(date.text)) complain(`${where}: the date ${date.text}`);
    }
    for (const link of named(children, 'link')) {
      if (!ABSOLUTE.test(link.href ?? '')) complain(`${where}: the link ${link.href} is not absolute`);
    }
    if (where === 'feed') continue;
    if (!named(children, 'author').length && !named(feed.children, 'author').length) complain(`${where}: no author`);
    if (!named(children, 'summary').length && !named(children, 'content').length) complain(`${where}: no text`);
  }
}

function jsonFeed(text, complain) {
  let feed;
  try {
    feed = JSON.parse(text);
  } catch (error) {
    return complain(`does not parse: ${error.message}`);
  }
  if (feed.version !== 'https://jsonfeed.org/version/1.1') complain(`version ${feed.version}`);
  for (const key of ['title', 'home_page_url', 'feed_url', 'items']) if (!feed[key]) complain(`no ${key}`);
  const ids = new Set();
  for (const [index, item] of (feed.items ?? []).entries()) {
    const where = `item ${index + 1}`;
    if (!item.id || ids.has(item.id)) complain(`${where}: the id ${item.id} is missing or stands twice`);
    ids.add(item.id);
    if (!item.content_html && !item.content_text) complain(`${where}: no content`);
    for (const key of ['url', 'external_url']) if (item[key] && !ABSOLUTE.test(item[key])) complain(`${where}: ${key}`);
    for (const key of ['date_published', 'date_modified']) {
      if (item[key] && !RFC3339.test(item[key])) complain(`${where}: ${key} ${item[key]}`);
    }
  }
}

function sitemap(site, map, complain) {
  if (map.children.length > 50_000) complain('more than 50 000 addresses');
  const seen = new Set();
  for (const entry of map.children) {
    const part = (name) => entry.children.find((leaf) => leaf.name === name)?.text;
    const address = part('loc') ?? '';
    if (!ABSOLUTE.test(address) || seen.has(address)) complain(`${address} is not absolute or stands twice`);
    else if (!site.locate(new URL(address).pathname)?.file) complain(`${address} leads nowhere`);
    seen.add(address);
    if (part('lastmod') && !W3C.test(part('lastmod'))) complain(`lastmod ${part('lastmod')}`);
  }
}
