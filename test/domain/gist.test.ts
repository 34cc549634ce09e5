import { expect, it } from 'vitest';
import { gistOf } from '../../src/domain/gist.ts';

it.each([
  [
    'Bonjour Nadia,\n\nJe transmets à la compta.\n\nCordialement,\nJules Roussel\n03 88 00 11 22',
    'Je transmets à la compta.',
  ],
  ['Hi Nadia,\nSee below.\nWe pay on Friday.\n\nBest regards\nJules', 'See below. We pay on Friday.'],
  ["D'accord.", "D'accord."],
  ['Bonjour, je transmets.', 'Bonjour, je transmets.'],
  ['Bonjour,\n\nCordialement,\nJules', 'Bonjour, Cordialement, Jules'],
  ['Cordialement', 'Cordialement'],
  ['', ''],
])('the gist of %j is %j', (words, gist) => {
  expect(gistOf(words)).toBe(gist);
});
