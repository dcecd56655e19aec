// A message's text with its entities, as nodes. Offsets are UTF-16 units, which is what JavaScript strings count in.

import { instant, whole } from "./times.js";

const command = /(^|[\s(:,“"])(\/[a-z][a-z_]{0,31})(?![\w/])/g;
const address = /^(https?|tg|mailto):/i;

// `view` gives zone and now; `act` gives run(command) and fill(text) for what can be tapped.
export function textNodes(text, entities, view, act) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return within(text, 0, text.length, sorted, view, act);
}

function within(text, start, end, entities, view, act) {
  const nodes = [];
  let at = start;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    const close = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at) continue;
    nodes.push(...plain(text.slice(at, entity.offset), act));
    const inner = [];
    while (entities.length && entities[0].offset < close) inner.push(entities.shift());
    nodes.push(marked(entity, text.slice(entity.offset, close), within(text, entity.offset, close, inner, view, act), view, act));
    at = isBlock(entity) && text[close] === "\n" ? close + 1 : close;
  }
  nodes.push(...plain(text.slice(at, end), act));
  return nodes;
}

// A quote stands on lines of its own; the line break behind it is not shown as an empty line.
const isBlock = ({ type }) => type === "pre" || type.endsWith("blockquote");

function plain(text, act) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(command)) {
    const start = match.index + match[1].length;
    nodes.push(text.slice(at, start), tappable(match[2], "command", `Send ${match[2]}`, () => act.run(match[2])));
    at = start + match[2].length;
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== "");
}

function marked(entity, raw, inner, view, act) {
  switch (entity.type) {
    case "bold": return element("b", inner);
    case "italic": return element("i", inner);
    case "underline": return element("u", inner);
    case "strikethrough": return element("s", inner);
    case "code": return tappable(raw, "code", `Write ${raw}`, () => act.fill(raw));
    case "pre": return element("pre", [raw]);
    case "spoiler": return spoiler(inner);
    case "blockquote": return element("blockquote", inner);
    case "expandable_blockquote": return foldable(inner);
    case "text_link": return link(entity.url, inner);
    case "url": return link(raw, [raw]);
    case "bot_command": return tappable(raw, "command", `Send ${raw}`, () => act.run(raw));
    case "date_time": return time(entity, raw, view);
    default: return element("span", inner);
  }
}

function element(name, children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function tappable(text, kind, label, run) {
  const made = element("button", [text]);
  made.type = "button";
  made.className = kind;
  made.title = label;
  made.addEventListener("click", run);
  return made;
}

function link(url, inner) {
  if (!address.test(url)) return element("span", inner);
  const made = element("a", inner);
  made.href = url;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

function spoiler(inner) {
  const made = tappable("", "spoiler", "Show what is hidden", () => made.classList.add("shown"));
  made.append(...inner);
  return made;
}

function foldable(inner) {
  const quote = element("blockquote", inner);
  quote.className = "folded";
  const more = tappable("Show all", "unfold", "Show the whole quote", () => {
    const folded = quote.classList.toggle("folded");
    more.textContent = folded ? "Show all" : "Show less";
  });
  const whole = element("div", [quote, more]);
  whole.className = "foldable";
  requestAnimationFrame(() => {
    if (quote.scrollHeight > quote.clientHeight + 4) return;
    quote.classList.remove("folded");
    more.remove();
  });
  return whole;
}

function time(entity, raw, view) {
  const date = new Date(entity.unix_time * 1000);
  const made = element("time", []);
  made.dateTime = date.toISOString();
  made.dataset.form = entity.date_time_format ?? "";
  made.dataset.raw = raw;
  tellTime(made, view);
  return made;
}

// Tell a time again: the clock or the zone has changed.
export function tellTime(made, view) {
  const date = new Date(made.dateTime);
  made.textContent = instant(date, made.dataset.form, view.zone, view.now) ?? made.dataset.raw;
  made.title = whole(date, view.zone);
}
