// What a browser fetches up to the first results of a search, and how long it waits for them. Started by search.py:
//
//     node search.mjs PLAN
//
// PLAN is JSON: `modules`, where playwright-core is; `chromium`, the browser; `engine`, "redway" or "pagefind"; `folder`, the
// built site; `page`, an address in it; `queries`, an object from names to texts; `letters`, texts as they grow; `rounds`.
// Prints JSON: for each query the bytes of both kinds of host, and times in milliseconds.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm",
};
// What hosts pack.
const TEXTS = new Set([".css", ".html", ".js", ".json", ".svg"]);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
// As many results as the dialog shows.
const SHOWN = 8;
const SLOWDOWN = 4;
// What is still on its way when results are drawn counts as well.
const SETTLE = 300;

const plan = JSON.parse(process.argv[2]);
const { chromium } = createRequire(join(resolve(plan.modules), "from-here.js"))("playwright-core");

/** A host of one folder, which tells what it has sent. */
async function serve(folder, packs) {
  const host = { sent: [] };
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const file = path.endsWith("/") ? `${path}index.html` : path;
    let bytes;
    try {
      // A page of nothing, in which a library can run.
      bytes = path === "/nothing" ? Buffer.from("<!doctype html><title>Nothing</title>") : await readFile(join(folder, file));
    } catch {
      response.writeHead(404).end();
      return;
    }
    const type = path === "/nothing" ? ".html" : extname(file);
    const headers = { "content-type": TYPES[type] ?? "application/octet-stream" };
    if (packs && TEXTS.has(type)) {
      bytes = gzipSync(bytes, { level: 6 });
      headers["content-encoding"] = "gzip";
    }
    host.sent.push({ path, bytes: bytes.length });
    response.writeHead(200, { ...headers, "content-length": bytes.length }).end(bytes);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  host.address = `http://127.0.0.1:${server.address().port}/`;
  host.close = () => new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
  return host;
}

/** How each engine is opened, and how it answers a text: run in the page, with milliseconds up to the results. */
const ENGINES = {
  redway: {
    page: plan.page,
    async open(page) {
      await page.keyboard.press("/");
      await page.locator("#finder-q:focus").waitFor();
    },
    // From the text in the box to the frame in which its results are drawn.
    answer: (page, text) => page.evaluate((typed) => new Promise((done, failed) => {
      const input = document.querySelector("#finder-q");
      const list = document.querySelector("#finder-list");
      list.replaceChildren();
      const start = performance.now();
      setTimeout(() => failed(new Error(`no results for ${typed}`)), 20_000);
      const seen = new MutationObserver(() => {
        if (list.children.length === 0) return;
        seen.disconnect();
        requestAnimationFrame(() => {
          // A message is handled after the frame has been drawn.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(performance.now() - start);
          port2.postMessage(0);
        });
      });
      seen.observe(list, { childList: true });
      input.value = typed;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }), text),
  },
  pagefind: {
    page: "nothing",
    open: (page) => page.evaluate(async () => {
      globalThis.pagefind = await import("/pagefind/pagefind.js");
      await pagefind.init();
    }),
    // Without drawing anything.
    answer: (page, text) => page.evaluate(async ([typed, shown]) => {
      const start = performance.now();
      const { results } = await pagefind.search(typed);
      const first = await Promise.all(results.slice(0, shown).map((result) => result.data()));
      if (first.length === 0) throw new Error(`no results for ${typed}`);
      return performance.now() - start;
    }, [text, SHOWN]),
  },
};

const PARTS = [[/\/terms\/|\.pf_index$/, "terms"], [/\/lengths\//, "lengths"], [/\/documents\/|\.pf_fragment$/, "records"], [/\.js$|wasm/, "scripts"]];

/** Bytes by what they are for. */
function summed(sent) {
  const sums = { all: 0, files: sent.length, scripts: 0, start: 0, terms: 0, lengths: 0, records: 0 };
  for (const { path, bytes } of sent) {
    sums.all += bytes;
    sums[PARTS.find(([pattern]) => pattern.test(path))?.[1] ?? "start"] += bytes;
  }
  return sums;
}

const pause = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const engine = ENGINES[plan.engine];
const browser = await chromium.launch({ executablePath: plan.chromium, args: FLAGS });

/** Runs `look` on a page in a browser that has nothing cached. */
async function visit(host, look) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  try {
    const page = await context.newPage();
    await page.goto(host.address + engine.page, { waitUntil: "networkidle" });
    host.sent.length = 0;
    return await look(page);
  } finally {
    await context.close();
  }
}

const told = { queries: {} };
try {
  for (const [kind, packs] of [["packed", true], ["plain", false]]) {
    const host = await serve(plan.folder, packs);
    for (const [name, text] of Object.entries(plan.queries)) {
      const query = told.queries[name] ??= { text };
      query[kind] = await visit(host, async (page) => {
        await engine.open(page);
        await engine.answer(page, text);
        await pause(SETTLE);
        return summed(host.sent);
      });
    }
    await host.close();
  }
  const host = await serve(plan.folder, true);
  for (const query of Object.values(told.queries)) {
    const took = [];
    for (let round = 0; round < plan.rounds; round += 1) {
      took.push(await visit(host, async (page) => {
        await engine.open(page);
        return engine.answer(page, query.text);
      }));
    }
    query.cold = median(took);
  }
  told.warm = await visit(host, async (page) => {
    await engine.open(page);
    for (const text of plan.letters) await engine.answer(page, text);
    const debug = await page.context().newCDPSession(page);
    await debug.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    const took = plan.letters.map(() => []);
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const [at, text] of plan.letters.entries()) {
        took[at].push(await engine.answer(page, text));
        await pause(50);
      }
    }
    return Object.fromEntries(plan.letters.map((text, at) => [text, median(took[at])]));
  });
  await host.close();
} finally {
  await browser.close();
}
console.log(JSON.stringify(told));
