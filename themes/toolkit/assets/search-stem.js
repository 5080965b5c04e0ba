// English words to their stems, by M. F. Porter's algorithm ("An algorithm for suffix stripping",
// Program 14 (3), 1980) with the small departures that elasticlunr.js 0.9.5 makes, so that a word
// typed here meets the same word in the index.

// Where two suffixes fit a word, the longer one decides, also when its condition then fails.
const STEP_2 = longestFirst({
  ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al",
  entli: "ent", eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al",
  iveness: "ive", fulness: "ful", ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble",
  logi: "log",
});

const STEP_3 = longestFirst({
  icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "",
});

const STEP_4 = longestFirst(Object.fromEntries(
  ("al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize")
    .split(" ").map((suffix) => [suffix, ""]),
));

/** The stem of a word in lower case. */
export function stem(word) {
  if (word.length < 3) return word;
  let w = withoutPlural(word);
  w = withoutPast(w);
  if (/.[^aeiou]y$/.test(w)) w = `${w.slice(0, -1)}i`;
  w = replaced(w, STEP_2, 1);
  w = replaced(w, STEP_3, 1);
  if (/.[st]ion$/.test(w)) {
    if (measure(w.slice(0, -3)) > 1) w = w.slice(0, -3);
  } else {
    w = replaced(w, STEP_4, 2);
  }
  return withoutLast(w);
}

/** Step 1a: caresses to caress, ponies to poni, cats to cat. */
function withoutPlural(w) {
  if (/.(ss|i)es$/.test(w)) return w.slice(0, -2);
  return /.[^s]s$/.test(w) ? w.slice(0, -1) : w;
}

/** Step 1b: agreed to agree, matting to mat, filing to file. */
function withoutPast(w) {
  if (/.eed$/.test(w)) return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w;
  const suffix = /.(ed|ing)$/.exec(w)?.[1];
  if (!suffix) return w;
  const rest = w.slice(0, -suffix.length);
  if (!shape(rest).includes("v")) return w;
  if (/(at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1);
  return isShort(rest) ? `${rest}e` : rest;
}

/** Step 5: a last e, and one of two last ls. */
function withoutLast(w) {
  let last = w;
  if (/.e$/.test(last)) {
    const rest = last.slice(0, -1);
    const m = measure(rest);
    if (m > 1 || (m === 1 && !isShort(rest))) last = rest;
  }
  return last.endsWith("ll") && measure(last) > 1 ? last.slice(0, -1) : last;
}

/** Replaces the longest suffix that fits, if what precedes it has at least this measure. */
function replaced(w, suffixes, least) {
  const fit = suffixes.find(([suffix]) => w.length > suffix.length && w.endsWith(suffix));
  if (!fit) return w;
  const rest = w.slice(0, -fit[0].length);
  return measure(rest) >= least ? rest + fit[1] : w;
}

/** A letter for each letter: v for a vowel (y after a consonant is one), c for a consonant. */
function shape(w) {
  let letters = "";
  for (let i = 0; i < w.length; i += 1) {
    const vowel = "aeiou".includes(w[i]) || (w[i] === "y" && letters.endsWith("c"));
    letters += vowel ? "v" : "c";
  }
  return letters;
}

/** Porter's m: how often a consonant follows a vowel. */
function measure(w) {
  return shape(w).split("vc").length - 1;
}

/** One syllable that takes an e back: fil(e), hop(e), but not snow, box, fail. */
function isShort(w) {
  return /^c+vc$/.test(shape(w)) && !/[wxy]$/.test(w);
}

function longestFirst(suffixes) {
  return Object.entries(suffixes).sort(([a], [b]) => b.length - a.length);
}
