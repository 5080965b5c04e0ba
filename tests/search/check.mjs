// Counts checks and says what failed; ends the program with 1 when anything did.

import { isDeepStrictEqual } from "node:util";

let passed = 0;
let failed = 0;

/** Whether two values are alike; of lists the first difference is shown. */
export function check(name, actual, expected) {
  if (isDeepStrictEqual(actual, expected)) {
    passed += 1;
    return;
  }
  const at = Array.isArray(expected)
    ? expected.findIndex((one, place) => !isDeepStrictEqual(actual?.[place], one))
    : -1;
  const [ours, theirs] = at < 0 ? [actual, expected] : [actual?.[at], expected[at]];
  fail(`${name}${at < 0 ? "" : ` at ${at}`}`, [
    `ours     ${JSON.stringify(ours)?.slice(0, 400)}`,
    `expected ${JSON.stringify(theirs)?.slice(0, 400)}`,
  ]);
}

/** A failure with what is to be known of it. */
export function fail(name, lines) {
  failed += 1;
  console.log(`FAILED ${name}`);
  for (const line of lines) console.log(`  ${line}`);
}

/** Prints the totals as `tests/run` counts them. */
export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
