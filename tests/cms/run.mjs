// What `redway cms sveltia` writes, in the program that it is for: the published package is served with it on this machine, and
// opened in Chromium on the files of whole sites.
//
//     node run.mjs PROGRAM NAME=ROOT ...
//
// PROGRAM is `redway`, each ROOT the folder of a site. Of every site each collection is opened, and of every collection that
// page or list that says most. A field of it is changed, saved, changed back and saved again: the site that comes of it must be
// the same, byte by byte, whatever the forms do not show.
//
// REDWAY_NODE_MODULES and REDWAY_CHROMIUM are told in ../browser/chromium.mjs. With REDWAY_PICTURES each form is shown in that folder.
//
// Ends with "N passed, N failed".

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";

import { launch } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { Forms } from "./forms.mjs";

const { REDWAY_NODE_MODULES: modules, REDWAY_PICTURES: pictures } = process.env;
const [, , program, ...sites] = process.argv;
if (!program || sites.some((site) => !site.includes("="))) {
  console.error("usage: node run.mjs PROGRAM NAME=ROOT ...");
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), "redway-cms-"));
let [passed, failed] = [0, 0];

async function tried(name, run) {
  try {
    await run();
    passed += 1;
  } catch (error) {
    failed += 1;
    console.error(`FAILED ${name}: ${error.stack ?? error}`);
  }
}

function redway(...words) {
  const run = spawnSync(resolve(program), words, { encoding: "utf8", env: { ...process.env, SOURCE_DATE_EPOCH: "1780000000" }, maxBuffer: 1 << 26 });
  return { code: run.status, out: run.stdout, said: run.stderr };
}

/** The files of a folder that are texts of a site, by their paths. */
function texts(root) {
  const all = readdirSync(join(root, "content"), { recursive: true, withFileTypes: true });
  const files = all.filter((file) => file.isFile() && /\.(md|yaml)$/.test(file.name));
  return files.map((file) => {
    const path = join(file.parentPath, file.name);
    return [path.slice(root.length + 1).split(sep).join("/"), readFileSync(path, "utf8")];
  });
}

/** Every file below a folder, as text. */
function built(root) {
  const run = redway("build", "--root", root, "--output", join(root, "public"));
  strictEqual(run.code, 0, run.said);
  const all = readdirSync(join(root, "public"), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    all.filter((file) => file.isFile()).map((file) => {
      const path = join(file.parentPath, file.name);
      return [path, readFileSync(path, "latin1")];
    }),
  );
}

/** The collections of a configuration, each with the folder or files that it is of; only what Redway writes is understood. */
function collections(config) {
  const parts = config.split(/^  - name: /m).slice(1);
  const word = (text) => (text.startsWith('"') ? JSON.parse(text) : text);
  return parts.map((part) => ({
    name: part.split("\n")[0],
    label: word(part.match(/^    label: (.*)$/m)[1]),
    files: [...part.matchAll(/^      - name: (.*)\n        label: .*\n        file: (.*)$/gm)].map(([, name, path]) => ({ name, path: word(path) })),
  }));
}

/** How much of a page is facts. */
const facts = (text) => text.match(/^---\n([\s\S]*?)\n---/)?.[1] ?? "";
const kindOf = (text) => facts(text).match(/^kind: *(\S+)/m)?.[1] ?? "page";

const browser = await launch();
for (const site of sites) {
  const [name, from] = site.split("=");
  const root = join(scratch, name);
  mkdirSync(root);
  for (const part of ["content", "themes"]) {
    if (readdirSync(from).includes(part)) cpSync(join(from, part), join(root, part), { recursive: true });
  }
  const admin = join(root, "admin");
  const wrote = redway("cms", "sveltia", "--trial", "--root", root, "--out", admin);
  strictEqual(wrote.code, 0, wrote.said);
  cpSync(join(modules, "@sveltia/cms/dist/sveltia-cms.js"), join(admin, "sveltia-cms.js"));
  const { address, close } = await serve(admin, "/admin/", { policy: null });
  const context = await browser.newContext({ viewport: { width: 1280, height: 1600 }, locale: "en-GB" });
  const forms = new Forms(await context.newPage(), address, join(modules, "@sveltia/cms"));
  const before = texts(root);
  const siteBefore = built(root);
  const edited = new Set();
  await forms.begin(before);

  /** Saves a change of an entry, and takes it back. */
  const roundTrip = async (collection, slug, path, key) => {
    match(await forms.save(collection, slug, path, key, (was) => `${was} and more`), / and more/);
    writeFileSync(join(root, path), await forms.save(collection, slug, path, key, (was) => was.replace(" and more", "")));
    edited.add(path);
  };

  for (const collection of collections(readFileSync(join(admin, "config.yml"), "utf8"))) {
    await tried(`${name}: ${collection.name}`, async () => {
      const count = await forms.collection(collection);
      if (collection.files.length > 0) {
        strictEqual(count, collection.files.length, "how many lists there are");
        for (const { name: list, path } of collection.files) {
          const shown = await forms.entry(collection.name, list);
          ok(shown.length > 0, `${path} has fields`);
          if (pictures) await forms.page.screenshot({ path: join(pictures, `${name}-${list}.png`) });
        }
        // The title of the site, and the name of whoever stands first among its people.
        const first = before.find(([path]) => path === "content/people.yaml")?.[1].match(/^[\w-]+(?=:)/m)?.[0];
        for (const { name: list, path } of collection.files) {
          const key = { site: "title", people: `${first}.name` }[list];
          if (key) await roundTrip(collection.name, list, path, key);
        }
        return;
      }
      const pages = before.filter(([path, text]) => path.endsWith(".md") && kindOf(text) === collection.name);
      strictEqual(count, pages.length, "how many pages there are");
      const [most] = pages.sort(([, one], [, other]) => facts(other).length - facts(one).length);
      if (!most) return;
      const [path] = most;
      const slug = path.replace(/^content\//, "").replace(/\.md$/, "");
      const shown = await forms.entry(collection.name, slug);
      for (const key of ["title", "description", "body"]) ok(shown.includes(key), `${path} shows ${key}: ${shown}`);
      if (pictures) await forms.page.screenshot({ path: join(pictures, `${name}-${collection.name}.png`) });
      await roundTrip(collection.name, slug, path, "title");
    });
  }
  await tried(`${name}: what was saved is the same site`, async () => {
    ok(edited.size > 0, "nothing was saved");
    const check = redway("check", "--root", root);
    strictEqual(check.code, redway("check", "--root", from).code, check.said);
    const after = built(root);
    const all = new Set([...Object.keys(after), ...Object.keys(siteBefore)]);
    deepStrictEqual([...all].filter((path) => after[path] !== siteBefore[path]), []);
  });
  await tried(`${name}: the browser has nothing to say`, async () => deepStrictEqual(forms.said, []));
  await context.close();
  await close();
}
await browser.close();
rmSync(scratch, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
