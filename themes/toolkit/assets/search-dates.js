// Dates in questions in another language than English, by the names of its months: `5 Mai`, `18 de junio de 2026`.

import { NUMBERS, fold } from "./search-words.js";

/** What the words of a query are read by, from the language of the manifest: what dates look like, and which month a name is. */
export function datesOf({ months: written, months_short }) {
  const [short, ...months] = [months_short, ...written].map((names) => names.map(fold));
  const [letter, part] = ["\\p{Alphabetic}", "[\\p{Alphabetic}\\p{N}_]"];
  const names = [...months.flat(), ...short, "@"].sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const date = new RegExp(
    `(?<!${part})(?:${NUMBERS}|(?:(\\d\\d?)(?:\\.|${letter}{1,4})?\\s+(?:${letter}{1,3}\\s+)?)?`
    + `(${names.join("|")})(?:\\s+(\\d\\d?)(?!${part}))?(?:\\s+(?:${letter}{1,3}\\s+)?(20\\d\\d))?)(?!${part})`,
    "gu",
  );
  // Alone, what is short for a month may be another word.
  const monthOf = (name, alone) => months.findIndex((names) => names.includes(name)) + 1 || (alone ? 0 : short.indexOf(name) + 1);
  return { isWhole: true, date, monthOf };
}
