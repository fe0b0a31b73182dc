// What readers see and hear of a search beside its answer: which of the results comes first, what is marked in them, what
// is said while they wait, what Back leads to, and what becomes of it all on a line that breaks.
import fs from 'node:fs';
import path from 'node:path';

export const titles = (page) => page.locator('#found h2').allTextContents();
export const said = (page) => page.locator('#said').textContent();

export function answered(page) {
  return page.waitForFunction(() => /\d|Nothing|without it/.test(document.getElementById('said').textContent));
}

/** Opens an address of a search and waits for its answer. */
export async function searched(page, site, query) {
  await page.goto(`${site.url('/search/')}?${new URLSearchParams(query)}`);
  await answered(page);
  return titles(page);
}

/** Types words into the field of an open page and sends them. */
export async function typed(page, q) {
  await page.locator('#q').fill(q);
  await page.keyboard.press('Enter');
  await answered(page);
  return titles(page);
}

const marks = (page) => page.locator('#found mark').allTextContents();

/** Which comes first, where something better is older. */
async function order(page, { same }) {
  const found = async (q, wanted) => same(`the order of ${q}`, await typed(page, q), wanted);
  await found('weighedword', ['Weighedword opens it', 'Second of four', 'Third of four', 'Fourth of four']);
  await found('beginword', ['Beginwordlongest in a headline', 'The word itself', 'The longer word']);
  await found('seldomword oftenword', ['Seldomword in a headline', 'Oftenword in a headline']);
  await found('equalword', ['Equalword', 'Younger', 'Middle', 'Elder']);
  const phrase = 'Alphaword betaword in a headline';
  const rest = ['At its end alphaword', 'With a word between', 'Turned round'];
  await found('alphaword betaword gammaword', ['As it is asked', phrase, ...rest]);
  await found('gammaword betaword alphaword', [phrase, ...rest, 'As it is asked']);
  await found('"alphaword betaword"', [phrase, 'As it is asked']);
  await found('“alphaword betaword” gammaword', [phrase, 'As it is asked']);
  await found('gammaword «betaword gammaword»', ['As it is asked']);
  await found('"alphaword beta', [phrase, 'A longer last word', 'As it is asked']);
  await found('"alphaword beta"', []);
  await found('alphaword "betaword"', [phrase, ...rest, 'As it is asked']);
  await found('beta alphaword', []);
  await found('eginwordlonger', []);
  await found('herefourth herethird "herebetween" herefifth heresecond herefirst', ['The longer phrase', 'The shorter phrase']);
  await found('manyword rareword', ['Manyword rareword stand together', 'Rareword manyword stand apart']);
  await found('"twiceone twicetwo"', ['The second time']);
  await found('evenword', ['Evenword of a page', 'Evenword of an article']);
}

/** Of an index in many files: each word finds its article, and of a beginning that stands in too many it is said. */
async function manyFiles(page, site, { same, check }, filled) {
  const folder = path.join(site.folder, 'search/index');
  let asked = [];
  page.on('request', (request) => asked.push(path.basename(new URL(request.url()).pathname)));
  const reloaded = async (q) => {
    asked = [];
    await page.goto(site.url('/search/'));
    await typed(page, q);
    return asked.filter((name) => /^[wp]-/.test(name));
  };
  for (const at of [0, 31, 62, 93, 124, 149]) {
    const { title, words } = filled[at];
    for (const q of [words[at], `${words[100]} ${words[200]}`, `"${words[7]} ${words[8]} ${words[9]}"`]) same(`who says ${q}`, await typed(page, q), [title]);
    same(`nobody says ${words[7]} before ${words[9]}`, await typed(page, `"${words[7]} ${words[9]}"`), []);
  }
  const { title, words } = filled[5];
  check('the beginning of a word leads to it', (await typed(page, words[50].slice(0, -1))).includes(title));
  same('eight words are looked up', await typed(page, `${words.slice(0, 8).join(' ')} nosuchword`), [title]);
  same('and all eight', await typed(page, `${words.slice(0, 7).join(' ')} nosuchword`), []);
  same('of a whole word nothing is left out', (await typed(page, `${words[0]} ${words[1]}`), await said(page)), 'Found: 1');
  await typed(page, 'k');
  check(`what is said of a beginning in many files: ${await said(page)}`, /^The first 10 of \d+ are shown\. Not every word with this beginning was looked at: go on typing\.$/.test(await said(page)));
  const { words: [one, , other] } = filled[40];
  for (const q of ['k', `${one} k`, `"${[10, 50, 110, 140].map((at) => filled[at].words[1]).join(' ')}"`, `"${filled[3].words.slice(0, 8).join(' ')}"`]) {
    const names = await reloaded(q);
    const size = names.reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0);
    // Each word's own file is asked for in any case, and gzip halves it.
    check(`${q} asks for ${size} characters: ${names}`, size < 65_000 && new Set(names).size === names.length);
    if (q === 'k') same('four of the files of a beginning', names.length, 4);
  }
  const firsts = fs.readFileSync(path.join(folder, 'all.txt'), 'utf8').split('\n').slice(4).map((line) => line.split(' ')[0]).filter(Boolean);
  for (const first of [firsts[1], firsts.at(-1)]) {
    same(`the first word of a file, ${first}, is in that one`, (await reloaded(`"${first}"`)).length, 1);
    same('and is found', await said(page), 'Found: 1');
  }
  same('an order that nobody wrote', await typed(page, `"${other} ${one} ${filled[40].words[4]} ${filled[40].words[6]}"`), []);
  same('places that are not kept may be anywhere', await typed(page, `"manyword ${one}"`), [filled[40].title]);
  await typed(page, '"k"');
  same('what is said of a word that is no beginning', await said(page), 'Nothing found.');
}

/** What is marked in titles and summaries, in scripts with spaces and without. */
async function marked(page, site, { same }, other) {
  const found = async (q, wanted) => same(`what is marked for ${q}`, (await typed(page, q), await marks(page)), wanted);
  await found('beginwordlon', ['Beginwordlongest', 'beginwordlonger']);
  await found('seldomword headline', ['Seldomword', 'headline', 'headline', 'seldomword']);
  await found('𠮷家', ['𠮷家', '𠮷家']);
  await found('在𠮷𠮷家', ['在𠮷', '𠮷', '家', '在𠮷', '𠮷', '家']);
  await found('gorusme', ['görüşme', 'Görüşme']);
  await found('istanbul', ['İstanbul']);
  await found('2002', ['۲۰۰۲']);
  await page.goto(other.url('/search/'));
  await found('الهدنه المدينة', ['الهدنة', 'المدينة']);
  await found('مستشفى', ['المستشفى']);
  await found('停战', ['停战', '停战']);
  await found('签署停战协', ['停战', '协', '签署', '签署', '停', '战', '协']);
  await found('елки', ['Ёлки']);
  await found('geneve', ['Genève', 'Genève']);
  await searched(page, other, { q: 'agreement', tag: 'shelling' });
  same('what it is narrowed down by is not marked', await marks(page), ['agreement']);
  await page.goto(site.url('/search/'));
}

/** How a result is written down: headings, dates and languages as machines and voices need them. */
async function results(page, site, { same, check }) {
  await searched(page, site, { q: 'negociations' });
  const card = page.locator('#found li');
  same('its date', [await card.locator('time').textContent(), await card.locator('time').getAttribute('datetime')], ['2 March 2016', '2016-03-02']);
  check('its publisher', (await card.locator('.meta').textContent()).includes('news2.example.net'));
  same('language and direction', await card.locator('h2 bdi, p:not(.meta) bdi').evaluateAll((all) => all.map(({ lang, dir }) => [lang, dir])), [['fr', 'ltr'], ['fr', 'ltr']]);
  same('its address', await card.locator('h2 a').getAttribute('href'), new URL(site.url('/2016/03/02/treve/')).pathname);
  await searched(page, site, { q: 'ايران' });
  same('Arabic in an English page', await card.locator('h2 bdi').evaluate(({ lang, dir }) => [lang, dir]), ['ar', 'rtl']);
  await searched(page, site, { q: 'agreement in krakow' });
  same('nothing is said of the language of the page', await card.first().locator('h2 bdi').evaluate((title) => [title.lang, title.dir]), ['', '']);
  await searched(page, site, { q: 'eventword' });
  same('an event says what it is and when', await card.locator('.meta').textContent(), 'Event 3 January 2016 ');
  same('without a date for machines', await card.locator('time').count(), 0);
  await searched(page, site, { q: 'krakow' });
  same('of a place without a description there is none', await card.first().locator('p:not(.meta)').count(), 0);
  same('articles come before all else that a term stands in', await searched(page, site, { tag: 'aid' }), ['A corridor opens', 'The bridge opens']);
  await searched(page, site, { q: 'aboutword' });
  same('of a page nothing more is said', await card.locator('.meta').count(), 0);
  await searched(page, site, { tag: 'nosuchtag' });
  same('a term that is not offered is shown in its field', await page.locator('select[name=tag]').inputValue(), 'nosuchtag');
  check('and the fields are open', await page.locator('details').evaluate((fold) => fold.open));
  await searched(page, site, { q: 'agreement' });
  check('without them they are not', !(await page.locator('details').evaluate((fold) => fold.open)));
  same('the page is called by what is looked for', await page.title(), 'agreement – Search – Words to find');
  await page.goto(site.url('/search/?q=...'));
  check('of no words there are no results, and the lists stay', (await said(page)) === '' && (await page.locator('#lists').isVisible()));
}

/** The field as the browser gives it to assistive technology: a combobox that offers the names of terms. */
async function combobox(page, site, { same, check }) {
  // As a digest of thousands of terms has it: some stand on pages of their own, by their letters.
  const finer = '<ul class="rows">\n<li><a href="/digest/search/terms/sa/">Sa</a><span>24</span></li>';
  await page.route('**/search/', async (route) => route.fulfill({ body: site.text('/search/').replace('<ul class="rows">', finer), contentType: 'text/html' }));
  await page.goto(site.url('/search/'));
  await page.unroute('**/search/');
  same('no names before somebody comes', await page.locator('#names option').count(), 0);
  await page.keyboard.press('/');
  const names = await page.locator('#names option').evaluateAll((all) => all.map(({ value }) => value));
  check(`the names of terms are offered, and nothing else: ${names}`, names.includes('Peace talks') && names.includes('Kraków') && !names.includes('A') && names.length === 9);
  const network = await page.context().newCDPSession(page);
  const { nodes } = await network.send('Accessibility.getFullAXTree');
  const fields = nodes.filter((node) => node.role?.value === 'combobox' && node.name?.value === 'Words, names or places');
  const told = Object.fromEntries((fields[0]?.properties ?? []).map(({ name, value }) => [name, value.value]));
  same('what the field is to a voice', [fields.length, told.autocomplete, told.hasPopup, told.focused], [1, 'list', 'listbox', true]);
  const status = nodes.find((node) => node.role?.value === 'status');
  check('what is said is announced', status?.properties.some(({ name, value }) => name === 'live' && value.value === 'polite'));
  check('the form is a landmark', nodes.some((node) => node.role?.value === 'search'));
  await page.locator('summary').focus();
  await page.locator('#q').focus();
  same('names are offered once', await page.locator('#names option').count(), 9);
}

/** `/` and nothing else leads to the field, from everywhere but where something is typed or chosen. */
async function slash(page, site, { same }) {
  const active = () => page.evaluate(() => document.activeElement.name || document.activeElement.localName);
  await searched(page, site, { q: 'agreement', year: '2015' });
  for (const keys of ['Control+/', 'Alt+/', 'Meta+/', '.']) {
    await page.keyboard.press(keys);
    same(`${keys} leads nowhere`, await active(), 'body');
  }
  await page.locator('select[name=tag]').focus();
  await page.keyboard.press('/');
  same('`/` stays in a list of choices', await active(), 'tag');
  await page.locator('#found a').focus();
  await page.keyboard.press('/');
  same('`/` leads from a result to the field', await active(), 'q');
  same('with what is in it selected', await page.evaluate(() => String(getSelection())), 'agreement');
}

/** Every choice is a step back, what is typed one as a whole. */
async function steps(page, site, { same }) {
  const back = async (what, wanted) => {
    await page.goBack();
    await page.waitForTimeout(50);
    same(`back to ${what}`, new URL(page.url()).search, wanted);
    same(`the field, back at ${what}`, await page.locator('#q').inputValue(), new URLSearchParams(wanted).get('q') ?? '');
  };
  await page.goto(site.url('/search/'));
  await page.locator('#q').focus();
  for (const part of ['agr', 'eement']) {
    await page.keyboard.type(part);
    await page.waitForURL(new RegExp(`${part}$`));
  }
  await answered(page);
  await page.locator('summary').click();
  await page.locator('select[name=year]').selectOption('2016');
  await page.waitForURL(/year=2016/);
  await page.locator('select[name=tag]').selectOption('aid');
  await page.waitForURL(/tag=aid/);
  await page.locator('#q').fill('corridor');
  await page.waitForURL(/q=corridor/);
  await page.locator('#q').fill('bridge ');
  await page.waitForURL(/q=bridge&/);
  await page.keyboard.press('Enter');
  await page.locator('#q').fill('trucks');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=trucks/);
  const narrow = '&year=2016&tag=aid';
  await back('what was sent', `?q=bridge${narrow}`);
  await back('the second choice', `?q=agreement${narrow}`);
  await back('the first choice', '?q=agreement&year=2016');
  await answered(page);
  same('its results', await titles(page), ['Shelling goes on', 'A corridor opens']);
  await back('what was typed', '?q=agreement');
  await back('the page as it came', '');
  same('nothing is said of nothing', await said(page), '');
  same('and nothing found', await page.locator('#found li').count(), 0);
  await page.goForward();
  await answered(page);
  same('and forward again', await titles(page), await searched(page, site, { q: 'agreement' }));
}

/** More of them: how many there are is said, and back from one of the last they are all there again. */
async function more(page, site, { same, check }) {
  await page.goto(site.url('/search/?q=monitors'));
  await answered(page);
  same('how many of how many', await said(page), 'The first 10 of 13 are shown.');
  await page.evaluate(() => { document.querySelector('#found li').dataset.old = ''; });
  await page.locator('.skip').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#main$/);
  check('a link to a part of the page leaves results as they are', await page.evaluate(() => document.querySelector('#found li')?.dataset.old === ''));
  await page.goto(site.url('/search/?q=monitors'));
  await answered(page);
  await page.locator('#more').click();
  await page.waitForFunction(() => document.querySelectorAll('#found li').length === 13);
  same('then all', [await said(page), await page.locator('#more').isVisible()], ['Found: 13', false]);
  const last = page.locator('#found a').last();
  const title = await last.textContent();
  await last.press('Enter');
  await page.waitForURL((url) => !url.pathname.endsWith('/search/'));
  await page.goBack();
  await answered(page);
  same('back from the last, it is there again', (await titles(page))[12], title);
  await typed(page, 'the');
  check('others begin with ten', (await page.locator('#found li').count()) <= 10);
  // What is typed is looked up once, when it is typed, and what was sent is not looked up again.
  await page.goto(site.url('/search/'));
  await page.evaluate(() => {
    window.answers = [];
    new MutationObserver(() => window.answers.push(document.getElementById('said').textContent)).observe(document.getElementById('said'), { childList: true });
  });
  const answers = () => page.evaluate(() => window.answers.filter(Boolean));
  await page.locator('#q').pressSequentially('monitors', { delay: 5 });
  await answered(page);
  same('what is said while it is typed', await answers(), ['The first 10 of 13 are shown.']);
  await typed(page, 'перемирие');
  await page.waitForTimeout(500);
  same('what is said when it is sent', await answers(), ['The first 10 of 13 are shown.', 'Found: 1']);
  check('of one there are no more', !(await page.locator('#more').isVisible()));
  await typed(page, 'monitors');
  await page.locator('#q').fill('');
  await page.keyboard.press('Enter');
  await page.locator('#lists').waitFor();
  check('of nothing there are no more', !(await page.locator('#more').isVisible()));
}

/** A line on which answers come late, out of turn, or not at all. */
async function badLine(browser, site, { same, check }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => request.url().includes('/search/index/') && asked.push(path.basename(new URL(request.url()).pathname)));
  let late = (url) => (/all\.txt/.test(url) ? 700 : 0);
  await page.route('**/search/index/**', async (route) => {
    const wait = late(route.request().url());
    if (wait === null) return route.abort();
    await new Promise((ready) => { setTimeout(ready, wait); });
    return route.continue().catch(() => {});
  });
  await page.goto(site.url('/search/'));
  same('nothing of the index is asked for before somebody comes', asked, []);
  await page.locator('#q').focus();
  await page.waitForTimeout(50);
  same('then its directory', asked, ['all.txt']);
  await page.locator('#q').fill('agreement');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('said').textContent === 'Searching…');
  check('while it is looked for, the lists are gone', !(await page.locator('#lists').isVisible()));
  await answered(page);
  same('the directory is asked for once', asked.filter((name) => name === 'all.txt').length, 1);
  same('one word needs no places', asked.filter((name) => name.startsWith('p-')).length, 0);
  await typed(page, 'agreement ceasefire');
  check('no file is asked for twice', new Set(asked).size === asked.length);
  // The cards of others come late: by then something else is asked for.
  late = (url) => (/\/o-|c-2/.test(url) ? 900 : 0);
  await page.locator('#q').fill('monitors');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(100);
  same('an answer is not delayed by one before it', await typed(page, 'перемирие'), ['Перемирие началось']);
  await page.waitForTimeout(1300);
  same('a late answer changes nothing', [await titles(page), await said(page)], [['Перемирие началось'], 'Found: 1']);
  // The line breaks, and comes back.
  late = () => null;
  await page.locator('#q').fill('停战');
  await page.keyboard.press('Enter');
  await answered(page);
  check('what is there already is found without a line', (await titles(page)).length === 1);
  await page.reload();
  await answered(page);
  check('a line that breaks is said to', /without it/.test(await said(page)) && (await page.locator('#lists').isVisible()));
  await page.locator('.abc a').last().click();
  await page.waitForTimeout(200);
  check('a letter leads to its list all the same', await page.evaluate(() => document.querySelector(':target').getBoundingClientRect().top < innerHeight && !document.getElementById('lists').hidden));
  late = (url) => (/\/w-/.test(url) ? null : 0);
  await typed(page, '停战');
  check('a file that does not come is said too', /without it/.test(await said(page)));
  late = () => 0;
  same('it is found when the line is there again', await typed(page, '停战'), ['停战协议签署']);
  check('and the lists are gone', !(await page.locator('#lists').isVisible()));
  await context.close();
}

/** The site is published anew while somebody has its page open. */
async function editions(browser, site, { same, check }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const folder = path.join(site.folder, 'search/index');
  const [old, shard] = [fs.readFileSync(path.join(folder, 'all.txt'), 'utf8'), fs.readdirSync(folder).find((name) => name.startsWith('w-'))];
  const [edition, word] = [/\w{8}/.exec(old)[0], old.split('\n')[3].split(' ')[0]];
  let isNew = false;
  await page.route('**/search/index/**', (route) => {
    const url = route.request().url();
    // What it was: a shard with another first word, in a file that is there no longer.
    if (/all\.txt/.test(url)) return isNew ? route.continue() : route.fulfill({ body: old.replace(edition, '00000000').replace(`\n${word} `, '\n! ') });
    if (url.includes('00000000')) return route.fulfill({ status: 404 });
    return route.continue();
  });
  await page.goto(site.url('/search/'));
  await page.locator('#q').focus();
  await page.waitForTimeout(100);
  isNew = true;
  same('a shard that is gone is found under its new name', (await typed(page, 'agreement')).length, 3);
  check('which is what it was', fs.existsSync(path.join(folder, shard)));
  // Some minutes later it is the same, and then another one.
  await typed(page, 'monitors');
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const later = () => page.evaluate(() => { const { now } = Date; Date.now = () => now() + 120_000; });
  await later();
  await typed(page, 'agreement');
  same('after a minute the directory is asked for again, and nothing that is there', asked.map((url) => path.basename(url)), ['all.txt']);
  await typed(page, 'monitors');
  await later();
  await page.route('**/all.txt', (route) => route.fulfill({ body: old.replace(edition, '11111111') }));
  await page.locator('#more').click();
  await page.waitForFunction(() => document.querySelectorAll('#found li').length === 13);
  check('all files of another edition are', asked.filter((url) => url.endsWith('?11111111')).length > 2);
  await page.unroute('**/all.txt');
  await later();
  await page.route('**/all.txt', (route) => route.fulfill({ body: old.replace('digest-search 1', 'digest-search 2') }));
  await page.locator('#q').fill('agreement');
  await page.keyboard.press('Enter');
  await answered(page);
  check('an index of another format is not read', /without it/.test(await said(page)));
  // The host lets browsers keep files for ten minutes; the directory is asked for all the same.
  await page.unroute('**/all.txt');
  await page.unroute('**/search/index/**');
  for (const name of [edition, '22222222']) {
    fs.writeFileSync(path.join(folder, 'all.txt'), old.replace(edition, name));
    await searched(page, site, { q: 'agreement' });
    check(`a page that is opened reads the index that is published: ${name}`, asked.some((url) => url.endsWith(`?${name}`)));
  }
  fs.writeFileSync(path.join(folder, 'all.txt'), old);
  await context.close();
}

/** All of it: `small` is the fixture, `large` an archive; `page` is one whose console is listened to. */
export async function searching(browser, page, small, large, filled, tools) {
  await page.goto(large.url('/search/'));
  await order(page, tools);
  await manyFiles(page, large, tools, filled);
  await marked(page, large, tools, small);
  for (const part of [results, combobox, slash, steps, more]) await part(page, small, tools);
  for (const part of [badLine, editions]) await part(browser, small, tools);
}
