// Messages as bubbles: who, what, attachments, the keyboard beneath, and when.

import { textNodes } from "./text.js";
import { hour } from "./times.js";

// Build the node of a message. `view` gives bot, zone and now; `act` what taps do.
export function bubble(message, view, act) {
  const own = message.from?.id === view.person;
  const row = node("article", `message ${own ? "own" : "theirs"}`);
  row.id = `message-${message.message_id}`;
  row.dataset.id = message.message_id;
  row.setAttribute("aria-label", own ? "You" : speaker(message, view));
  const body = node("div", "bubble");
  body.append(...content(message, view, act), stamp(message, view));
  row.append(body, replyButton(message, act));
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) row.append(keyboard(message, rows, act));
  return row;
}

function speaker(message, view) {
  if (message.from?.id === view.bot.id) return view.bot.first_name;
  return view.names[message.from?.id] ?? message.from?.first_name ?? message.sender_chat?.title ?? "Somebody";
}

function content(message, view, act) {
  const parts = [];
  if (Object.keys(view.names).length && message.from?.id !== view.person) parts.push(node("p", "speaker", speaker(message, view)));
  if (message.via_bot) parts.push(node("p", "origin", `via @${message.via_bot.username}`));
  if (message.forward_origin) parts.push(node("p", "origin", `Forwarded from ${origin(message.forward_origin)}`));
  if (message.reply_to_message) parts.push(node("p", "quoted", summary(message.reply_to_message)));
  if (message.photo) parts.push(picture(message.photo.at(-1), message.caption));
  if (message.document) parts.push(attachment(message.document));
  if (message.location) parts.push(place(message.location));
  const text = written(message);
  if (text) {
    const words = node("div", "text");
    words.append(...textNodes(text, message.entities ?? message.caption_entities, view, act));
    parts.push(words);
  }
  return parts;
}

// What a client shows of a text: a deep link's parameter is sent, and not seen.
function written(message) {
  return message.text?.replace(/^\/start [\w-]+$/, "/start") ?? message.caption;
}

export function summary(message) {
  const text = written(message) ?? message.document?.file_name ?? (message.photo ? "Picture" : "Location");
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

function origin(from) {
  return from.chat?.title ?? from.sender_user_name ?? "somebody";
}

function stamp(message, view) {
  const date = new Date(message.date * 1000);
  const made = node("time", "stamp", `${message.edit_date ? "edited " : ""}${hour(date, view.zone)}`);
  made.dateTime = date.toISOString();
  return made;
}

function replyButton(message, act) {
  const made = node("button", "reply icon", "↩");
  made.type = "button";
  made.setAttribute("aria-label", "Reply");
  made.addEventListener("click", () => act.reply(message));
  return made;
}

function keyboard(message, rows, act) {
  const made = node("div", "buttons");
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", "Buttons");
  for (const row of rows) {
    const line = node("div", "row");
    line.append(...row.map((button) => keyButton(message, button, act)));
    made.append(line);
  }
  return made;
}

function keyButton(message, button, act) {
  if (button.url) {
    const made = node("a", "key link", button.text);
    Object.assign(made, { href: button.url, target: "_blank", rel: "noopener noreferrer" });
    made.addEventListener("click", (event) => { if (act.open(button.url)) event.preventDefault(); });
    return made;
  }
  const made = node("button", "key", button.text);
  made.type = "button";
  made.addEventListener("click", () => act.press(message, button.callback_data, made));
  return made;
}

function attachment(file) {
  const made = node("a", "file");
  made.href = `/play/file/${file.file_id}`;
  made.download = file.file_name;
  made.append(node("span", "file-icon", (file.file_name.split(".").at(-1) || "file").slice(0, 4)), fileWords(file));
  return made;
}

function fileWords(file) {
  const words = node("span", "file-words");
  words.append(node("b", "", file.file_name), node("small", "", size(file.file_size)));
  return words;
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function picture(photo, caption) {
  const made = node("img", "photo");
  made.width = photo.width;
  made.height = photo.height;
  made.src = `/play/file/${photo.file_id}`;
  made.alt = caption ?? "Picture";
  return made;
}

function place(location) {
  const round = (number) => number.toFixed(3);
  return node("p", "place", `📍 ${round(location.latitude)}, ${round(location.longitude)}`);
}

export function node(name, kind = "", text = "") {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}
