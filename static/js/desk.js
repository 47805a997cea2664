/* The editors' desk: names the prose editors, opens and closes parts, and asks before typed words are lost. */
"use strict";

/* The prose editor speaks English; its words in the language of the desk come with the page. */
const words = JSON.parse(document.querySelector("#editor-words")?.textContent ?? "{}");
if (window.django?.catalog) Object.assign(django.catalog, words);

const translate = (editor) => {
  for (const button of editor.querySelectorAll(".prose-menubar [title]"))
    for (const name of ["title", "aria-label"]) button.setAttribute(name, words[button.title] ?? button.title);
  for (const option of editor.querySelectorAll(".prose-menubar__option > *"))
    option.textContent = words[option.textContent] ?? option.textContent;
};

/* A prose editor has the name and the language of the text box that it hides. */
const nameEditors = (root) => {
  for (const editor of root.querySelectorAll(".prose-editor [contenteditable]:not([aria-label])")) {
    const box = editor.closest(".prose-editor").querySelector("textarea");
    const label = document.querySelector(`label[for="${box.id}"]`);
    if (!label) continue;
    editor.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
    editor.setAttribute("role", "textbox");
    editor.setAttribute("aria-multiline", "true");
    editor.lang = box.lang;
    translate(editor.closest(".prose-editor"));
  }
};

const holdsEditor = (node) => node.nodeType === 1 && node.querySelector("[contenteditable]");

const nameEditorsToCome = (content) =>
  new MutationObserver((changes) => {
    if (changes.some((change) => [...change.addedNodes].some(holdsEditor)))
      nameEditors(content);
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

/* Leaving a form with unsaved words in it asks first. */
const guard = (form) => {
  let unsaved = Boolean(document.querySelector(".errornote"));
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
};

const whenReady = () => {
  const content = document.querySelector("#content");
  nameEditors(content);
  nameEditorsToCome(content);
  rememberParts();
  for (const button of content.querySelectorAll(".open-all")) openAll(button);
  for (const form of content.querySelectorAll("#article_form")) guard(form);
  content.querySelector(".errorlist")?.scrollIntoView({ block: "center" });
};

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", whenReady);
else whenReady();
