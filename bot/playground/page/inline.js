// Inline mode: what the bot offers for the words behind its name, above the composer.

import { node } from "./bubbles.js";
import { ask } from "./wire.js";

const box = () => document.getElementById("offers");
const pause = 250;

let waiting = 0;
let asked = "";

// Ask for offers once somebody who types the bot's name rests for a moment.
export function showOffers(typed, world) {
  clearTimeout(waiting);
  const name = `@${world.bot.username} `;
  if (!typed.toLowerCase().startsWith(name)) { hideOffers(); return; }
  waiting = setTimeout(async () => {
    const answer = await ask("inline", { person: world.person, text: typed.slice(name.length) }).catch(() => ({}));
    asked = answer.query ?? "";
  }, pause);
}

export function hideOffers() {
  clearTimeout(waiting);
  box().hidden = true;
}

export function offered({ query, results, button }, world, act) {
  if (asked && query < asked) return;
  const above = button ? [offer(button.text, "", () => { hideOffers(); act.follow(button.start_parameter ?? "inline"); })] : [];
  const items = results.map((one) => offer(one.title, one.description ?? "", () => { hideOffers(); act.choose(query, one.id); }));
  box().replaceChildren(...above, ...items);
  box().hidden = !box().children.length;
}

function offer(title, words, choose) {
  const item = node("li", "offer");
  item.role = "option";
  item.tabIndex = 0;
  item.append(node("b", "", title), node("span", "", words));
  item.addEventListener("click", choose);
  item.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); }
    if (event.key === "ArrowDown") { event.preventDefault(); (item.nextElementSibling ?? item).focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); (item.previousElementSibling ?? item).focus(); }
  });
  return item;
}
