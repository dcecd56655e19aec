// Times as a reader's Telegram shows them: in the zone of the person's device, told by the playground's clock.

const locale = navigator.language || "en-GB";

const long = { dateStyle: "full", timeStyle: "short" };
const units = [
  ["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1],
];

function format(date, options, zone) {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(date);
}

export function hour(date, zone) {
  return format(date, { hour: "2-digit", minute: "2-digit" }, zone);
}

export function day(date, zone, now) {
  const year = format(date, { year: "numeric" }, zone) === format(now, { year: "numeric" }, zone) ? undefined : "numeric";
  return format(date, { day: "numeric", month: "long", year }, zone);
}

export function sameDay(one, other, zone) {
  const options = { year: "numeric", month: "numeric", day: "numeric" };
  return format(one, options, zone) === format(other, options, zone);
}

export function clockFace(date, zone) {
  const options = { weekday: "short", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };
  return format(date, options, zone);
}

export function whole(date, zone) {
  return format(date, long, zone);
}

// An instant in one of Telegram's forms: r alone, or w, d or D, t or T together; null where the plain words stay.
export function instant(date, form, zone, now) {
  if (form === "r") return relative(date, now);
  const options = {};
  if (form.includes("w")) options.weekday = form.includes("D") ? "long" : "short";
  if (form.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (form.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (form.includes("t")) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (form.includes("T")) Object.assign(options, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return Object.keys(options).length ? format(date, options, zone) : null;
}

export function relative(date, now) {
  const seconds = Math.round((date - now) / 1000);
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? units.at(-1);
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}
