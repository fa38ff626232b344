/* Comfort for pages that work without it.  Nothing here is needed: links that open over the page lead to pages of their
 * own, the choice of appearance has a button, the day has its link, a file field takes files without help. */
"use strict";

/* ---- side by side, over the page it was asked from ---- */

const sheet = document.createElement("dialog");
let before = "";                        /* the title of the page below */

function close(back) {
  if (!sheet.open)
    return;
  sheet.close();
  document.title = before;
  if (back)
    history.back();
}

function bar(url) {
  const line = document.createElement("div"), link = document.createElement("a"), button = document.createElement("button");
  line.className = "bar";
  link.href = url;
  link.textContent = document.documentElement.dataset.ownPage;
  button.type = "button";
  button.className = "btn";
  button.textContent = document.documentElement.dataset.close;
  button.addEventListener("click", () => close(true));
  line.append(link, button);
  return line;
}

/* The item alone comes with ?part=1; its heading is called beside-h. */
async function show(url, keep) {
  const answer = await fetch(url + "?part=1");
  if (!answer.ok)
    throw new Error(answer.status);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").body, place = document.createElement("div");
  place.className = "part";
  place.append(...part.childNodes);
  sheet.replaceChildren(bar(url), place);
  if (!sheet.open) {
    before = document.title;
    sheet.showModal();
  }
  sheet.scrollTop = 0;
  const heading = sheet.querySelector("#beside-h");
  document.title = heading ? heading.textContent + " – " + before : before;
  if (keep)
    history[keep]({ over: url }, "", url);
}

/* From within it goes on in the same place, so that one step back leads to the page below. */
function clicked(event) {
  const link = event.target.closest("a.beside");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return;
  event.preventDefault();
  show(link.href, sheet.contains(link) ? "replaceState" : "pushState").catch(() => location.assign(link.href));
}

if (typeof sheet.showModal === "function" && document.querySelector("a.beside")) {
  sheet.className = "over";
  sheet.setAttribute("aria-labelledby", "beside-h");
  document.body.append(sheet);
  document.addEventListener("click", clicked);
  sheet.addEventListener("click", event => event.target === sheet && close(true));
  sheet.addEventListener("cancel", event => { event.preventDefault(); close(true); });
  addEventListener("popstate", event =>
    event.state && event.state.over ? show(event.state.over).catch(() => location.reload()) : close(false));
}

/* ---- what came in while one was reading: a line that says so, and leads there ---- */

const live = document.querySelector(".live[data-many]");
if (live && "EventSource" in window) {
  const fresh = new Set();
  let source;
  const told = event => {
    const story = JSON.parse(event.data);
    if (story.what !== "new")
      return;
    fresh.add(story.story);
    live.querySelector("a").textContent = (fresh.size === 1 ? live.dataset.one : live.dataset.many).replace("#", fresh.size);
    live.hidden = false;
  };
  const listen = () => {
    source = new EventSource("/api/v1/events");
    source.addEventListener("story", told);
  };
  listen();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", event => event.persisted && listen());
}

/* ---- appearance: kept as soon as it is chosen ---- */

const theme = document.querySelector("form.theme");
if (theme)
  theme.addEventListener("change", () =>
    fetch(theme.action, { method: "POST", body: new URLSearchParams(new FormData(theme)), redirect: "manual" }).catch(() => {}));

/* ---- files may be dropped anywhere on the page that takes them ---- */

const files = document.querySelector("form.drop input[type=file]");
if (files) {
  addEventListener("dragover", event => event.preventDefault());
  addEventListener("drop", event => {
    if (event.target === files || !event.dataTransfer.files.length)
      return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
    files.focus();
  });
}
