// The search of a built site without a browser: its files come from the disk.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A `fetch` that reads from a folder; `requests` are the files asked for, without their version.
 * `broken` says what else becomes of a file: a Response, or something thrown.
 * @param {(file: string) => Promise<Response|undefined>|Response|undefined} [broken]
 */
export function diskFetch(folder, broken = () => undefined) {
  const requests = [];
  const fetch = async (address) => {
    const file = address.replace(/\?.*$/, "");
    requests.push(file);
    const instead = await broken(file);
    if (instead) return instead;
    try {
      return new Response(await readFile(join(folder, file)));
    } catch {
      return new Response("", { status: 404 });
    }
  };
  return { fetch, requests };
}

/** A `fetch` of files that are in memory. */
export function memoryFetch(files, broken = () => undefined) {
  const requests = [];
  const fetch = async (address) => {
    const file = address.replace(/\?.*$/, "");
    requests.push(file);
    return await broken(file) ?? (files.has(file) ? new Response(files.get(file)) : new Response("", { status: 404 }));
  };
  return { fetch, requests };
}
