// What the libraries for JavaScript make of feeds: paths as a JSON list on stdin, records as JSON on stdout.
// For the form of a record see readers.py. Packages come from the folder that REDWAY_NODE_MODULES names.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.REDWAY_NODE_MODULES, "none.js"));
const ICAL = require("ical.js").default ?? require("ical.js");
const nodeIcal = require("node-ical");

// The copy that node-ical uses: it must speak for node-ical.
const { Temporal } = createRequire(require.resolve("node-ical"))("temporal-polyfill");

const two = (number) => String(number).padStart(2, "0");
const instant = (seconds) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

function byIcalJs(text) {
  const moment = (time) => {
    if (time.isDate) return time.toString();
    if (time.zone === ICAL.Timezone.localTimezone) return `${time} on no clock`;
    return instant(time.toUnixTime());
  };
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: moment(event.startDate),
      end: moment(event.endDate),
      summary: event.summary,
      status: component.getFirstPropertyValue("status"),
      location: event.location ?? "",
      description: event.description ?? "",
      zone: component.getFirstProperty("dtstart").getParameter("tzid"),
    };
  });
}

function byNodeIcal(text) {
  // A day is midnight of the machine's own zone here: read back as it was made.
  const moment = (date) =>
    date.dateOnly
      ? `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
      : instant(date.getTime() / 1000);
  return Object.values(nodeIcal.sync.parseICS(text))
    .filter((part) => part.type === "VEVENT")
    .map((event) => ({
      uid: event.uid,
      start: moment(event.start),
      end: moment(event.end),
      summary: event.summary,
      status: event.status,
      location: event.location ?? "",
      description: event.description ?? "",
    }));
}

/** What node-ical's own clock says of the instants that ical.js found: minutes from UTC at the start and at the end. */
function addOffsets(events, trusted) {
  const right = new Map(trusted.map((event) => [event.uid, event]));
  for (const event of events) {
    const { zone, start, end } = right.get(event.uid) ?? {};
    const offset = (instant) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 6e10;
    event.offsets = zone ? { zone, start: offset(start), end: offset(end) } : null;
  }
}

const feeds = {};
for (const path of JSON.parse(readFileSync(0, "utf8"))) {
  const text = readFileSync(path, "utf8");
  feeds[path] = {};
  for (const [name, read] of [["ical.js", byIcalJs], ["node-ical", byNodeIcal]]) {
    try {
      feeds[path][name] = { events: read(text) };
    } catch (error) {
      feeds[path][name] = { error: String(error) };
    }
  }
  addOffsets(feeds[path]["node-ical"].events ?? [], feeds[path]["ical.js"].events ?? []);
}
process.stdout.write(JSON.stringify(feeds));
