import { fold } from './fold.ts';

/** Legal forms as they stand at either end of a firm's name, folded. Several words: written apart (`GmbH & Co. KG`). */
const legalForms = new Set([
  'sarl', 'sas', 'sasu', 'sa', 'eurl', 'sci', 'snc', 'ei', 'eirl', 'selarl', 'scop', 'scp', 'societe', 'ste', 'ets',
  'ltd', 'limited', 'llc', 'inc', 'incorporated', 'corp', 'corporation', 'plc', 'llp', 'pty', 'co',
  'gmbh', 'ag', 'ug', 'kg', 'ohg', 'gbr', 'mbh', 'ev', 'eg', 'kgaa', 'se', 'haftungsbeschrankt',
  'bv', 'nv', 'vof', 'bvba', 'cv', 'srl', 'sprl', 'asbl', 'vzw', 'spa', 'snc', 'sl', 'slu', 'ab', 'aps', 'oy', 'as',
]); // biome-ignore format: rows of names

/** A name for comparison: no accents, no case, no punctuation (`S.A.R.L. L’Étoile` → `sarl l etoile`). */
export function foldName(name: string): string {
  return fold(name)
    .replace(/\b(?:\p{L}\.){2,}/gu, (initials) => initials.replaceAll('.', ''))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The folded name without legal forms at its ends; a name that is nothing else stays whole. */
export function bareName(name: string): string {
  const words = foldName(name).split(' ');
  while (words.length > 1 && legalForms.has(words.at(-1) ?? '')) words.pop();
  while (words.length > 1 && legalForms.has(words[0] ?? '')) words.shift();
  return words.join(' ');
}

/** A short name for the command line: `[a-z0-9-]`, at most 40 characters, not among those taken. */
export function handleFor(name: string, taken: ReadonlySet<string>): string {
  const slug = slugOf(bareName(name)) || slugOf(foldName(name)) || 'client';
  if (!taken.has(slug)) return slug;
  let count = 2;
  while (taken.has(`${slug}-${count}`)) count += 1;
  return `${slug}-${count}`;
}

function slugOf(folded: string): string {
  const slug = folded.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  if (slug.length <= 40) return slug;
  const cut = slug.slice(0, 40);
  const whole = cut.lastIndexOf('-') > 10 ? cut.slice(0, cut.lastIndexOf('-')) : cut;
  return whole.replace(/(?:-(?:[a-z]|de|du|des|et|la|le|les|und|and|of|the|for|pour|sur))+$/, '');
}
