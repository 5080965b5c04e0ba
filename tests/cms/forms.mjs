// Sveltia CMS in the browser: a site is put where its test backend looks, and its forms are opened and saved.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** The folder of the test backend in the private files of the browser. */
const FOLDER = "sveltia-cms-test";

/** What the program asks other hosts for, words and fonts: answered from the package itself. */
const ELSEWHERE = [
  [/^https:\/\/unpkg\.com\/@sveltia\/cms@[\d.]+\/(locales\/[\w-]+\.json)$/, ([, file]) => file],
  [/^https:\/\/unpkg\.com\/@sveltia\/cms\/package\.json$/, () => "package.json"],
  [/^https:\/\/cdn\.jsdelivr\.net\/fontsource\/fonts\/([\w-]+)(?::vf)?@[\d.]+\/([\w-]+)\.woff2$/, ([, font, part], assets) => `npm/assets/${assets.find((name) => name.startsWith(`${font}-${part}-`))}`],
];

/** How long anything may take to appear. */
const PATIENCE = 20_000;

/** A page with the forms of a site. */
export class Forms {
  constructor(page, address, program) {
    Object.assign(this, { page, address, program, said: [] });
    page.setDefaultTimeout(PATIENCE);
    page.on("console", (message) => {
      const text = message.text();
      if (["error", "warning"].includes(message.type())) this.said.push(text);
    });
    page.on("pageerror", (error) => this.said.push(String(error)));
  }

  /** Puts the files of a site into the browser, and opens the forms. */
  async begin(files) {
    await this.page.route((url) => !url.href.startsWith(this.address) && url.protocol === "https:", (route) => this.answer(route));
    // Any file of the same address will do: the forms must not run yet.
    await this.page.goto(`${this.address}sveltia-cms.js`);
    await this.page.evaluate(
      async ({ folder, files }) => {
        const top = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
        for (const [path, text] of files) {
          const parts = path.split("/");
          const name = parts.pop();
          let at = top;
          for (const part of parts) at = await at.getDirectoryHandle(part, { create: true });
          const to = await (await at.getFileHandle(name, { create: true })).createWritable();
          await to.write(text);
          await to.close();
        }
      },
      { folder: FOLDER, files },
    );
    await this.page.goto(this.address);
    await this.page.getByRole("button", { name: /Test Repository/ }).click();
    await this.page.getByText("Collections", { exact: true }).waitFor();
  }

  /** Answers for another host; what is asked beyond words and fonts is said. */
  async answer(route) {
    const asked = route.request().url();
    const assets = readdirSync(join(this.program, "npm/assets"));
    const found = ELSEWHERE.map(([form, file]) => [asked.match(form), file]).find(([match]) => match);
    if (!found) this.said.push(`asks for ${asked}`);
    const headers = { "access-control-allow-origin": "*" };
    if (found) await route.fulfill({ path: join(this.program, found[1](found[0], assets)), headers });
    else await route.abort();
  }

  /** The text of a file as it is in the browser now. */
  async text(path) {
    return this.page.evaluate(
      async ({ folder, parts }) => {
        let at = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder);
        const name = parts.pop();
        for (const part of parts) at = await at.getDirectoryHandle(part);
        return (await (await at.getFileHandle(name)).getFile()).text();
      },
      { folder: FOLDER, parts: path.split("/") },
    );
  }

  async go(hash) {
    await this.page.goto(`${this.address}#/collections/${hash}`);
  }

  /** Opens a collection, and gives how many entries its line in the menu tells. */
  async collection({ name, label }) {
    await this.go(name);
    const line = this.page.getByRole("treeitem", { name: label, exact: true, selected: true }).first();
    await line.waitFor();
    await this.page.getByRole("toolbar", { name: "Collection", exact: true }).getByText(label, { exact: true }).waitFor();
    return Number((await line.innerText()).match(/\d+/)?.[0] ?? 0);
  }

  async open(collection, slug) {
    const field = this.page.locator("section[data-key-path]").first();
    await this.go(collection);
    await field.waitFor({ state: "detached" });
    await this.go(`${collection}/entries/${slug}`);
    await field.waitFor();
  }

  /** Opens an entry, and gives the keys that its form shows: what is far from what is seen is not drawn. */
  async entry(collection, slug) {
    const fields = this.page.locator("section[data-key-path]");
    await this.open(collection, slug);
    const shown = new Set();
    await this.page.mouse.move(600, 800);
    for (let seen = -1; seen !== shown.size; await this.page.mouse.wheel(0, 1200), await pause(200)) {
      seen = shown.size;
      for (const key of await fields.evaluateAll((fields) => fields.map((field) => field.dataset.keyPath))) shown.add(key);
    }
    return [...shown];
  }

  /** Opens an entry, writes into a field of it and saves; `path` is the file that changes. Gives its text. */
  async save(collection, slug, path, key, change) {
    const before = await this.text(path);
    await this.open(collection, slug);
    // Records of lists are folded.
    if (key.includes(".")) await this.page.getByRole("button", { name: "Expand", exact: true }).first().click();
    const field = this.page.locator(`section[data-key-path="${key}"]`).getByRole("textbox").first();
    await field.fill(change(await field.inputValue()));
    await this.page.getByRole("button", { name: "Save", exact: true }).click();
    for (const until = Date.now() + PATIENCE; Date.now() < until; await pause(50)) {
      // While it is written it cannot be read.
      const after = await this.text(path).catch(() => "");
      if (!after || after === before) continue;
      // The list of the collection comes back by itself.
      await this.page.waitForURL((url) => !url.hash.includes("/entries/"));
      return after;
    }
    throw new Error(`${path} was not saved`);
  }
}
