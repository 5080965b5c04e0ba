// Hides notices on days on which they do not hold. It stands right behind them and is no module, so that they are hidden
// before anything is painted, and nothing moves.
{
  const box = document.currentScript.previousElementSibling;
  const zone = (timeZone) => new Intl.DateTimeFormat("sv", { year: "numeric", month: "2-digit", day: "2-digit", timeZone });
  let days;
  try {
    days = zone(document.body.dataset.zone);
  } catch {
    // This browser does not know the zone: the reader's own will do.
    days = zone(undefined);
  }
  const today = days.format(new Date());
  const notices = [...box.children];
  for (const notice of notices) notice.hidden = notice.dataset.from > today || notice.dataset.until < today;
  box.hidden = notices.every((notice) => notice.hidden);
}
