// The page: one chat at a time, the clock bar, and the composer.

import { bubble, node, summary } from "./bubbles.js";
import { hideOffers, offered, showOffers } from "./inline.js";
import { tellTime } from "./text.js";
import { openTour } from "./tour.js";
import { clockFace, day, sameDay } from "./times.js";
import { ask, listen, state as fetchState } from "./wire.js";

const $ = (id) => document.getElementById(id);
const log = $("log");

const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = [deviceZone, "UTC", "Europe/London", "Europe/Kyiv", "America/New_York", "America/Los_Angeles", "Asia/Tokyo", "Australia/Sydney"];
const cities = { Kyiv: [50.45, 30.52], London: [51.51, -0.13], "New York": [40.71, -74.01], "São Paulo": [-23.55, -46.63], Tokyo: [35.68, 139.69], Sydney: [-33.87, 151.21] };
const tries = ["/start", "/brief", "/deadlines", "when does the ultimatum end?", "/digest 08:00"];

// `chats` holds everybody's own chat with the bot, by the person's id, and the group and the channel; `person` acts.
const world = { bot: {}, chats: new Map(), commands: [], clock: {}, person: 0, chat: 0, topic: 0, replying: null, pressed: new Map(), far: "", drifted: 0 };

const act = {
  run: (text) => say(text),
  fill: (text) => { $("say").value = text; grow(); $("say").focus(); },
  reply: (message) => { world.replying = message; showReplying(); $("say").focus(); },
  press,
  open: follow,
};

// What is shown

const person = () => world.chats.get(world.person);
const here = () => world.chats.get(world.chat);
const isGroup = (chat) => chat.kind !== "private";
const people = () => [...world.chats.values()].filter((chat) => !isGroup(chat));

// Where something is said: the group and its topic, nothing in a chat of one's own.
const place = () => (isGroup(here()) ? { group: world.chat, thread: world.topic } : {});

function now() {
  const moved = world.clock.mode === "today" ? Date.now() - world.drifted : 0;
  return new Date(new Date(world.clock.now).getTime() + moved);
}

function zone() {
  return localStorage.getItem(`zone-${world.person}`) ?? deviceZone;
}

function view() {
  const names = Object.fromEntries(people().map((one) => [one.id, one.name]));
  return { bot: world.bot, zone: zone(), now: now(), person: world.person, names: isGroup(here()) ? names : {} };
}

function showAll() {
  showPeople();
  showHead();
  showLog();
  showClock();
  showCommands();
  showPinned();
  showComposer();
}

function showPeople() {
  $("people").replaceChildren(...[...world.chats.values()].map((one) => {
    const item = node("li");
    const button = node("button", "person");
    button.type = "button";
    button.setAttribute("aria-pressed", String(one.id === world.chat));
    const last = [...one.messages.values()].at(-1);
    const words = node("span", "person-words");
    words.append(node("b", "", one.name), node("small", "", last ? summary(last) : one.hint));
    const face = node("span", `avatar letter hue-${Math.abs(one.id) % 4}`, one.name[0]);
    face.ariaHidden = "true";
    button.append(face, words);
    if (one.unread) {
      const badge = node("span", "badge", String(one.unread));
      badge.setAttribute("aria-label", `${one.unread} unread`);
      button.append(badge);
    }
    button.addEventListener("click", () => chooseChat(one.id));
    item.append(button);
    return item;
  }));
}

function chooseChat(id) {
  const chat = world.chats.get(id);
  world.chat = id;
  world.topic = 0;
  if (!isGroup(chat)) world.person = id;
  world.replying = null;
  chat.unread = 0;
  history.replaceState(null, "", `#${id}`);
  showAll();
  toBottom();
}

// Above a group: its name, in whose name one speaks there, and its topics.
function showHead() {
  const chat = here();
  $("bot-name").textContent = isGroup(chat) ? chat.name : world.bot.first_name;
  $("as-whom").hidden = !isGroup(chat);
  $("as").replaceChildren(...people().filter((one) => chat.members?.[one.id]).map((one) => new Option(one.name, one.id, false, one.id === world.person)));
  $("topics").hidden = !chat.topics?.length;
  const topics = [{ id: 0, name: "General" }, ...(chat.topics ?? [])];
  $("topics").replaceChildren(...topics.map(({ id, name }) => {
    const made = node("button", "topic", name);
    made.type = "button";
    made.setAttribute("aria-pressed", String(id === world.topic));
    made.addEventListener("click", () => { world.topic = id; showHead(); showLog(); toBottom(); });
    return made;
  }));
  $("block").hidden = isGroup(chat);
  $("attach").hidden = isGroup(chat);
}

const isShown = (message) => !here().topics?.length || (message.message_thread_id ?? 0) === world.topic;

// A link to the bot opens one's own chat with it, as in Telegram; any other opens a page.
function follow(url) {
  const found = url.match(/^https:\/\/t\.me\/(\w+)\?start=([\w-]+)$/);
  if (!found || found[1] !== world.bot.username) return false;
  chooseChat(world.person);
  say(`/start ${found[2]}`);
  return true;
}

function showLog() {
  const nodes = [];
  let before = null;
  for (const message of [...here().messages.values()].filter(isShown)) {
    const date = new Date(message.date * 1000);
    if (!before || !sameDay(before, date, zone())) nodes.push(daySign(date));
    nodes.push(bubble(message, view(), act));
    before = date;
  }
  log.replaceChildren(...(nodes.length ? nodes : [welcome()]));
}

function daySign(date) {
  const sign = node("p", "day", day(date, zone(), now()));
  sign.dataset.day = date.toISOString();
  return sign;
}

function welcome() {
  const made = node("div", "welcome");
  if (isGroup(here())) {
    made.append(node("h3", "", here().name), node("p", "", here().hint));
    return made;
  }
  const start = world.clock.mode === "story"
    ? "It is July 2025 here: one report has been read, and the story goes on as you move the clock."
    : "This is the real clock. Paste an article, send a link, or ask for a briefing.";
  made.append(node("h3", "", "What can this bot do?"), node("p", "", "It briefs you on the news and never loses track of a deadline."), node("p", "", start));
  return made;
}

function addMessage(message) {
  log.querySelector(".welcome")?.remove();
  const date = new Date(message.date * 1000);
  const last = [...here().messages.values()].filter(isShown).at(-1);
  if (!last || !sameDay(new Date(last.date * 1000), date, zone())) log.append(daySign(date));
  log.append(bubble(message, view(), act));
  if (stuck || message.from?.id !== world.bot.id) toBottom();
  else $("down").hidden = false;
}

function changeMessage(message) {
  $(`message-${message.message_id}`)?.replaceWith(bubble(message, view(), act));
  if (stuck) toBottom();
}

function removeMessage(id) {
  const gone = $(`message-${id}`);
  const sign = gone?.previousElementSibling;
  const isAlone = sign?.matches(".day") && !gone.nextElementSibling?.matches(".message");
  gone?.remove();
  if (isAlone) sign.remove();
}

const isAtBottom = () => log.scrollHeight - log.scrollTop - log.clientHeight < 60;

// Where a reader stood at the end of the chat, they stay there when the window changes.
let stuck = true;
let shape = "";
const newShape = () => `${log.clientWidth} ${log.clientHeight}`;
new ResizeObserver(() => { if (stuck) toBottom(); shape = newShape(); }).observe(log);

function scrolled() {
  if (shape === newShape()) stuck = isAtBottom();
  if (stuck) $("down").hidden = true;
}

function toBottom() {
  log.scrollTop = log.scrollHeight;
  $("down").hidden = true;
}

function showClock() {
  const { clock } = world;
  $("now").textContent = clockFace(now(), zone());
  $("now").dateTime = now().toISOString();
  $("mode-story").setAttribute("aria-pressed", String(clock.mode === "story"));
  $("mode-today").setAttribute("aria-pressed", String(clock.mode === "today"));
  document.body.dataset.mode = clock.mode;
  document.body.classList.toggle("busy", clock.busy);
  document.querySelector(".modes").hidden = !clock.can_change;
  document.querySelector(".steps").hidden = !clock.can_step;
  for (const button of document.querySelectorAll(".steps button, .modes button")) button.disabled = clock.busy;
  document.querySelector("[data-step=event]").hidden = !clock.can_seek;
}

function tellTimes() {
  for (const made of log.querySelectorAll("time[data-form]")) tellTime(made, view());
}

function showCommands() {
  const typed = $("say").value;
  const part = /^\/\w*$/.test(typed) ? typed.slice(1).toLowerCase() : null;
  const fitting = world.commands.filter(({ command }) => isMenuOpen() || (part !== null && command.startsWith(part)));
  $("commands").replaceChildren(...fitting.map(commandItem));
  $("commands").hidden = fitting.length === 0;
}

function commandItem({ command, description }) {
  const item = node("li", "command-item");
  item.role = "option";
  item.tabIndex = -1;
  item.append(node("b", "", `/${command}`), node("span", "", description));
  item.addEventListener("click", () => {
    if ($("say").value.startsWith("/")) $("say").value = "";
    openMenu(false);
    $("say").focus();
    say(`/${command}`);
  });
  item.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); item.click(); }
    if (event.key === "ArrowDown") { event.preventDefault(); (item.nextElementSibling ?? item).focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); (item.previousElementSibling ?? $("say")).focus(); }
  });
  return item;
}

const isMenuOpen = () => $("menu").getAttribute("aria-expanded") === "true";

function toggleMenu() {
  openMenu(!isMenuOpen());
  if (isMenuOpen()) $("commands").firstElementChild?.focus();
}

function leaveMenu(event) {
  if (event.key !== "Escape" || !isMenuOpen()) return;
  openMenu(false);
  $("menu").focus();
}

function openMenu(open) {
  $("menu").setAttribute("aria-expanded", String(open));
  showCommands();
}

function showPinned() {
  const message = here().messages.get(here().pinned.at(-1));
  $("pinned").hidden = !message;
  if (message) $("pinned").querySelector("span").textContent = summary(message);
}

function showReplying() {
  $("replying").hidden = !world.replying;
  if (world.replying) $("replying").querySelector("span").textContent = summary(world.replying);
}

function showComposer() {
  const chat = here();
  $("begin").hidden = isGroup(chat) || chat.messages.size > 0;
  $("block").textContent = chat.blocked ? "Unblock the bot" : "Block the bot";
  $("status").textContent = isGroup(chat) ? chat.what : chat.blocked ? "blocked" : "bot";
  showReplying();
  showKeyboard();
}

function showKeyboard() {
  const last = [...here().messages.values()].filter(({ reply_markup: markup }) => markup && !markup.inline_keyboard).at(-1);
  const rows = last?.reply_markup.keyboard ?? [];
  $("keyboard").hidden = rows.length === 0;
  $("keyboard").replaceChildren(...rows.flat().map((button) => {
    const made = node("button", "key", button.text ?? button);
    made.type = "button";
    made.addEventListener("click", () => (button.request_location ? $("place").showModal() : say(button.text ?? button)));
    return made;
  }));
}

function toast(text) {
  const made = node("p", "toast", text);
  $("toasts").append(made);
  setTimeout(() => made.remove(), 4000);
}

// What people do

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

async function say(text, more = {}) {
  const reply = world.replying?.message_id;
  world.replying = null;
  showReplying();
  const answer = await attempt(() => ask("say", { person: world.person, text, reply_to: reply ?? 0, ...place(), ...more }));
  if (answer?.far) offerToday(text);
  return answer;
}

function offerToday(text) {
  world.far = text;
  $("far").querySelector("p").textContent = "The days in this text lie far from the story’s clock.";
  $("far").hidden = false;
}

async function press(message, data, button) {
  button.classList.add("waiting");
  const answer = await attempt(() => ask("press", { person: world.person, message_id: message.message_id, data, ...place() }));
  if (answer && !world.pressed.delete(answer.query)) world.pressed.set(answer.query, button);
  else button.classList.remove("waiting");
}

async function step(length) {
  const answer = await attempt(() => ask("step", { step: length }));
  if (answer && !answer.moved) toast("Nothing more is planned in this story.");
}

async function changeMode(mode, text = "") {
  $("far").hidden = true;
  await attempt(() => ask("mode", { mode, person: world.person, text }));
}

function askMode(mode) {
  if (mode === world.clock.mode) return;
  $("anew-title").textContent = mode === "today" ? "Change to today’s clock?" : "Begin the story of July 2025 anew?";
  $("anew").returnValue = "";
  $("anew").showModal();
  $("anew").onclose = () => { if ($("anew").returnValue) changeMode(mode); };
}

// What happens

const happens = {
  message(chat, message) {
    const one = world.chats.get(chat);
    if (chat === world.chat && isShown(message)) addMessage(message);
    else if (message.from?.id === world.bot.id) one.unread = (one.unread ?? 0) + 1;
    one.messages.set(message.message_id, message);
    if (world.clock.busy) followClock(message);
    if (chat === world.chat) { showComposer(); }
    showPeople();
  },
  edited(chat, message) {
    world.chats.get(chat).messages.set(message.message_id, message);
    if (chat === world.chat) { changeMessage(message); showPinned(); }
    showPeople();
  },
  deleted(chat, { message_id: id }) {
    world.chats.get(chat).messages.delete(id);
    if (chat === world.chat) { removeMessage(id); showPinned(); }
    showPeople();
  },
  pinned(chat, { message_ids: ids }) {
    world.chats.get(chat).pinned = ids;
    if (chat === world.chat) showPinned();
  },
  offered(chat, offer) {
    if (chat === world.person) offered(offer, world, { choose, follow: (parameter) => { chooseChat(world.person); say(`/start ${parameter}`); } });
  },
  answered(chat, { query, text, alert }) {
    const button = world.pressed.get(query);
    if (!world.pressed.delete(query)) world.pressed.set(query, null);
    button?.classList.remove("waiting");
    if (!text || chat !== world.person) return;
    if (alert) { $("alert-words").textContent = text; $("alert").showModal(); } else toast(text);
  },
  action(chat, { action }) {
    if (chat !== world.chat) return;
    $("status").textContent = action === "typing" ? "typing…" : "sending…";
    clearTimeout(world.acting);
    world.acting = setTimeout(showComposer, 5000);
  },
  commands(_, { commands }) {
    world.commands = commands;
    showCommands();
  },
  clock(_, clock) {
    setClock(clock);
    tellTimes();
  },
  blocked: (chat) => setBlocked(chat, true),
  unblocked: (chat) => setBlocked(chat, false),
  cleared() {
    for (const one of world.chats.values()) {
      one.messages.clear();
      Object.assign(one, { pinned: [], blocked: false, unread: 0 });
    }
    world.replying = null;
    showAll();
  },
};

function setClock(clock) {
  const isOther = clock.mode !== world.clock.mode;
  world.clock = clock;
  world.drifted = Date.now();
  showClock();
  if (isOther && log.querySelector(".welcome")) showLog();
}

// While the story moves on, the clock follows what arrives.
function followClock(message) {
  const date = new Date(message.date * 1000);
  if (date > new Date(world.clock.now)) setClock({ ...world.clock, now: date.toISOString() });
}

function setBlocked(chat, blocked) {
  world.chats.get(chat).blocked = blocked;
  showComposer();
}

async function start() {
  const told = await fetchState().catch(() => null);
  if (!told) { setTimeout(start, 1000); return; }
  world.bot = told.bot;
  world.commands = told.commands;
  world.chats = new Map([...told.people.map(ownChat), ...told.groups.map(groupChat)].map((one) => [one.id, one]));
  const wanted = Number(location.hash.slice(1));
  if (!world.chats.has(world.chat)) world.chat = world.chats.has(wanted) ? wanted : told.people[0].id;
  if (!world.chats.has(world.person)) world.person = isGroup(here()) ? told.people[0].id : world.chat;
  setClock(told.clock);
  showAll();
  toBottom();
  if (world.seen === undefined) {
    world.seen = told.seen;
    listen(told.seen, ({ kind, chat, content }) => { happens[kind]?.(chat, content); delete document.body.dataset.lost; }, () => {
      world.seen = undefined;
      document.body.dataset.lost = "";
      setTimeout(start, 1000);
    });
  }
}

const byId = (messages) => new Map(messages.map((message) => [message.message_id, message]));

function ownChat(one) {
  return { ...one, kind: "private", hint: "has not started the bot", messages: byId(one.messages), unread: 0 };
}

function groupChat(one) {
  const isChannel = one.kind === "channel";
  const hint = isChannel
    ? "A channel whose admin the bot is. Post a command here, such as /digest 08:00 or /board."
    : "A group with the bot in it. Commands work here too; what an admin sets up, comes to the topic it was asked in.";
  return { ...one, name: one.title, what: isChannel ? "channel" : "group", hint, messages: byId(one.messages), unread: 0 };
}

// The controls

function grow() {
  const field = $("say");
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 200)}px`;
  showCommands();
  showOffers(field.value, world);
}

async function choose(query, result) {
  $("say").value = "";
  grow();
  await attempt(() => ask("choose", { person: world.person, query, result, ...place() }));
}

function sendTyped() {
  const text = $("say").value;
  if (!text.trim()) return;
  $("say").value = "";
  openMenu(false);
  grow();
  hideOffers();
  say(text);
}

function popover(button, menu) {
  const close = () => { menu.hidden = true; button.setAttribute("aria-expanded", "false"); };
  button.addEventListener("click", () => {
    menu.hidden = !menu.hidden;
    button.setAttribute("aria-expanded", String(!menu.hidden));
    if (!menu.hidden) menu.querySelector("button, select").focus();
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target) && !button.contains(event.target)) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) { close(); button.focus(); }
  });
  return close;
}

function localInput(date) {
  return date.toISOString().slice(0, 16);
}

function connect() {
  $("composer").addEventListener("submit", (event) => { event.preventDefault(); sendTyped(); });
  $("say").addEventListener("input", grow);
  $("say").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); sendTyped(); }
    if (event.key === "Escape") { openMenu(false); hideOffers(); }
    if (event.key === "ArrowUp" && !$("commands").hidden) { event.preventDefault(); $("commands").lastElementChild.focus(); }
  });
  $("menu").addEventListener("click", toggleMenu);
  document.addEventListener("keydown", leaveMenu);
  $("begin").addEventListener("click", () => say("/start"));
  $("down").addEventListener("click", toBottom);
  log.addEventListener("scroll", scrolled);
  $("pinned").addEventListener("click", () => $(`message-${here().pinned.at(-1)}`)?.scrollIntoView({ block: "center" }));
  $("reply-no").addEventListener("click", () => { world.replying = null; showReplying(); });
  $("far-yes").addEventListener("click", () => changeMode("today", world.far));
  $("far-no").addEventListener("click", () => { $("far").hidden = true; });
  $("mode-story").addEventListener("click", () => askMode("story"));
  $("mode-today").addEventListener("click", () => askMode("today"));
  for (const button of document.querySelectorAll("[data-step]")) button.addEventListener("click", () => step(button.dataset.step));
  document.addEventListener("click", (event) => { if (!event.target.closest("#menu, #commands, #say")) openMenu(false); });
  connectMore();
  connectAttach();
  connectTries();
  $("as").addEventListener("change", () => { world.person = Number($("as").value); showLog(); toBottom(); });
  for (const opener of document.querySelectorAll("[data-tour]")) opener.addEventListener("click", () => openTour(touring));
}

// What the tour does in the reader's name.
const touring = {
  begin: () => chooseChat(people()[0].id),
  say: (text) => say(text),
  press: (label) => [...log.querySelectorAll(".key")].filter((key) => key.textContent.includes(label)).at(-1)?.click(),
  step: (length) => step(length),
  until: async (moment) => { while (now() < moment && world.clock.can_step) { if (!(await ask("step", { step: "event" }).catch(() => ({}))).moved) break; } },
  isStory: () => world.clock.mode === "story",
};

function connectMore() {
  const close = popover($("more"), $("more-menu"));
  $("zone").append(...[...new Set(zones)].map((name) => new Option(name.replace("_", " "), name)));
  $("more").addEventListener("click", () => { $("zone").value = zone(); });
  $("zone").addEventListener("change", () => { localStorage.setItem(`zone-${world.person}`, $("zone").value); showAll(); });
  $("theme").addEventListener("click", () => { setTheme(isDark() ? "light" : "dark"); close(); });
  $("block").addEventListener("click", () => { attempt(() => ask("block", { person: world.person, blocks: !person().blocked })); close(); });
  setTheme(localStorage.getItem("theme"));
}

const isDark = () => getComputedStyle(document.documentElement).colorScheme === "dark";

function setTheme(theme) {
  if (!theme) return;
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("theme", theme);
}

function connectAttach() {
  const close = popover($("attach"), $("attach-menu"));
  const opens = {
    file: () => $("file").click(),
    place: () => $("place").showModal(),
    post: () => { $("post-date").value = localInput(now()); $("post").showModal(); },
  };
  for (const button of document.querySelectorAll("[data-attach]")) button.addEventListener("click", () => { close(); opens[button.dataset.attach](); });
  $("file").addEventListener("change", sendFile);
  $("place-city").append(...Object.keys(cities).map((name) => new Option(name)));
  $("place-city").addEventListener("change", fillPlace);
  fillPlace();
  $("place").addEventListener("close", () => {
    if ($("place").returnValue) attempt(() => ask("location", { person: world.person, latitude: $("latitude").value, longitude: $("longitude").value }));
    $("place").returnValue = "";
  });
  $("post").addEventListener("close", () => {
    if ($("post").returnValue) say($("post-text").value, { channel: $("post-channel").value, date: `${$("post-date").value}Z` });
    $("post").returnValue = "";
  });
}

function fillPlace() {
  [$("latitude").value, $("longitude").value] = cities[$("place-city").value];
}

async function sendFile() {
  const [file] = $("file").files;
  if (!file) return;
  const form = new FormData();
  form.append("person", world.person);
  form.append("caption", $("say").value);
  form.append("file", file, file.name);
  $("say").value = "";
  $("file").value = "";
  await attempt(() => ask("document", form));
}

function connectTries() {
  $("tries").append(...tries.map((text) => {
    const item = node("li");
    const button = node("button", "try", text);
    button.type = "button";
    button.addEventListener("click", () => say(text));
    item.append(button);
    return item;
  }));
}

connect();
start();
setInterval(() => { if (world.clock.mode === "today") { showClock(); } }, 1000);
setInterval(tellTimes, 30000);
