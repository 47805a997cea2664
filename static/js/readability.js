/* How easy a text is to read, under its box while it is written: the rules of articles/readability.py, which says where
   they come from. A test holds both to the same figures. */

const SENTENCE_END = /[.!?…]+["'”’)\]]*(?:\s+|$)/u;
const WORD = /%?[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*%?/gu;
const PIECE = /\d+(?:[.,]\d+)?|[\p{L}\p{Nl}\p{No}]+|%/gu;

const VOWELS = /[aeiouy]+/g;
const APART = /(?<![tscgx])i(?=[aou])|(?<=[aeiouy])(?=ing$)/g;
const SILENT = new RegExp(
  "(?:(?<=[^aeiouyl])|(?<=[aeiouyl]l))(?:e|(?<![td])ed|(?<![sxzcg])(?<!ch)(?<!sh)es)$" +
    "|(?<=[^aeiouyl])e(?=(?:ment|ly|ful|less|ness|thing|times)s?$)",
  "g",
);
const EXCEPTIONS = {
  area: 3, being: 2, calcium: 3, diabetes: 4, diarrhoea: 4, diet: 2, doesn: 2, fluid: 2, fluids: 2, magnesium: 4,
  potassium: 4, quiet: 2, rhythm: 2, science: 2, society: 4, spasm: 2, spasms: 2,
};
const NUMERALS = {
  en: {
    units: [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2],
    tens: [0, 1, 2, 2, 2, 2, 2, 3, 2, 2],
    hundred: 2, thousand: 2, mark: 1, percent: 2, saysOne: true,
  },
  tr: {
    units: [2, 1, 2, 1, 1, 1, 2, 2, 2, 2],
    tens: [0, 1, 2, 2, 1, 2, 2, 2, 2, 2],
    hundred: 1, thousand: 1, mark: 2, percent: 2, saysOne: false,
  },
};

const count = (text, pattern) => [...text.matchAll(pattern)].length;
const isUpper = (text) => text === text.toUpperCase() && text !== text.toLowerCase();

const spoken = {
  en(piece) {
    if (isUpper(piece)) return [...piece].reduce((sum, letter) => sum + (letter === "W" ? 3 : 1), 0);
    const word = piece.toLowerCase();
    if (Object.hasOwn(EXCEPTIONS, word)) return EXCEPTIONS[word];
    return Math.max(1, count(word, VOWELS) + count(word, APART) - count(word, SILENT));
  },
  tr(piece) {
    const vowels = count(piece, /[aeıioöuüâîûAEIİOÖUÜÂÎÛ]/g);
    return isUpper(piece) || !vowels ? [...piece].length : vowels;
  },
};

const cardinal = (number, by) => {
  if (number < by.units.length) return by.units[number];
  for (const [size, name] of [[1000, by.thousand], [100, by.hundred]])
    if (number >= size) {
      const times = Math.floor(number / size);
      const rest = number % size;
      return (times > 1 || by.saysOne ? cardinal(times, by) : 0) + name + (rest ? cardinal(rest, by) : 0);
    }
  return by.tens[Math.floor(number / 10)] + (number % 10 ? by.units[number % 10] : 0);
};

const syllables = (piece, language) => {
  const by = NUMERALS[language];
  if (piece === "%") return by.percent;
  if (!/^\d/.test(piece)) return spoken[language](piece);
  const [whole, decimals = ""] = piece.split(/[.,]/);
  const said = [...decimals].reduce((sum, digit) => sum + by.units[digit], decimals ? by.mark : 0);
  return cardinal(Number(whole), by) + said;
};

/* {words, number} of the blocks of a text; number is null without any word. */
export const measure = (blocks, language) => {
  const sentences = blocks.flatMap((block) => block.split(SENTENCE_END)).filter((each) => each.match(WORD));
  const words = sentences.flatMap((sentence) => sentence.match(WORD));
  if (!words.length) return { words: 0, number: null };
  const spokenOnes = words.flatMap((word) => word.match(PIECE) ?? []);
  const all = spokenOnes.reduce((sum, piece) => sum + syllables(piece, language), 0);
  const [length, weight] = [words.length / sentences.length, all / words.length];
  const number = language === "tr" ? 198.825 - 40.175 * weight - 2.61 * length : 0.39 * length + 11.8 * weight - 15.59;
  return { words: words.length, number };
};

/* The lines of a text as readers see it: of prose, its blocks. */
export const blocksOf = (written) => {
  if (!/^\s*<(?:p|h3|ul|ol|li)[\s>]/.test(written)) return written.split("\n");
  const body = new DOMParser().parseFromString(written, "text/html").body;
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\s+/g, " ");
  for (const block of body.querySelectorAll("p, h3, ul, ol, li")) {
    block.before("\n");
    block.after("\n");
    block.prepend("\n");
    block.append("\n");
  }
  return body.textContent.split("\n");
};

const say = (box, line, words) => {
  const { words: counted, number } = measure(blocksOf(box.value), box.lang);
  const aim = words[box.lang];
  line.hidden = counted < words.fewest;
  if (line.hidden) return;
  const hard = aim.most === undefined ? number < aim.least : number > aim.most;
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  line.textContent = (hard ? aim.hard : aim.easy).replace("{number}", format.format(number));
  line.classList.toggle("hard", hard);
};

const advise = (box, words) => {
  const line = Object.assign(document.createElement("p"), { className: "reading" });
  (box.closest(".fieldBox, .flex-container") ?? box).after(line);
  box.addEventListener("input", () => say(box, line, words));
  say(box, line, words);
};

const words = JSON.parse(document.querySelector("#reading-words")?.textContent ?? "null");
const isText = (box) => words && Object.hasOwn(words, box.lang) && !/search_words|__prefix__/.test(box.name);
for (const box of document.querySelectorAll("#article_form textarea[lang]")) if (isText(box)) advise(box, words);
document.addEventListener("formset:added", (event) => {
  for (const box of event.target.querySelectorAll("textarea[lang]")) if (isText(box)) advise(box, words);
});
