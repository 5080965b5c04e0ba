// Opening pages while listening for everything that goes wrong without being seen.

import { strictEqual } from "node:assert/strict";

/**
 * Opens a page, lets `look` examine it, and fails when anything went wrong meanwhile: an error in the
 * console, something against the content security policy, a request that failed, an answer of 400 or more, a request to another origin.
 * @param browser a Playwright browser
 * @param {string} address the whole address
 * @param {object} settings of the browser context (viewport, colorScheme, javaScriptEnabled),
 *   `now`: the instant at which the clock of the page stands still,
 *   `waitUntil`: "networkidle" also waits for what scripts ask for by themselves (half a second more), and `forgive`: a
 *   pattern of the troubles that the test makes itself
 * @param {(page) => Promise<void>} look
 */
export async function visit(browser, address, settings, look) {
  const { waitUntil = "load", now, forgive, ...contextSettings } = settings;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...contextSettings });
  try {
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    // The console tells of these too, but not in every browser.
    await page.addInitScript(() => addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      console.error(`against the policy: ${violatedDirective} ${blockedURI} ${sample}`);
    }));
    if (now) await page.clock.setFixedTime(new Date(now));
    const troubles = listen(page, new URL(address).origin, contextSettings.javaScriptEnabled ?? true);
    const answer = await page.goto(address, { waitUntil });
    strictEqual(answer.status(), 200, `${address} answers ${answer.status()}`);
    await look(page);
    strictEqual(troubles.filter((trouble) => !forgive?.test(trouble)).join("\n"), "", "the browser reports");
  } finally {
    await context.close();
  }
}

function listen(page, origin, scripted) {
  const troubles = [];
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => troubles.push(`script: ${error.message}`));
  // What a page was still fetching when the test left it (its icon, which no wait covers) is given up by the browser itself.
  let documents = 0;
  const askedBy = new WeakMap();
  page.on("request", (request) => {
    if (request.isNavigationRequest()) documents++;
    askedBy.set(request, documents);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // A picture, such as the icon, may be asked for only when the next page is on its way.
    const isPicture = /\.(svg|png)$/.test(new URL(request.url()).pathname);
    const left = reason === "net::ERR_ABORTED" && (isPicture || askedBy.get(request) < documents);
    // A browser without script refuses the scripts that a page asks for ahead as if a policy did.
    const unasked = !scripted && reason === "csp" && new URL(request.url()).pathname.endsWith(".js");
    if (!left && !unasked) troubles.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== origin) troubles.push(`another origin: ${request.url()}`);
  });
  return troubles;
}
