import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const labels = (language: string) =>
  JSON.parse(readFileSync(join(root, 'templates', language, 'screen', 'store.json'), 'utf8')) as Record<
    string,
    string
  >;
const french = labels('fr');
const english = labels('en');

/** Keys that the store's code names. Those of `missing(kind)` are put together from the kind. */
function namedKeys(): string[] {
  const folder = join(root, 'src', 'store');
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const code = sources.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const whole = [...code.matchAll(/'(store\.[a-z_]+)'/g)].map(([, key]) => key ?? '');
  const kinds = [...code.matchAll(/missing\('([a-z]+)'/g)].map(([, kind]) => `store.no_${kind}`);
  return [...new Set([...whole, ...kinds])].toSorted();
}

const warnings = ['store.no_backup', 'store.synced'];

test('every error of the store has words and a hint, and no words are left over', () => {
  const keys = namedKeys().flatMap((key) => (warnings.includes(key) ? [key] : [key, `${key}.hint`]));
  expect(Object.keys(french).toSorted()).toEqual(keys.toSorted());
});

test('both languages say the same with the same values', () => {
  const values = (text = '') => [...text.matchAll(/\{[a-z]+\}/g)].map(([name]) => name).toSorted();
  expect(Object.keys(english)).toEqual(Object.keys(french));
  for (const key of Object.keys(french))
    expect([key, values(english[key])]).toEqual([key, values(french[key])]);
});

test('French spaces do not break', () => {
  for (const text of Object.values(french)) expect(text).not.toMatch(/ [:;?!»]|« |[^\s\u00a0/]:\s/);
});
