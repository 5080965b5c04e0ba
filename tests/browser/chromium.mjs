// The browser of the tests, and what is installed beside it.
//
// REDWAY_NODE_MODULES names the folder of playwright-core and axe-core, REDWAY_CHROMIUM the browser.

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
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

/** The one family of fonts that pages are measured in (fonts-dejavu-core), whatever else a machine has. */
const FONTS = "/usr/share/fonts/truetype/dejavu";

/** A file for fontconfig that knows no others. */
function onlyFonts() {
  const folder = mkdtempSync(join(tmpdir(), "redway-fonts-"));
  const file = join(folder, "fonts.conf");
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${FONTS}</dir><cachedir>${folder}</cachedir></fontconfig>`);
  return file;
}

/**
 * @param {string[]} [more] words of its command line
 * @returns a Playwright browser
 */
export async function launch(more = []) {
  return chromium.launch({
    executablePath,
    env: { ...process.env, FONTCONFIG_FILE: onlyFonts() },
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
