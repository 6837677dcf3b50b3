// Drives headless Chromium for tests written in other languages: one JSON command per line on stdin, one JSON answer per line on
// stdout. Commands have `id` and `op`; answers repeat `id` and carry `ok` and `value`, or `ok: false` and `error`. Commands of one page
// run in the order given; those of different pages beside one another.
//
//   open        page, url, viewport? {width, height}, colorScheme?, reducedMotion?   opens a page of its own browser context
//   goto        page, url                    another address in the same page
//   eval        page, expression             value of the expression (may be a promise)
//   waitFor     page, expression, timeoutMs  until the expression is true; the value is what it became
//   fill        page, selector, text
//   press       page, selector?, key         on the element, else on the page
//   click       page, selector
//   screenshot  page, path
//   axe         page                         violations of impact serious or critical: {id, impact, help, nodes}
//   requests    page                         every URL requested, web sockets included
//   console     page                         {errors, csp}: console errors and uncaught ones; violations of the policy
//   close       page?                        the page, or the whole browser
//
// It ends, and its own browser with it, when stdin ends.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const TIMEOUT = 30_000;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const profile = await mkdtemp(join(tmpdir(), 'driver-'));
const pages = new Map();
let browser = null;

async function launch() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
    env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
  });
  return browser;
}

const operations = {
  async open({ page: name, url, viewport, colorScheme, reducedMotion }) {
    await pages.get(name)?.context.close();
    const context = await (await launch()).newContext({
      viewport: viewport ?? { width: 1280, height: 800 },
      ...(colorScheme ? { colorScheme } : {}),
      ...(reducedMotion ? { reducedMotion } : {}),
    });
    const page = await context.newPage();
    const entry = { context, page, requests: [], errors: [], csp: [] };
    pages.set(name, entry);
    page.setDefaultTimeout(TIMEOUT);
    page.on('request', (request) => entry.requests.push(request.url()));
    page.on('websocket', (socket) => entry.requests.push(socket.url()));
    page.on('pageerror', (error) => entry.errors.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) entry.csp.push(message.text());
      else if (message.type() === 'error') entry.errors.push(message.text());
    });
    await page.goto(url);
  },
  async goto({ page, url }) {
    await of(page).page.goto(url);
  },
  eval: ({ page, expression }) => of(page).page.evaluate(expression),
  async waitFor({ page: name, expression, timeoutMs = TIMEOUT }) {
    const { page } = of(name);
    const end = Date.now() + timeoutMs;
    for (;;) {
      // A navigation under way destroys the context: the next page may fulfil it.
      const value = await page.evaluate(expression).catch((error) => {
        if (/Execution context was destroyed|navigation/i.test(String(error))) return false;
        throw error;
      });
      if (value) return value;
      if (Date.now() > end) throw new Error(`not true within ${timeoutMs} ms: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  },
  fill: ({ page, selector, text }) => of(page).page.fill(selector, text),
  press: ({ page, selector, key }) => (selector ? of(page).page.press(selector, key) : of(page).page.keyboard.press(key)),
  click: ({ page, selector }) => of(page).page.click(selector),
  async screenshot({ page, path }) {
    await of(page).page.screenshot({ path });
  },
  async axe({ page: name }) {
    const { page } = of(name);
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) }));
  },
  requests: async ({ page }) => of(page).requests,
  console: async ({ page }) => ({ errors: of(page).errors, csp: of(page).csp }),
  async close({ page: name }) {
    if (name === undefined) return end();
    const entry = of(name);
    pages.delete(name);
    await entry.context.close();
  },
};

function of(name) {
  const entry = pages.get(name);
  if (!entry) throw new Error(`page: ${name} (expected: one of ${[...pages.keys()].join(', ') || 'none open'})`);
  return entry;
}

async function answer({ id, op, ...rest }) {
  try {
    const operation = operations[op];
    if (!operation) throw new Error(`op: ${op} (expected: ${Object.keys(operations).join(', ')})`);
    write({ id, ok: true, value: (await operation(rest)) ?? null });
  } catch (error) {
    write({ id, ok: false, error: error instanceof Error ? error.message : String(error) });
  }
}

function write(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function end() {
  const closing = browser;
  browser = null;
  pages.clear();
  await closing?.close().catch(() => {});
}

const tails = new Map();
let whole = Promise.resolve();
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  let command;
  try {
    command = JSON.parse(line);
  } catch {
    write({ id: null, ok: false, error: `line: ${line.slice(0, 200)} (expected: a JSON object)` });
    continue;
  }
  const before = tails.get(command.page) ?? Promise.resolve();
  const tail = before.then(() => answer(command));
  tails.set(command.page, tail);
  whole = Promise.all([whole, tail]);
}
await whole;
await end();
await rm(profile, { recursive: true, force: true });
