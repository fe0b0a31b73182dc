// What makes a page slow and hangs on no clock, out of the audits of Lighthouse: it is the same on every machine.

/** Past these elements Lighthouse calls a page too large. A folded timeline holds up to a thousand entries. */
const ELEMENTS = 1_400;
const ELEMENTS_OF_A_TIMELINE = 8_000;
/** The page itself; folded months have a sheet for paper beside it, code one for its colours, search a sheet and a script. */
const REQUESTS = 2;
const REQUESTS_OF_SEARCH = 3;
/** Bytes as a host sends them, head lines counted in. */
const BYTES = 61_440;

/** Audits that name files or elements, each of which could be left out or made smaller. */
const NONE = [
  'unsized-images', 'offscreen-images', 'modern-image-formats', 'uses-optimized-images', 'unminified-css', 'unminified-javascript',
  'unused-css-rules', 'unused-javascript', 'legacy-javascript', 'uses-text-compression', 'redirects', 'non-composited-animations',
];

/** What a browser fetches before it shows anything. A sheet that stands further down holds up only what is below it. */
const WAITED_FOR = /<link rel="stylesheet"(?![^>]* media="print")[^>]*>|<script(?=[^>]* src=)(?![^>]* (?:defer|async|type="module"))[^>]*>/g;

const items = (audit) => audit?.details?.items ?? [];
const named = (item) => item?.url ?? item?.node?.snippet ?? item?.node?.selector ?? '';

/** What is wrong with a page, in words; nothing where all is well. */
export function counted(address, html, audits) {
  const wrong = [];
  const shift = audits['cumulative-layout-shift']?.numericValue ?? 0;
  if (shift > 0) wrong.push(`moves while it loads (${shift.toFixed(3)}): ${items(audits['layout-shifts']).map(named).join(' ')}`);
  for (const [tag] of html.slice(0, html.indexOf('<body')).matchAll(WAITED_FOR)) wrong.push(`is shown only after ${tag}`);
  const elements = audits['dom-size']?.numericValue ?? 0;
  const most = /timelines?\//.test(address) ? ELEMENTS_OF_A_TIMELINE : ELEMENTS;
  if (elements > most) wrong.push(`${elements} elements, and not ${most} at most`);
  const requests = items(audits['network-requests']).filter(({ url }) => !url.startsWith('data:'));
  const few = /^\/search\//.test(address) ? REQUESTS_OF_SEARCH : REQUESTS;
  if (requests.length > few) wrong.push(`${requests.length} requests, and not ${few} at most`);
  const bytes = requests.reduce((sum, { transferSize }) => sum + (transferSize ?? 0), 0);
  if (bytes > BYTES) wrong.push(`${bytes} bytes, and not ${BYTES} at most`);
  for (const name of NONE) for (const item of items(audits[name])) wrong.push(`${name}: ${named(item)}`);
  return wrong;
}
