// Lighthouse on one page of each kind of a built site, as on a phone with a slow connection.
//
//     npm install --prefix FOLDER lighthouse@12.8.2
//     REDWAY_LIGHTHOUSE=FOLDER REDWAY_NODE_MODULES=FOLDER REDWAY_CHROMIUM=PROGRAM node benches/lighthouse.mjs SITE [KIND...]
//
// Prints a row of a Markdown table for each kind. Leaves with 1 when accessibility, best practices or (where search engines are
// not asked to stay away) SEO is below 100. Performance is only printed: it is as noisy as the machine is busy.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { launch } from "../tests/browser/chromium.mjs";
import { pagesByKind } from "../tests/browser/pages.mjs";
import { serve } from "../tests/browser/server.mjs";

const { REDWAY_LIGHTHOUSE: installed } = process.env;
const [, , site, ...kinds] = process.argv;
if (!installed || !site) {
  console.error("usage: REDWAY_LIGHTHOUSE=FOLDER node benches/lighthouse.mjs SITE [KIND...]");
  process.exit(2);
}
const { default: lighthouse } = await import(pathToFileURL(createRequire(join(resolve(installed), "from-here.js")).resolve("lighthouse")));

const PORT = 9333;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
// It opens another page at once.
const LEAVES = "redirect";

const server = await serve(site, "/", { packed: true });
const browser = await launch([`--remote-debugging-port=${PORT}`]);
let low = 0;
console.log(`Load of the machine: ${loadavg()[0].toFixed(1)}\n`);
console.log("| kind | performance | accessibility | best practices | SEO | largest paint |\n| --- | ---: | ---: | ---: | ---: | ---: |");
for (const [kind, path] of pagesByKind(site)) {
  if (kind === LEAVES || (kinds.length && !kinds.includes(kind))) continue;
  const html = readFileSync(join(site, path.endsWith(".html") ? path : join(path, "index.html")), "utf8");
  const hidden = html.includes('<meta name="robots" content="noindex');
  const { lhr } = await lighthouse(server.address + path, { port: PORT, logLevel: "error", onlyCategories: CATEGORIES });
  const scores = CATEGORIES.map((category) => Math.round(lhr.categories[category].score * 100));
  const [, access, practice, seo] = scores;
  if (access < 100 || practice < 100 || (seo < 100 && !hidden)) low += 1;
  const paint = `${(lhr.audits["largest-contentful-paint"].numericValue / 1000).toFixed(2)} s`;
  console.log(`| ${kind} | ${scores.slice(0, 3).join(" | ")} | ${hidden ? `${seo}, not for search engines` : seo} | ${paint} |`);
}
await browser.close();
await server.close();
process.exitCode = low ? 1 : 0;
