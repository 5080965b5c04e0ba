// How the search answers, on small indexes that the test makes up:
//
//   node tests/search/engine.mjs

import { gunzipSync } from "node:zlib";

import { Search, bordersOf, datesFor, placesOf } from "../../themes/toolkit/assets/search-query.js";
import { clausesOf, distanceOf, marks } from "../../themes/toolkit/assets/search-words.js";
import { check, fail, finish } from "./check.mjs";
import { memoryFetch } from "./disk.mjs";
import { encode } from "./encode.mjs";

const OPTIONS = {
  kinds: [
    { id: "page", label: "Pages", weight: 1 }, { id: "person", label: "People", weight: 1.2 },
    { id: "service", label: "Services", weight: 1.2 }, { id: "series", label: "Meetings", weight: 1.1 },
  ],
  synonyms: [
    [["senco"], ["sendco"], ["special", "needs", "coordinator"]],
    [["asc"], ["autism"]], [["asc"], ["adult", "social", "care"]],
  ],
  hints: { who: ["person", "service"], meetings: ["series"] },
  asides: ["contact", "meetings"],
  termsPerShard: 12,
  wordsPerBlock: 20,
};

const DOCUMENTS = [
  { title: "Siân Ó Briain", kind: "person", names: "Siân Doyle", body: "Head of Safeguarding", terms: ["01908253414", "253414"], shown: { w: "Head of Safeguarding", r: ["tel:01908253414"] } },
  { title: "Safeguarding", kind: "service", body: "Worried about a child? Ask the duty team. Lead: Siân Ó Briain." },
  { title: "Safeguarding in 2021", kind: "service", record: true, body: "How safeguarding was in 2021.", shown: { o: "9 September 2021" } },
  { title: "Headteachers' meeting", kind: "series", body: "Each half term.", terms: ["@06", "@2026-06", "@2026-06-18", "@09", "@2026-09", "@2026-09-03"], shown: {
    d: [["2026-09-03T09:00", "2026-09-03T11:00", "confirmed", "2026-09-03"], ["2026-06-18T09:00", "2026-06-18T11:00", "confirmed"], ["2025-10", "2025-10"]],
  } },
  { title: "SENDCo forum", kind: "series", body: "For every school.", terms: ["@05", "@2026-05", "@2026-05-07"] },
  { title: "Autism outreach", kind: "service", body: "Support for schools." },
  { title: "Adult social care", kind: "page", body: "For adults." },
  { title: "Education and training", kind: "page", body: "Polytechnic places, education otherwise, and what may help in June." },
  { title: "Report of the scrutiny panel", kind: "page", body: "CYP07 was carried. The school transport policy was agreed." },
  { title: "Transport", kind: "service", names: "Buses", terms: ["school bu "], body: "School transport, and the policy on it." },
  { title: "Long ago", kind: "service", names: "Buses", body: "School transport by bus." },
  { title: "مدرسة", kind: "page", body: "A page in another language" },
  { title: "Inclusion", kind: "page", body: "Parents/carers and children's views." },
  { title: "Q", kind: "page", body: "A letter.", terms: ["02125550100", "5550100"] },
  { title: "王小明", kind: "page", body: "每星期三下午派发食物，在3号楼。 1-1" },
  { title: "李 明", kind: "page", body: "แจกอาหารทุกวันพุธ" },
];

const files = encode(DOCUMENTS, OPTIONS);
const source = memoryFetch(files);
const search = new Search("", source);

async function titles(query, options) {
  const { hits } = await search.find(query, options);
  return (await search.documents(hits.map(({ number }) => number))).map(({ title }) => title);
}

const first = async (query) => (await titles(query))[0];

// --- Words, prefixes, names, synonyms ---

check("a whole title", (await titles("safeguarding "))[0], "Safeguarding");
const guarded = await titles("safeguarding");
check("the past comes after today", guarded.indexOf("Safeguarding") < guarded.indexOf("Safeguarding in 2021"), true);
for (const typed of ["sa", "safe", "safeguardi"]) check(`while typing ${typed}`, (await titles(typed)).includes("Safeguarding"), true);
for (const typed of ["educ", "educatio", "education", "trainin", "polyt"]) {
  check(`while typing ${typed}`, await first(typed), "Education and training");
}
check("a stem that is not how the word begins", (await titles("poly")).includes("Education and training"), true);
check("a stop word that may go on", (await titles("in")).includes("Inclusion"), true);
check("a finished word does not go on", await titles("trans "), []);
for (const name of ["sian", "siân", "SIÂN", "sia\u0302n", "doyle", "briain"]) check(`the person ${name}`, await first(name), "Siân Ó Briain");
for (const word of ["senco", "sendco", "special needs coordinator"]) check(`synonyms of ${word}`, await first(word), "SENDCo forum");
check("a form in two classes", (await titles("asc ")).sort(), ["Adult social care", "Autism outreach"]);
check("neighbours that are one word", (await titles("head teachers"))[0], "Headteachers' meeting");
check("letters and digits apart", await first("cyp 07"), "Report of the scrutiny panel");
for (const number of ["01908 253414", "01908 253 414", "253414", "01908 253", "019082"]) check(`the number ${number}`, await first(number), "Siân Ó Briain");
for (const query of ["parents", "carers", "parents/carers", "children\u2019s"]) check(`a part of a word: ${query}`, await first(query), "Inclusion");
check("a question", await first("Who do I contact about safeguarding?"), "Safeguarding");
check("a word that helps is not required", (await titles("meetings headteachers"))[0], "Headteachers' meeting");
check("it is when it is alone", (await titles("meetings")).includes("Headteachers' meeting"), true);
check("a stop word at the end that goes on", await first("sendco for"), "SENDCo forum");
check("one letter more finds no less", (await search.find("school t")).total, (await search.find("school ")).total);
check("a hint", clausesOf("who", await search.manifest()).hinted.has("person"), true);

check("a whole name", await first("school bus"), "Transport");

// --- Dates ---

for (const query of ["june", "june 2026", "18 june", "18th of june", "june 18", "18/06/2026", "18/6/26", "2026-06-18", "meetings in June", "sept 2026"]) {
  check(`meetings of ${query}`, await first(query), "Headteachers' meeting");
}
check("may alone is no month", (await search.find("may")).dates, []);
for (const query of ["in may", "meetings may", "may 2026", "7 may"]) check(query, await first(query), "SENDCo forum");
check("what is no date", await Promise.all(["31/31/2026", "40 june", "marchioness", "2026-27", "mar"].map(async (query) => (await search.find(query)).dates)), [[], [], [], [], []]);
const [series] = await search.documents([3]);
const starts = (found, now) => datesFor(series, found, now).map(({ start }) => start);
check("dates to come", starts(await search.find("headteachers"), "2026-06-18T12:00"), ["2026-09-03T09:00"]);
check("a meeting that goes on", starts(await search.find("headteachers"), "2026-06-18T10:00"), ["2026-06-18T09:00", "2026-09-03T09:00"]);
check("a month without a day lasts", starts(await search.find("headteachers"), "2025-10-31T10:00")[0], "2025-10");
check("dates asked for", starts(await search.find("headteachers 18 june"), "2027-01-01T00:00"), ["2026-06-18T09:00"]);
check("a day is no month", starts(await search.find("headteachers in march"), "2026-09-01T00:00"), ["2026-09-03T09:00"]);
check("a record", await search.documents([0, 2]), [
  { number: 0, title: "Siân Ó Briain", address: "", context: "", summary: "", answer: "Head of Safeguarding", reach: ["tel:01908253414"], dates: [], asOf: "" },
  { number: 2, title: "Safeguarding in 2021", address: "", context: "", summary: "", answer: "", reach: [], dates: [], asOf: "9 September 2021" },
]);

// --- Where on a page a result leads ---

const PARTS = [
  { title: "Laptops", names: "Computers helpdesk", headings: ["Lost or stolen", "Repairs", "Training"], shown: { a: "it/", h: ["lost", "repairs", "training"] }, body: [
    "Laptops of the hospital, and who repairs chargers.",
    "Lost or stolen. Tell the duty manager at once, and the insurer. Computers, on 1 June 2026.",
    "Repairs. Bring the charger to the basement; the duty manager signs. S.E.N.D.",
    "Training. The manager of training answers. Basements, chargers and insurers are sent for.",
  ], terms: ["@06", "@2026-06", "@2026-06-18"] },
  { title: "Basement", body: "The basement, the duty manager and the charger of the laptop." },
  { title: "Duty", body: "Duty managers." },
  { title: "Special needs coordinator", body: "Of schools." },
];
const parts = new Search("", memoryFetch(encode(PARTS, OPTIONS)));
for (const [query, heading, why] of [
  ["insurer", "lost", "a word that only a text has leads to its heading"],
  ["insur", "lost", "and so does a word that is not finished"],
  ["basement ", "repairs", "the first section that has a word has it"],
  ["repairs ", "repairs", "a heading has its words, even if they stand above it"],
  ["charger", "", "a word above all headings leads to the page"],
  ["laptops duty", "lost", "words of the title count nothing"],
  ["laptops", "", "so that a title alone leads to the page"],
  ["helpdesk", "", "as another name of it does"],
  ["computers", "lost", "unless a section has that too"],
  ["charger insurer basement duty", "lost", "most of the words decide"],
  ["signs insurer", "lost", "and of as much the first section"],
  ["charger training", "training", "a word that fewer documents have counts more"],
  ["june 2026 basement", "repairs", "a date leads to no section"],
  ["send ", "repairs", "what only signs part is one word"],
]) {
  const found = await parts.find(query);
  const shown = await parts.documents(found.hits.map(({ number }) => number), found.clauses);
  check(`${why}: ${query}`, shown.find(({ title }) => title === "Laptops")?.address, heading ? `it/#${heading}` : "it/");
}
check("a page without headings", (await parts.documents([1], (await parts.find("basement")).clauses))[0].address, "");

// --- Misspellings ---

const corrected = async (query) => (await search.find(query)).corrected;
check("a letter left out", await corrected("safegarding"), "safeguarding");
check("a letter too many", await corrected("transsport"), "transport");
check("letters swapped", await corrected("rtansport"), "transport");
check("in the middle of others", await corrected("Safegarding team"), "safeguarding team");
check("two at once", await corrected("schol transprot policy"), "school transport policy");
check("a short word that is far, beside others that are found", [await corrected("school transport traisng"), await corrected("traisng")], ["", "training"]);
check("a word that stands nowhere is no reason to find less", await titles("school transport qqxxzzy "), await titles("school transport "));
check("a correction that finds nothing is none", [(await search.find("\"safegarding qqxx\" transsport")).corrected, (await search.find("asdfgh")).suggestions], ["", []]);
check("nothing to correct", await corrected("safeguarding"), "");
const { words, language, clauses, full, ...nonsense } = await search.find("qqxxzz");
check("words of English are cut to stems", language.isWhole, undefined);
check("the words of nonsense", words.map(({ typed, open }) => [typed, open]), [["qqxxzz", true]]);
check("nonsense", nonsense, {
  text: "qqxxzz", hits: [], total: 0, corrected: "", suggestions: [], phrases: { asked: 0, checked: 0, left: 0 }, dates: [],
});
check("distances", [["abcd", "abdc"], ["abcd", "abd"], ["abcd", "xbcy"], ["ca", "abc"], ["a", "abcdef"]].map(([a, b]) => distanceOf(a, b, 3)), [1, 1, 2, 3, 5]);
check("a beginning is a little farther", distanceOf("safegau", "safeguarding", 3, true), 1.5);

// --- One letter, scripts without spaces, numbers without what is dialled first ---

check("one letter is a word", [await titles("q"), await titles("Q "), await titles("z")], [["Q"], ["Q"], []]);
check("one letter begins no other word", (await search.find("s")).total, 0);
check("a word of three letters in their script", await titles("王小明"), ["王小明"]);
check("its beginning, its end, and one letter", [await titles("王小"), await titles("小明"), await titles("王")], [["王小明"], ["王小明"], ["王小明"]]);
check("without its space, and with another", [await first("李明"), await first("李 明"), await first("王 小明")], ["李 明", "李 明", "王小明"]);
check("a word in a sentence", [await titles("食物"), await titles("3号楼"), await titles("อาหาร"), await titles("食人")], [["王小明"], ["王小明"], ["李 明"], []]);
check("a phrase in a sentence", (await search.find('"派发食物"', { page: async () => "每星期三下午派发食物" })).phrases, { asked: 1, checked: 1, left: 0 });
for (const number of ["2125550100", "12125550100", "212 555 0100", "(212) 555-0100", "1-212-555-0100", "+1 212 555 0100", "5550100"]) {
  check(`${number} is found`, await titles(number), ["Q"]);
}
check("two neighbours", (await search.find("safe guarding")).hits.length > 0, true);

// --- Quoted phrases, kinds ---

const page = async (address) => {
  check("pages are asked for by address", address, "");
  return "The school transport policy was agreed.";
};
check("both words, in any order", (await titles('"transport policy"')).length, 2);
check("the phrase is verified", (await search.find('"transport policy" ', { page })).phrases, { asked: 1, checked: 2, left: 0 });
check("the title is looked at first", (await titles('"social care"', { page: () => fail("no page is needed", []) })), ["Adult social care"]);
check("a phrase that is nowhere", await titles('"policy transport"', { page: async () => "" }), []);
check("curly quotes", await titles("\u201csocial care\u201d"), ["Adult social care"]);
check("a quote that is open is none", (await search.find('"social care')).phrases.asked, 0);
const all = await search.find("safeguarding");
check("a hit has its kind", all.hits.filter(({ number }) => number === 0).map(({ kind, label, past }) => [kind, label, past]), [["person", "People", false]]);
check("a hit may be of the past", all.hits.filter(({ past }) => past).map(({ number }) => number), [2]);
check("order", all.hits.every((hit, at) => !at || all.hits[at - 1].score >= hit.score), true);

// --- Marks ---

const marked = async (text, query) => marks(text, (await search.find(query)).words, (await search.manifest()).language).filter(({ found }) => found).map((piece) => piece.text);
check("letters that no space parts are marked one by one", await marked("派发食物，在楼", "食物"), ["食物"]);
check("marks", marks("Parents & carers\u2019 <b>schools</b>, met", (await search.find("school parent ")).words, (await search.manifest()).language), [
  { text: "Parents", found: true }, { text: " & carers\u2019 <b>", found: false },
  { text: "schools", found: true }, { text: "</b>, met", found: false },
]);
check("marks of a beginning", await marked("Safeguarding, safe", "safeg"), ["Safeguarding"]);
check("marks of synonyms", await marked("A SENDCo or senco", "senco "), ["SENDCo", "senco"]);
check("marks of several words that mean one", await marked("A special needs coordinator has needs, and a special coordinator", "senco "), ["special", "needs", "coordinator"]);
check("marks without accents", await marked("Siân", "sian "), ["Siân"]);

// --- Other scripts, of which elasticlunr has nothing left ---

for (const query of ["مدرسة", "مدر", "(مدرسة)"]) check(`Arabic: ${query}`, await first(query), "مدرسة");
check("another word of that script", await titles("كتابان"), []);
check("what is no word stays none", (await search.find("\u00b2 \u2026")).total, 0);
check("marks of another script", await marked("في مدرسة", "مدرسة "), ["مدرسة"]);

// --- Another language than English: its words are no common words and have no endings of English ---

const MONTHS = "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split(" ");
const WELSH = [
  { title: "To newydd", body: "Mae to ar y neuadd." },
  { title: "Am ddim", body: "Be sydd yma am ddim. Cyfarfodydd yr ysgolion." },
  { title: "Arall", body: "Dim byd." },
  { title: "École d’été", body: "Un policies, été." },
  { title: "Cyfarfod", terms: ["@06", "@2026-06", "@2026-06-18"] },
];
const welsh = new Search("", memoryFetch(encode(WELSH, {
  ...OPTIONS, synonyms: [], hints: {}, asides: ["ble"],
  language: { months: MONTHS.map((name) => [name]), months_short: MONTHS.map((name) => name.slice(0, 3)).with(2, "mar.") },
})));
for (const [query, title] of [["to", "To newydd"], ["am ddim", "Am ddim"], ["be", "Am ddim"], ["TO ", "To newydd"], ["l’école", "École d’été"],
  ["ete", "École d’été"], ["18 mehefin 2026", "Cyfarfod"], ["18fed o meh 2026", "Cyfarfod"], ["mehefin", "Cyfarfod"], ["18/6/26", "Cyfarfod"]]) {
  const found = await welsh.find(query);
  const [best] = await welsh.documents(found.hits.slice(0, 1).map(({ number }) => number));
  check(`in Welsh: ${query}`, [best?.title, found.corrected], [title, ""]);
}
check("in Welsh words stay whole", (await welsh.find("policy ")).words.map(({ stem }) => stem), ["policy"]);
check("months of English are not those of Welsh", (await welsh.find("18 june 2026")).dates, []);
check("what is short for a month is one beside a day or a year", [(await welsh.find("meh")).dates, (await welsh.find("5 mar. 2026")).dates], [[], ["2026-03-05"]]);
check("marks in Welsh", marks("Policy, policies am ÉTÉ", (await welsh.find("policies am ete ")).words, (await welsh.manifest()).language)
  .filter(({ found }) => found).map(({ text }) => text), ["policies", "am", "ÉTÉ"]);

// --- Hostile queries ---

const HOSTILE = [
  "", " ", "\0", "'", '"', '""', '"""', "--", "@", "@06", "@2", "%", "\\", "(", "[a-", "a*", ".*", "$&", "$1", "__proto__", "constructor",
  "toString", "hasOwnProperty valueOf", "__proto__ __proto__", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
  "🙂", "👩‍👩‍👧‍👦 family", "\ud800", "safe\udfffguarding", "مدرسة", "\u202egnidraugefas", "школа", "学校", "ﬁnance", "İstanbul",
  "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d", "a".repeat(100_000), "safeguarding ".repeat(10_000), "x ".repeat(50_000),
  "-".repeat(100_000), `"${"a ".repeat(10_000)}"`, "1 ".repeat(10_000), "12/".repeat(10_000), "18 june ".repeat(5_000), "'".repeat(50_000),
  "in the of", "null", "undefined", "NaN", "0", "-1", "1e9", "\u2028", "\t\n", "e\u0301".repeat(10_000), "in  ".repeat(30_000),
  `a${"'".repeat(50_000)}a`, `12${" ".repeat(50_000)}of`, `${"1".repeat(50_000)} june`, `a${"-".repeat(50_000)}`,
];
for (const query of HOSTILE) {
  const own = memoryFetch(files);
  const from = performance.now();
  const found = await new Search("", own).find(query, { page: async () => "" });
  const name = JSON.stringify(query.slice(0, 24));
  check(`${name} is answered`, found.text, query);
  check(`${name} in time`, performance.now() - from < 1500, true);
  check(`${name} fetches each file once`, new Set(own.requests).size, own.requests.length);
}
check("__proto__ and constructor find nothing", [await titles("__proto__"), await titles("constructor ")], [[], []]);
const empty = new Search("", memoryFetch(encode([], OPTIONS)));
check("an empty site", [(await empty.find("safeguarding")).total, (await empty.find("june")).total], [0, 0]);

// --- Borders ---

check("places by bytes", ["", "a", "az", "b", "bz", "\uffee", "\u{1f600}"].map((term) => placesOf(term, ["", "b", "\uffee", "\u{1f600}"])[0]), [0, 0, 0, 1, 1, 2, 3]);
check("places of a beginning", placesOf("sa", ["", "r", "sab", "sac", "sad", "t"], 3), [1, 2, 3]);
check("places of no borders", placesOf("sa", [], 2), []);

// --- What cannot be read ---

const failure = (promise) => promise.then(() => "answered", ({ message }) => message);
/** Asks twice: while something is wrong with a file, and when it is well again. */
async function recovers(name, broken, file) {
  let ill = true;
  const own = new Search("", memoryFetch(files, (file) => (ill ? broken(file) : undefined)));
  check(name, await failure(own.find("safeguarding")), `search: ${file}`);
  ill = false;
  check(`${name}: the next query`, (await own.find("safeguarding")).total > 0, true);
}
const body = (bytes) => new Response(bytes);
const raw = (file) => gunzipSync(files.get(file));
check("borders in one text", bordersOf("AA1191B33AaBbcCd\u00e9EsA\u{10400}aCb"), ["", "1191", "133", "a", "abc", "abdé", "abdés", "\u{10400}a", "\u{10400}b"]);
check("no borders", bordersOf(""), []);

const shard = `terms/${placesOf("safeguard", bordersOf(JSON.parse(files.get("manifest.json")).terms))[0]}.bin`;
await recovers("no answer", () => { throw new TypeError("offline"); }, "manifest.json");
await recovers("no manifest", () => new Response("", { status: 404 }), "manifest.json");
await recovers("a page instead of the manifest", () => body("<!doctype html>"), "manifest.json");
await recovers("another version", (file) => (file === "manifest.json" ? body('{"version":1}') : undefined), "manifest.json");
await recovers("a missing shard", (file) => (file === shard ? new Response("", { status: 404 }) : undefined), shard);
await recovers("a shard offline", (file) => { if (file === shard) throw new TypeError("offline"); }, shard);
await recovers("half a gzip", (file) => (file === shard ? body(files.get(shard).subarray(0, 60)) : undefined), shard);
await recovers("half a shard", (file) => (file === shard ? body(raw(shard).subarray(0, 60)) : undefined), shard);
await recovers("no bytes", (file) => (file === shard ? body("") : undefined), shard);
await recovers("noise", (file) => (file === shard ? body(new Uint8Array(500).fill(255)) : undefined), shard);
await recovers("missing lengths", (file) => (file === "lengths/0.bin" ? new Response("", { status: 500 }) : undefined), "lengths/0.bin");
const unpackedHost = new Search("", memoryFetch(files, (file) => (file === "manifest.json" ? undefined : body(raw(file)))));
check("a host that unpacks", (await unpackedHost.find("safeguarding")).total > 0, true);

const stopped = new AbortController();
stopped.abort(new Error("typed on"));
check("a query that is given up", await search.find("safeguarding", { signal: stopped.signal }).catch((error) => error.message), "typed on");
// A site that is built anew while a page is open: its old files are gone, and the new ones are asked for.
let build = "00000001";
const asked = [];
const rebuilt = new Search("", {
  fetch: async (address) => {
    asked.push(address);
    if (address === "manifest.json") return body(files.get(address).toString().replace("00000000", build));
    const [file, version] = address.split("?v=");
    return version === build ? body(files.get(file)) : new Response("", { status: 404 });
  },
});
await rebuilt.find("safeguarding");
build = "00000002";
check("a file of an older build is gone", await failure(rebuilt.find("transport")), `search: terms/${placesOf("transport", bordersOf(JSON.parse(files.get("manifest.json")).terms))[0]}.bin`);
check("the next query reads the new build", (await rebuilt.find("safeguarding")).total > 0, true);
check("all files are of that build", asked.at(-1).endsWith("?v=00000002"), true);

// --- How much is fetched ---

/** Types a text key by key, each key asked at once, as no debouncing would. */
async function requestsOf(text) {
  const own = memoryFetch(files);
  const typing = new Search("", own);
  await Promise.all([...text].map((_, end) => (end ? typing.find(text.slice(0, end + 1)) : null)));
  return own.requests;
}
for (const text of ["safeguarding", "school transport policy", "headteachers meeting in june"]) {
  const requests = await requestsOf(text);
  check(`typing ${text} fetches each file once`, new Set(requests).size, requests.length);
  check(`typing ${text} fetches no records`, requests.filter((file) => file.startsWith("documents/")), []);
}
// Somebody types a word at a time: of the terms, one or two parts for each word.
const slow = memoryFetch(files);
const typist = new Search("", slow);
for (const text of ["sc", "school", "school t", "school transp", "school transport"]) await typist.find(text);
check("parts of the terms for two words typed", slow.requests.filter((file) => file.startsWith("terms/")).length <= 4, true);
const quick = memoryFetch(files);
const warm = new Search("", quick);
await warm.find("safeguarding ");
const once = quick.requests.length;
await warm.find("safeguarding ");
await warm.find("SAFEGUARDING ");
check("one word: the manifest, a shard, the lengths", once, 3);
check("nothing is fetched twice", quick.requests.length, once);

finish();
