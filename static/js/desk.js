/* The editors' desk: names the prose editors, opens and closes parts, and asks before typed words are lost. */
"use strict";

/* The prose editor speaks English; its words in the language of the desk come with the page. */
const words = JSON.parse(document.querySelector("#editor-words")?.textContent ?? "{}");
if (window.django?.catalog) Object.assign(django.catalog, words);

const translate = (bar) => {
  for (const button of bar.querySelectorAll("[title]"))
    for (const name of ["aria-label", "title"]) button.setAttribute(name, words[button.title] ?? button.title);
  for (const option of bar.querySelectorAll(".prose-menubar__option > *"))
    option.textContent = words[option.textContent] ?? option.textContent;
  bar.dataset.translated = "";
};

/* A prose editor has the name and the language of the text box that it hides. */
const name = (editor) => {
  const box = editor.closest(".prose-editor").querySelector("textarea");
  const label = document.querySelector(`label[for="${box.id}"]`);
  editor.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
  editor.setAttribute("aria-multiline", "true");
  editor.lang = box.lang;
};

const dress = (content) => {
  content.querySelectorAll(".prose-editor [contenteditable]:not([aria-label])").forEach(name);
  content.querySelectorAll(".prose-menubar:not([data-translated]):not(:empty)").forEach(translate);
};

/* Editors come late, and with every part that is added; typing in one of them changes the page as well. */
const dressEditorsToCome = (content) =>
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => !target.closest("[contenteditable]"))) dress(content);
  }).observe(content, { childList: true, subtree: true });

/* Which parts stand open is remembered until the window is closed, so that saving does not close them. */
const rememberParts = () => {
  const place = `open:${location.pathname}`;
  const remembered = JSON.parse(sessionStorage.getItem(place) ?? "[]");
  for (const id of remembered) document.querySelector(`#${CSS.escape(id)} > details`)?.setAttribute("open", "");
  addEventListener("pagehide", () => {
    const open = [...document.querySelectorAll(".part.has_original > details[open]")].map((part) => part.parentElement.id);
    sessionStorage.setItem(place, JSON.stringify(open));
  });
};

const openAll = (button) => {
  const parts = () => [...button.closest(".parts").querySelectorAll(".part:not(.empty-form) > details")];
  const say = () => { button.textContent = parts().every((part) => part.open) ? button.dataset.close : button.dataset.open; };
  button.addEventListener("click", () => {
    const open = !parts().every((part) => part.open);
    for (const part of parts()) part.open = open;
  });
  button.closest(".parts").addEventListener("toggle", say, true);
  button.hidden = !parts().length;
  say();
};

/* The texts that are not current, one after the other: the part that holds one opens. */
const stepThrough = (button) => {
  let place = -1;
  button.hidden = false;
  button.addEventListener("click", () => {
    const found = [...document.querySelectorAll(".beside")];
    if (!found.length) return;
    place = (place + 1) % found.length;
    for (let part = found[place].closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    const box = found[place].parentElement.querySelector("[contenteditable], input:not([type=checkbox]), textarea");
    box?.focus({ preventScroll: true });
    found[place].parentElement.scrollIntoView({ block: "center" });
  });
};

/* Leaving a form with unsaved words in it asks first. */
const guard = (form) => {
  let unsaved = Boolean(document.querySelector(".errornote"));
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
};

const whenReady = () => {
  const content = document.querySelector("#content");
  dress(content);
  dressEditorsToCome(content);
  rememberParts();
  for (const button of content.querySelectorAll(".open-all")) openAll(button);
  for (const button of content.querySelectorAll(".next-lagging")) stepThrough(button);
  for (const form of content.querySelectorAll("#article_form")) guard(form);
  content.querySelector(".errorlist")?.scrollIntoView({ block: "center" });
};

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", whenReady);
else whenReady();
