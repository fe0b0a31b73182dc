// What needs a browser: accessibility by axe in light and dark, on a phone and a desk; the page without scripts and on a
// narrow screen; and that no page asks another host for anything.
import fs from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

export const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const TAGS = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const RULES = { 'target-size': { enabled: true }, 'color-contrast-enhanced': { enabled: true } };

/** Past this size a run of axe takes a minute; one view is looked at instead of four. */
const BIG = 200_000;

export function launch() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => fs.existsSync(place));
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
}

async function withPage(site, browser, address, options, work) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const strangers = [];
  const faults = [];
  try {
    await context.route('**/*', (route) => {
      const url = route.request().url();
      if (url.startsWith(site.origin) || url.startsWith('data:')) return route.continue();
      strangers.push(url);
      return route.abort();
    });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(site.url(address), { waitUntil: 'load' });
    return await work(page, { strangers, faults });
  } finally {
    await context.close();
  }
}

export async function axe(site, browser, complain) {
  let runs = 0;
  for (const address of site.sample) {
    // Each size and each scheme once: layout hangs on the one, contrast on the other.
    const views = [[PHONE, 'light'], [DESK, 'dark']];
    const chosen = fs.statSync(site.file(address)).size > BIG ? views.slice(0, 1) : views;
    for (const [view, colorScheme] of chosen) {
      // The policy of the page would refuse the script that looks at it.
      await withPage(site, browser, address, { ...view, colorScheme, bypassCSP: true }, async (page) => {
        await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
        const report = await new AxeBuilder({ page }).withTags(TAGS).options({ rules: RULES }).analyze();
        for (const found of report.violations) {
          const where = `${address} ${view === PHONE ? 'phone' : 'desk'} ${colorScheme}`;
          complain(where, `${found.id} (${found.nodes.length}): ${found.nodes[0].html.slice(0, 160)}`);
        }
        runs += 1;
      });
    }
  }
  return `${runs} runs`;
}

export async function plain(site, browser, complain) {
  const words = (page) => page.locator('main').first().innerText().catch(() => '');
  for (const address of site.sample) {
    const without = await withPage(site, browser, address, { ...DESK, javaScriptEnabled: false }, words);
    await withPage(site, browser, address, DESK, async (page, { strangers, faults }) => {
      const withScripts = await words(page);
      if (without.length < 30) complain(address, `only ${without.length} characters without scripts`);
      if (without.length < withScripts.length * 0.9) complain(address, 'loses text without scripts');
      for (const url of strangers) complain(address, `asks another host: ${url}`);
      for (const fault of faults) if (!address.includes('404')) complain(address, `console: ${fault}`);
      for (const [width, text] of [[320, '100%'], [640, '200%']]) {
        await page.setViewportSize({ width, height: 800 });
        const over = await page.evaluate((size) => {
          const root = document.documentElement;
          root.style.fontSize = size;
          return root.scrollWidth - root.clientWidth;
        }, text);
        if (over > 0) complain(address, `scrolls sideways by ${over} px at ${width} px with text at ${text}`);
      }
    });
  }
  return `${site.sample.length} pages`;
}
