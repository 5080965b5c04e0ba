// Which pages of a built site are looked at: one of each kind, by what its body says that it is.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Kinds of pages that every site of the tests has. */
export const KINDS = [
  "audience", "audiences", "calendar", "documents", "glossary", "group", "home", "lost", "minutes", "organisation", "organisations", "page",
  "people", "person", "plan", "redirect", "search", "series", "service",
];

/**
 * Of each kind the page with most in it, where most can be wrong.
 * @param {string} folder the built site
 * @returns {Map<string, string>} kinds to addresses below that of the site, sorted
 */
export function pagesByKind(folder) {
  const largest = new Map();
  for (const file of readdirSync(folder, { recursive: true }).sort()) {
    if (!file.endsWith(".html")) continue;
    const html = readFileSync(join(folder, file), "utf8");
    const kind = /<body class="kind-([\w-]+)/.exec(html)?.[1];
    if (kind && html.length > (largest.get(kind)?.length ?? 0)) largest.set(kind, { length: html.length, path: file.replace(/index\.html$/, "") });
  }
  return new Map([...largest].sort().map(([kind, { path }]) => [kind, path]));
}
