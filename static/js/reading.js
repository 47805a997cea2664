// Small comforts; the page is complete without.
// The contents list marks the section being read.
const links = [...document.querySelectorAll(".contents a")];
const seen = new Set();
const watcher = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) seen[isIntersecting ? "add" : "delete"](target.id);
  const now = links.find((link) => seen.has(link.hash.slice(1)));
  if (!now) return;
  for (const link of links) {
    if (link === now) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}, { rootMargin: "-15% 0px -65%" });
for (const link of links) watcher.observe(document.getElementById(link.hash.slice(1)));

// The other language opens at the same place: anchors are the same in both.
const carry = () => {
  for (const link of document.querySelectorAll(".languages a")) link.hash = location.hash;
};
addEventListener("hashchange", carry);
carry();

// What was skipped is laid out while nobody waits, part by part, after the font that would lay it out anew.
const skipped = [...document.querySelectorAll(".contents, .text > section, .call, .foot")];
const layOut = () => {
  const part = skipped.shift();
  if (!part) return;
  part.style.contentVisibility = "visible";
  part.offsetHeight; // now, not in the next frame
  requestIdleCallback(layOut);
};
const begin = () => window.requestIdleCallback?.(layOut);
if (document.readyState === "complete") begin();
else addEventListener("load", begin);
