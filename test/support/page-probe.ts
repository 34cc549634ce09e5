/** What a browser says of a page. */
export interface Seen {
  /** Widest content and room for it, pixels. */
  readonly scroll: number;
  readonly inner: number;
  /** Width from the leftmost to the rightmost thing on it. */
  readonly width: number;
  /** Texts of elements that stick out on the right or hide a part of themselves. */
  readonly out: readonly string[];
  /** Texts printed over each other, in pairs. */
  readonly overlaps: readonly (readonly [string, string])[];
  /** Words and numbers, short enough for a column of a phone, that run over two lines. */
  readonly broken: readonly string[];
  /** Scripts, handlers and links that run something. */
  readonly scripts: number;
  /** The text as a reader sees it. */
  readonly text: string;
  /** Smallest size of a text, pixels. */
  readonly smallest: number;
  /** Texts of three elements, those with the largest letters first. */
  readonly largest: readonly string[];
  /** Lowest contrast of a text on its ground, by WCAG 2, and that text. */
  readonly contrast: number;
  readonly faintest: string;
  /** How long the bars of each table would be if they were full, pixels. */
  readonly bars: readonly (readonly number[])[];
  /** Colour of the ground under everything. */
  readonly ground: readonly number[];
  /** Where the pictures stand: left, top, width, height. */
  readonly pictures: readonly (readonly [number, number, number, number])[];
}

/** Looks at the page from outside of it; its value is a `Seen`. */
export const pageProbe = `(() => {
const channels = (colour) => {
  const [r = 0, g = 0, b = 0, a = 1] = (colour.match(/[\\d.]+/g) ?? []).map(Number);
  return [r, g, b, a];
};
const over = (top, below, share) => below.map((c, at) => top[at] * share + c * (1 - share)).slice(0, 3);
const light = (colour) => colour.map((c) => c / 255)
  .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
const canvas = (() => {
  const sample = document.createElement('i');
  sample.style.backgroundColor = 'Canvas';
  document.body.append(sample);
  const colour = channels(getComputedStyle(sample).backgroundColor);
  sample.remove();
  return colour.slice(0, 3);
})();
const up = (node) => { const all = []; for (let at = node; at; at = at.parentElement) all.push(at); return all; };
const groundOf = (node) => up(node).reverse().reduce((below, at) => {
  const colour = channels(getComputedStyle(at).backgroundColor);
  return over(colour, below, colour[3]);
}, canvas);
const contrastOf = (node) => {
  const ground = groundOf(node);
  const style = getComputedStyle(node);
  const ink = channels(node instanceof SVGElement ? style.fill : style.color);
  const share = up(node).reduce((product, at) => product * Number(getComputedStyle(at).opacity), ink[3]);
  const [a, b] = [light(over(ink, ground, share)), light(ground)].sort((x, y) => x - y);
  return (b + 0.05) / (a + 0.05);
};
const all = [...document.querySelectorAll('body *')].filter((node) => node.getClientRects().length > 0);
const told = all.filter((node) =>
  [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== ''));
const contrasts = told.map((node) => [contrastOf(node), node.textContent]).sort(([a], [b]) => a - b);
const root = document.documentElement;
const boxes = all.map((node) => node.getBoundingClientRect());
const isOut = (node) => node.getBoundingClientRect().right > root.clientWidth + 0.5 ||
  (getComputedStyle(node).overflowX !== 'visible' && node.scrollWidth > node.clientWidth);
const texts = [];
for (const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walk.nextNode();)
  if (walk.currentNode.data.trim() !== '') texts.push(walk.currentNode);
const linesOf = (node, from = 0, to = node.data.length) => {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
};
const placed = texts.flatMap((node) => linesOf(node).map((box) => ({ node, box })));
// The box of a line is taller than its letters: a quarter above and below is air.
const isOver = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
  Math.min(a.bottom - a.height / 4, b.bottom - b.height / 4) - Math.max(a.top + a.height / 4, b.top + b.height / 4) > 1;
// A label that only the style writes has no node: it runs into the next one where its element has no height.
const labels = all.filter((node) => !['none', 'normal'].includes(getComputedStyle(node, '::before').content))
  .filter((node) => node.getBoundingClientRect().height < 8)
  .map((node) => [getComputedStyle(node, '::before').content, '']);
const overlaps = labels.concat(placed.flatMap((one, at) => placed.slice(at + 1)
  .filter((other) => other.node !== one.node && isOver(one.box, other.box))
  .map((other) => [one.node.data.trim(), other.node.data.trim()])));
const broken = texts.flatMap((node) => [...node.data.matchAll(/[\\w.\\/]+(?:-[\\w.\\/]+)+|\\p{L}+/gu)]
  .filter(([word]) => /\\d/.test(word) ? word.length <= 24 : /^\\p{L}{2,13}$/u.test(word))
  .filter(({ 0: word, index }) => linesOf(node, index, index + word.length).length > 1)
  .map(([word]) => word));
const runs = (node) => node.localName === 'script' ||
  [...node.attributes].some(({ name, value }) => /^on/i.test(name) || /^\\s*javascript:/i.test(value));
return {
  scroll: root.scrollWidth, inner: root.clientWidth,
  width: Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left)),
  out: all.filter(isOut).map((node) => node.textContent),
  overlaps, broken,
  scripts: [...document.querySelectorAll('*')].filter(runs).length,
  text: document.body.innerText,
  smallest: Math.min(...told.map((node) => parseFloat(getComputedStyle(node).fontSize) * (node.getScreenCTM?.().a ?? 1))),
  largest: told.map((node) => [parseFloat(getComputedStyle(node).fontSize), node.textContent])
    .sort(([a], [b]) => b - a).slice(0, 3).map(([, text]) => text),
  contrast: contrasts[0]?.[0] ?? 21, faintest: contrasts[0]?.[1] ?? '',
  bars: [...document.querySelectorAll('table')].map((table) => [...table.querySelectorAll('.bar')]
    .map((bar) => Math.round(bar.getBoundingClientRect().width))),
  ground: groundOf(document.body),
  pictures: [...document.images].map((image) => {
    const { x, y, width, height } = image.getBoundingClientRect();
    return [x, y, width, height];
  }),
};
})()`;
