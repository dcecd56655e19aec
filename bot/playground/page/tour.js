// The tour: the story of July 2025 in ten taps, some two minutes.

const $ = (id) => document.getElementById(id);

// Each step says what there is to see; `does` is done when the reader goes on to it.
const steps = [
  { title: "A deadline in the news", words: "It is 20 July 2025. Dateline has read one report, of 14 July: the United States president gives Russia 50 days. /start shows what the bot does.", does: (act) => act.say("/start") },
  { title: "The briefing", words: "/brief tells what is new, each sentence word for word from its source, the next deadlines on top.", does: (act) => act.say("/brief") },
  { title: "Ask the ledger", words: "A question opens the card: who demands what of whom, until when, and counted from which day.", does: (act) => act.say("when does the ultimatum end?") },
  { title: "Be told", words: "“Alert me” follows this deadline: a ladder of alerts before it, and word when it moves.", does: (act) => act.press("Alert me") },
  { title: "Every morning", words: "A briefing at your own hour, with the reading time that you have.", does: (act) => act.say("/digest 08:00 3min") },
  { title: "The sources disagree", words: "An interview counts the 50 days from another day. Both dates stand side by side: 2 and 7 September.", does: (act) => act.until(new Date("2025-07-20T13:00Z")) },
  { title: "It moves", words: "On 28 July the 50 days become “10 or 12 days from today”. Who follows it hears at once: old date, new date, who says so.", does: (act) => act.until(new Date("2025-07-29T09:00Z")) },
  { title: "The day comes", words: "Alerts, a second move to 8 August, and the day itself, which passes.", does: (act) => act.until(new Date("2025-08-09T09:00Z")) },
  { title: "What was known when", words: "/asof shows the ledger as it was known on any day.", does: (act) => act.say("/asof 2025-07-25") },
  { title: "That is the story", words: "Try a group, a channel, or @dateline_playground_bot in a message. Change to Today to read the news of this morning." },
];

let at = 0;

export async function openTour(act) {
  at = 0;
  act.begin();
  if (!act.isStory()) { tell("The tour tells the story of July 2025", "Change the clock to Story first, then take the tour.", null); return; }
  await show(act);
}

async function show(act) {
  const step = steps[at];
  const goOn = at + 1 < steps.length ? () => { at += 1; show(act); } : null;
  tell(step.title, step.words, goOn);
  $("tour-count").textContent = `${at + 1} of ${steps.length}`;
  $("tour-next").disabled = true;
  await step.does?.(act);
  $("tour-next").disabled = false;
  if (goOn) $("tour-next").focus({ preventScroll: true });
}

function tell(title, words, goOn) {
  $("tour").hidden = false;
  $("tour-title").textContent = title;
  $("tour-words").textContent = words;
  $("tour-count").textContent = "";
  $("tour-next").hidden = !goOn;
  $("tour-next").onclick = goOn;
  $("tour-end").onclick = () => { $("tour").hidden = true; };
}
