// A site to search in that is as large as its index needs to be cut, with articles that compete for the first place.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Articles that hold the same words in other places. What is younger would come first, were nothing better. */
const ARTICLES = [
  // Where a word stands: headline, summary, text four times, text.
  ['2001-01-01', 'Weighedword opens it', 'The text says something else.'],
  ['2001-01-02', 'Second of four', 'The text says something else.', 'summary: Here is weighedword.\n'],
  ['2001-01-03', 'Third of four', 'Weighedword, weighedword, weighedword, weighedword.'],
  ['2001-01-04', 'Fourth of four', 'It is weighedword once.'],
  // A word itself before a longer one; the best of several words that begin alike.
  ['2001-01-31', 'Beginwordlongest in a headline', 'And beginword in the text.'],
  ['2001-02-01', 'The word itself', 'Here stands beginword alone.'],
  ['2001-02-02', 'The longer word', 'Here stands beginwordlonger alone.'],
  // What few say counts more than what all say.
  ['2001-03-01', 'Seldomword in a headline', 'In the text oftenword.'],
  ['2001-03-02', 'Oftenword in a headline', 'In the text seldomword.'],
  ['2001-03-03', 'Nothing of both', 'In the text oftenword.'],
  ['2001-03-04', 'Nothing of both either', 'In the text oftenword.'],
  // Alike: the younger first.
  ['2001-04-01', 'Elder', 'Here stands equalword.'],
  ['2001-04-02', 'Middle', 'Here stands equalword.'],
  ['2001-04-03', 'Younger', 'Here stands equalword.'],
  // Phrases: as asked, turned round, with a word between, over the end of the headline, and with a longer last word.
  ['2001-05-01', 'As it is asked', 'They met where alphaword betaword gammaword was said.'],
  ['2001-05-02', 'Turned round', 'They met where betaword alphaword gammaword was said, and gammaword betaword.'],
  ['2001-05-03', 'With a word between', 'They met where alphaword some betaword other gammaword was said.'],
  ['2001-05-04', 'At its end alphaword', 'Betaword begins the text, gammaword ends it.'],
  ['2001-05-05', 'A longer last word', 'They met where alphaword betawordlonger was said.'],
  ['2001-05-06', 'Alphaword betaword in a headline', 'Then comes gammaword.'],
  // A phrase where a word stands for the second time; and two, of which the longer one counts more.
  ['2001-05-06', 'The second time', 'Twiceone was said, and then twiceone twicetwo.'],
  ['2001-05-07', 'The longer phrase', 'Herefifth heresecond herefirst. Herebetween. Herethird herefourth.'],
  ['2001-05-08', 'The shorter phrase', 'Herefourth herethird. Herebetween. Herefirst heresecond herefifth.'],
  // A word that is said so often that its places in texts are not kept.
  ['2001-05-09', 'Manyword rareword stand together', 'In the text nothing.'],
  ['2001-05-10', 'Rareword manyword stand apart', 'In the text nothing.'],
  ['2001-05-11', 'Evenword of an article', 'In the text nothing.'],
  // Letters outside of the first plane, alone and among others; vowel signs that come apart.
  ['2001-06-01', '在𠮷𠮷家见面', '他们在𠮷𠮷家见面。'],
  ['2001-06-02', 'ข่าวน้ำท่วม', 'มีน้ำท่วมในเมือง'],
  ['2001-06-03', 'İstanbul’da görüşme', 'Görüşme ı ve i ile yazılır.'],
  ['2001-06-04', 'Figures ٢٠٠١ and ۲۰۰۲', 'In the text numbers.'],
];

const SYLLABLES = ['ba', 'du', 'fe', 'go', 'hi', 'ja', 'ku', 'le', 'mo', 'ni', 'pa', 'ru', 'se', 'to', 'vi', 'wa', 'xu', 'ze'];

/** A word for a number, in the order of numbers. All begin alike, so that their beginning is in more files than are asked for. */
function word(number) {
  const figures = [3, 2, 1, 0].map((place) => Math.floor(number / SYLLABLES.length ** place) % SYLLABLES.length);
  return `k${figures.map((figure) => SYLLABLES[figure]).join('')}`;
}

/** Words for each of these articles that no other has, so many that the index is cut into files. One word is in the first half of them, the next one in the second. */
function fillers(count) {
  return Array.from({ length: count }, (_, at) => {
    const words = Array.from({ length: 250 }, (_, place) => word(at * 125 + (place >> 1) + (place % 2) * 50_000));
    const day = `2003-${String(1 + Math.floor(at / 28)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`;
    return { title: `Filler ${at}`, words, day };
  });
}

/** Builds it with `binary` in a folder of its own. */
export function archive(binary) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'digest-archive-'));
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  const article = (day, title, text, head = '', at = 0) => {
    const front = `title: ${JSON.stringify(title)}\ndate: ${day}\nauthor: unknown\noriginal_url: https://news.example.net/${day}/${at}\ntags: [filed]\n${head}`;
    write(`content/articles/${day.slice(0, 4)}/${day}-a${at}.md`, `---\n${front}---\n${text}\n`);
  };
  write('site.toml', 'title = "An archive"\nbase_url = "https://example.org/"\n');
  write('content/tags.yaml', 'filed: {label: Filed}\n');
  write('content/pages/about.md', '---\ntitle: Equalword\n---\nHere stands nothing.\n');
  write('content/pages/even.md', '---\ntitle: Evenword of a page\n---\nHere stands nothing.\n');
  ARTICLES.forEach(([day, title, text, head], at) => article(day, title, text, head, at));
  const filled = fillers(150);
  filled.forEach(({ title, words, day }, at) => article(day, title, `${words.join(' ')}.\n\n${'manyword '.repeat(200)}`, '', at));
  execFileSync(binary, ['build', '--quiet'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return { folder, site: path.join(folder, 'public'), filled };
}
