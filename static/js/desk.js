/* Gives each prose editor the name and the language that its hidden text box has. */
"use strict";

const nameEditors = (root) => {
  for (const box of root.querySelectorAll("textarea[data-django-prose-editor-configurable]")) {
    const editor = box.closest(".prose-editor, div")?.querySelector(".ProseMirror");
    const label = document.querySelector(`label[for="${box.id}"]`);
    if (!editor || !label || editor.hasAttribute("aria-labelledby")) continue;
    label.id = label.id || `${box.id}_label`;
    editor.setAttribute("aria-labelledby", label.id);
    editor.setAttribute("role", "textbox");
    editor.setAttribute("aria-multiline", "true");
    editor.lang = box.name.slice(-2);
  }
};

const setLanguages = (root) => {
  for (const box of root.querySelectorAll("input[name$='_en'], textarea[name$='_en']")) box.lang = "en";
  for (const box of root.querySelectorAll("input[name$='_tr'], textarea[name$='_tr']")) box.lang = "tr";
};

const whenReady = () => {
  setLanguages(document);
  nameEditors(document);
  new MutationObserver(() => { setLanguages(document); nameEditors(document); })
    .observe(document.querySelector("#content") ?? document.body, { childList: true, subtree: true });
};

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", whenReady);
else whenReady();
