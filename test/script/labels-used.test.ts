import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
  .join('\n');

const folder = join(root, 'templates', 'en', 'screen');
const labels = readdirSync(folder).flatMap((name) => {
  const area: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return typeof area === 'object' && area !== null ? Object.keys(area) : [];
});

/** Keys written whole in the source, and the patterns of those put together: `call.goal.${state}` is `call\.goal\..+`. */
const whole = new Set(
  [...source.matchAll(/['`]([a-z][a-z_]*(?:\.[a-zA-Z0-9_-]+)+)['`]/g)].map(([, key]) => key),
);
const patterns = [...source.matchAll(/`([a-z][a-z_]*(?:\.(?:[\w-]|\$\{[^}`]*\})+)+)`/g)]
  .map(([, text = '']) => text.replace(/\$\{[^}]*\}/g, '*'))
  .map((text) => new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('*', '.+')}$`));

/** What is looked up by convention: the hint of an error, the two numbers of a count, the help of a command. */
const suffix = /\.(hint|one|other|summary|examples|(option|argument)\.[a-z_]+)$/;
const commandPart = /\.(summary|examples|(option|argument)\.[a-z_]+)$/;

function isUsed(key: string): boolean {
  if (commandPart.test(key)) return true;
  const stem = key.replace(suffix, '');
  return (
    whole.has(key) || whole.has(stem) || patterns.some((pattern) => pattern.test(key) || pattern.test(stem))
  );
}

describe('the labels of the screen', () => {
  it('are all used by the program', () => {
    expect(labels.filter((key) => !isUsed(key))).toEqual([]);
  });

  it('are all there when the program asks for them by their whole name', () => {
    const areas = new Set(labels.map((key) => key.split('.')[0]));
    const known = new Set(labels);
    const asked = [...whole].filter(
      (key): key is string =>
        key !== undefined && areas.has(key.split('.')[0]) && !/\.(ts|cjs|db|com|net|org)$/.test(key),
    );
    // Not labels, but parts of a key that is put together elsewhere.
    const others = new Set(['pay.dated', 'pay.today', 'pay.by']);
    const settings = /^(mail|call|memo)\.[a-z_]+$/;
    const missing = asked.filter(
      (key) =>
        !others.has(key) &&
        !known.has(key) &&
        !labels.some((label) => label.startsWith(`${key}.`)) &&
        !settings.test(key),
    );
    expect(missing).toEqual([]);
  });
});
