// A built site: its files, a sample with one page of each kind, and a server that behaves as GitHub Pages does.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

const TYPES = {
  html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8', svg: 'image/svg+xml', xml: 'application/xml', png: 'image/png',
  jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif', txt: 'text/plain; charset=utf-8',
};

// The addresses of the specification; of each kind the biggest page is looked at.
const KINDS = [
  /^\/$/, /^\/\d{4}\/$/, /^\/\d{4}\/\d\d\/$/, /^\/\d{4}\/\d\d\/\d\d\/$/, /^\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/,
  /^\/events\/$/, /^\/events\/[^/]+\/$/, /^\/timeline\/$/, /^\/timeline\/\d{4}\/$/, /^\/timelines\/$/,
  /^\/timelines\/[^/]+\/$/, /^\/tags\/$/, /^\/tags\/[^/]+\/$/, /^\/tags\/[^/]+\/timeline\/$/, /^\/places\/[^/]+\/$/,
  /^\/actors\/[^/]+\/$/, /^\/authors\/[^/]+\/$/, /^\/publishers\/[^/]+\/$/, /^\/corrections\/$/, /^\/search\/$/,
  /^\/(?!events|timelines?|tags|places|actors|authors|publishers|corrections|search)[a-z][^/]*\/$/, /^\/404\.html$/,
];

export class Site {
  /** Reads the folder and starts the server. */
  static async open(folder) {
    const site = new Site(folder);
    await new Promise((ready) => site.server.listen(0, '127.0.0.1', ready));
    site.origin = `http://127.0.0.1:${site.server.address().port}`;
    return site;
  }

  constructor(folder) {
    this.folder = folder;
    this.files = walk(folder).map((file) => '/' + path.relative(folder, file).split(path.sep).join('/')).sort();
    this.pages = this.files.filter((file) => file.endsWith('.html')).map((file) => file.replace(/\/index\.html$/, '/'));
    if (!this.pages.includes('/')) throw new Error(`${folder} has no index.html: is it a built site?`);
    const canonical = /<link rel="canonical" href="([^"]+)"/.exec(this.text('/'));
    if (!canonical) throw new Error('the home page has no canonical address');
    const home = new URL(canonical[1]);
    this.published = home.origin;
    this.base = home.pathname.replace(/\/$/, '');
    this.sample = this.choose();
    this.server = http.createServer((request, response) => this.answer(request, response));
  }

  /** Where an address of the site is served here. */
  url(page) {
    return this.origin + this.base + encodeURI(page);
  }

  /** The file of an address such as `/tags/`, from the site's folder. */
  file(page) {
    return path.join(this.folder, page.endsWith('/') ? `${page}index.html` : page);
  }

  text(page) {
    return fs.readFileSync(this.file(page), 'utf8');
  }

  /** What a path on the server leads to: `{file}`, `{redirect}` or null. */
  locate(pathname) {
    let wanted;
    try {
      wanted = decodeURIComponent(pathname);
    } catch {
      return null;
    }
    if (this.base) {
      if (wanted !== this.base && !wanted.startsWith(`${this.base}/`)) return null;
      wanted = wanted.slice(this.base.length) || '/';
    }
    const file = path.join(this.folder, path.normalize(wanted));
    if (!file.startsWith(this.folder)) return null;
    const found = fs.statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) {
      if (!wanted.endsWith('/')) return { redirect: `${this.base}${wanted}/` };
      return fs.existsSync(path.join(file, 'index.html')) ? { file: path.join(file, 'index.html') } : null;
    }
    return found && !wanted.endsWith('/') ? { file } : null;
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }

  answer(request, response) {
    const found = this.locate(new URL(request.url, 'http://site').pathname);
    if (found?.redirect) return response.writeHead(301, { location: encodeURI(found.redirect) }).end();
    const file = found?.file ?? path.join(this.folder, '404.html');
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    const type = TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream';
    const head = { 'content-type': type, 'cache-control': 'max-age=600' };
    let bytes = fs.readFileSync(file);
    if (/gzip/.test(request.headers['accept-encoding'] ?? '') && /text|json|xml/.test(type)) {
      bytes = zlib.gzipSync(bytes);
      head['content-encoding'] = 'gzip';
    }
    response.writeHead(found ? 200 : 404, head).end(bytes);
  }

  choose() {
    const size = (page) => fs.statSync(this.file(page)).size;
    const biggest = (pages) => pages.reduce((best, page) => (!best || size(page) > size(best) ? page : best), undefined);
    const ofKinds = KINDS.map((kind) => biggest(this.pages.filter((page) => kind.test(page))));
    const rightToLeft = biggest(this.pages.filter((page) => /<(article|html)[^>]*\sdir="rtl"/.test(this.text(page))));
    return [...new Set([...ofKinds, rightToLeft, biggest(this.pages)].filter(Boolean))];
  }
}

function walk(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? walk(file) : [file];
  });
}
