// Lets a page be seen as of another day: what its scripts take for now is moved by whole days. No module, and before all
// other scripts, so that they never see the true day.
{
  const KEY = "redway-as-of";
  const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(Date.parse(text));
  const asked = new URLSearchParams(location.search).get("as-of");
  if (isDay(asked)) sessionStorage.setItem(KEY, asked);
  const day = sessionStorage.getItem(KEY);
  if (isDay(day)) {
    const { zone } = document.currentScript.dataset;
    const days = (timeZone) => new Intl.DateTimeFormat("sv", { year: "numeric", month: "2-digit", day: "2-digit", timeZone });
    let local;
    try {
      local = days(zone);
    } catch {
      // This browser does not know the zone: the reader's own will do, as for the scripts of the theme.
      local = days(undefined);
    }
    const True = Date;
    let shift = True.parse(day) - True.parse(local.format(new True()));
    // Clocks may have been put forward or back between the two days.
    const there = local.format(new True(True.now() + shift));
    if (there !== day) shift += there < day ? 3_600_000 : -3_600_000;
    const now = () => True.now() + shift;
    globalThis.Date = new Proxy(True, {
      construct: (target, given, by) => Reflect.construct(target, given.length ? given : [now()], by),
      apply: () => new True(now()).toString(),
      get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
    });
  }
}
