// The browser of the tests, and what is installed beside it.
//
// REDWAY_NODE_MODULES names the folder of playwright-core and axe-core, REDWAY_CHROMIUM the browser.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const { REDWAY_NODE_MODULES: modules, REDWAY_CHROMIUM: executablePath } = process.env;
if (!modules || !executablePath) {
  console.error("REDWAY_NODE_MODULES must name the folder of playwright-core and axe-core, REDWAY_CHROMIUM the browser");
  process.exit(2);
}
const require = createRequire(join(resolve(modules), "from-here.js"));
const { chromium } = require("playwright-core");

/** The source of axe, which is evaluated in pages. */
export const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/**
 * @param {string[]} [more] words of its command line
 * @returns a Playwright browser
 */
export async function launch(more = []) {
  return chromium.launch({
    executablePath,
    // Root and most containers cannot have it, and only our own pages are opened.
    chromiumSandbox: false,
    args: [
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--font-render-hinting=none",
      "--no-first-run",
      ...more,
    ],
  });
}
