// What the page asks of its server, and what it hears from it.

const mark = { "X-Playground": "page" };

export async function ask(path, content) {
  const isForm = content instanceof FormData;
  const response = await fetch(`/play/${path}`, {
    method: "POST",
    headers: isForm ? mark : { ...mark, "Content-Type": "application/json" },
    body: isForm ? content : JSON.stringify(content),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? "The playground does not answer as it should.");
  return answer;
}

export async function state() {
  const response = await fetch("/play/state");
  if (!response.ok) throw new Error("The playground does not answer.");
  return response.json();
}

// Hear what happens after a number; `lost` is called when the server has gone, and once more what it says is stale.
export function listen(after, heard, lost) {
  const source = new EventSource(`/play/events?after=${after}`);
  source.onmessage = (event) => heard(JSON.parse(event.data));
  source.onerror = () => {
    source.close();
    lost();
  };
}
