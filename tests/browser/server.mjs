// A web server for one folder, on this machine only, at a port that the system chooses.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createGzip } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
};

// Anything written into a page, asked of another origin, or made HTML of by a script is refused and shows up as a console error.
export const POLICY = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/**
 * Serves `folder` below `prefix` ("/" or "/any/prefix/") until `close` is called; with `packed` texts are sent as gzip, as hosts do.
 * A `policy` of nothing leaves it to the page.
 * @returns {Promise<{address: string, close: () => Promise<void>}>} the address ends with the prefix
 */
export async function serve(folder, prefix, { packed = false, policy = POLICY } = {}) {
  const server = createServer(async (request, response) => {
    const file = await fileFor(folder, prefix, new URL(request.url, "http://localhost").pathname);
    if (!file) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not here");
      return;
    }
    const type = TYPES[extname(file)];
    const gzip = packed && Boolean(type);
    response.writeHead(200, {
      "content-type": type ?? "application/octet-stream",
      ...(policy && { "content-security-policy": policy }),
      ...(gzip && { "content-encoding": "gzip" }),
    });
    if (gzip) createReadStream(file).pipe(createGzip()).pipe(response);
    else createReadStream(file).pipe(response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    address: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

/** The file at an address: `…/` is its index.html; nothing outside the folder or the prefix. */
async function fileFor(folder, prefix, path) {
  if (!path.startsWith(prefix)) return null;
  const inside = normalize(decodeURIComponent(path.slice(prefix.length)));
  if (inside.startsWith("..")) return null;
  const file = join(folder, path.endsWith("/") ? join(inside, "index.html") : inside);
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
}
