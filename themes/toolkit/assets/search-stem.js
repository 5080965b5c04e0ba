// English words to their stems: M. F. Porter, "An algorithm for suffix stripping", Program 14 (3),
// 1980, with the small departures of elasticlunr.js 0.9.5, so that words meet those of the index.

// Steps 2 to 4: suffixes, each with what takes its place. The longest that fits decides.
const [STEP_2, STEP_3, STEP_4] = [
  "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous "
  + "ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive "
  + "biliti:ble logi:log",
  "icate:ic ative: alize:al iciti:ic ical:ic ful: ness:",
  "al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ou: ism: ate: iti: ous: ive: ize:",
].map((step) => step.split(" ").map((pair) => pair.split(":")).sort(([a], [b]) => b.length - a.length));

/** The stem of a word in lower case. */
export function stem(word) {
  if (word.length < 3) return word;
  let w = word;
  if (/.(ss|i)es$/.test(w)) w = w.slice(0, -2);
  else if (/.[^s]s$/.test(w)) w = w.slice(0, -1);
  w = withoutPast(w);
  if (/.[^aeiou]y$/.test(w)) w = `${w.slice(0, -1)}i`;
  w = replaced(replaced(w, STEP_2, 1), STEP_3, 1);
  if (!/.[st]ion$/.test(w)) w = replaced(w, STEP_4, 2);
  else if (measure(w.slice(0, -3)) > 1) w = w.slice(0, -3);
  if (/.e$/.test(w)) {
    const rest = w.slice(0, -1);
    const m = measure(rest);
    if (m > 1 || (m === 1 && !isShort(rest))) w = rest;
  }
  return w.endsWith("ll") && measure(w) > 1 ? w.slice(0, -1) : w;
}

/** Step 1b: agreed to agree, matting to mat, filing to file. */
function withoutPast(w) {
  if (/.eed$/.test(w)) return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w;
  const rest = w.replace(/(.)(ed|ing)$/, "$1");
  if (rest === w || !shape(rest).includes("v")) return w;
  if (/(at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1);
  return isShort(rest) ? `${rest}e` : rest;
}

function replaced(w, step, least) {
  const [suffix, by] = step.find(([end]) => w.length > end.length && w.endsWith(end)) ?? [""];
  const rest = w.slice(0, w.length - suffix.length);
  return suffix && measure(rest) >= least ? rest + by : w;
}

/** A letter for each letter: v for a vowel, which y is after a consonant, else c. */
function shape(w) {
  let letters = "";
  for (let i = 0; i < w.length; i += 1) {
    letters += "aeiou".includes(w[i]) || (w[i] === "y" && letters.endsWith("c")) ? "v" : "c";
  }
  return letters;
}

/** Porter's m: how often a consonant follows a vowel. */
const measure = (w) => shape(w).split("vc").length - 1;

/** One syllable that takes an e back: fil(e), hop(e), but not snow, box, fail. */
const isShort = (w) => /^c+vc$/.test(shape(w)) && !/[wxy]$/.test(w);
