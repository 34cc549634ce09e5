import { expect, test } from 'vitest';
import { fold } from '../../src/domain/fold.ts';

test.each([
  ['accents and case', 'ÉLÉGANCE Ärger', 'elegance arger'],
  ['ligatures', 'Cœur Æon Straße', 'coeur aeon strasse'],
  ['letters that no decomposition reaches', 'Łódź Øst', 'lodz ost'],
  ['composed and decomposed', 'Cafe\u0301', 'cafe'],
  ['runs of space, also hard ones', '  a \t b\u00a0c ', 'a b c'],
  ['typographic apostrophe', 'L’Atelier', "l'atelier"],
  ['nothing', '', ''],
  ['only marks', '\u0301', ''],
  ['other scripts stay', 'Ωmega 日本', 'ωmega 日本'],
])('%s', (_, text, folded) => {
  expect(fold(text)).toBe(folded);
  expect(fold(folded)).toBe(folded);
});
