// Opens a page in headless Chromium and says, as JSON, what axe finds against WCAG 2.2 AA (light, dark, 200 %), what the page asked
// of the network, and how long it took until it was drawn.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [page, program, rules] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({
  executablePath: program,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const violations = [];
const requests = [];
const drawn = [];
try {
  for (const [scheme, width] of [['light', 1280], ['dark', 1280], ['light', 640]]) {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
    const tab = await context.newPage();
    tab.on('request', request => { if (!request.url().startsWith('file:')) requests.push(request.url()); });
    await tab.goto(pathToFileURL(page).href, { waitUntil: 'load' });
    // Two frames after everything was loaded it is on the screen.
    drawn.push(await tab.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))));
    if (rules !== 'rules') continue; // axe looks at each element of a page; at 200 drills that takes minutes.
    // What is laid out only once it is scrolled to is laid out for axe.
    await tab.addStyleTag({ content: '* { content-visibility: visible !important; }' });
    await tab.evaluate(axe);
    const found = await tab.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    for (const one of found.violations) {
      violations.push(`${scheme} ${width}: ${one.id}: ${one.help} (${one.nodes.length}): ${one.nodes[0].target}`);
    }
  }
} finally {
  await browser.close();
}
// The quickest of the three: what else the machine does meanwhile is not the page's.
console.log(JSON.stringify({ violations, requests, drawnMs: Math.min(...drawn) }));
