import fc from 'fast-check';

/** A word as the keys that type it. */
export const typed = (word: string): string[] => Array.from(word);
const letters = typed('abcdefghijklmnopqrstuvwxyz');
const named = ['enter', 'esc', 'backspace', 'tab', 'up', 'left', 'delete', 'f1', 'f12'];
const controls = letters.map((letter) => `ctrl-${letter}`);
const strange = Array.from('?!éΩ日AH/.+@').concat('😀', '👩‍👩‍👧', 'paste:collé', 'paste:1', 'paste:9 deux');
const digits = typed('0123456789');
/** Every key there is: each alone may come at any moment. */
const keyboard = [...letters, ...digits, ' ', ' ', ...named, ...controls, ...strange];
/** Words as one types them where they are asked for. */
const words = [
  'demain', 'vendredi', '+3', '15/6', 'cette semaine', 'hier', '31/11', '250', '99999', '50%', 'tout', '0', '14h', '3',
  'a@b.example', 'Ana Ruiz', 'la compta', '03 88 00 11 22', '0189', '2 300', '3 fois', 'envoyer le relevé', 'bientôt',
]; // biome-ignore format: rows of words

/** What a hand may do during a call: choices, words where they are asked for, and keys that have no business there. */
export const presses: fc.Arbitrary<string[]> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...digits).map((digit) => [digit]) },
      { weight: 2, arbitrary: fc.constantFrom([' '], [' '], ['enter'], ['esc']) },
      { weight: 3, arbitrary: fc.constantFrom(...keyboard).map((key) => [key]) },
      { weight: 3, arbitrary: fc.constantFrom(...words).map((word) => [...typed(word), 'enter']) },
    ),
    { maxLength: 45, size: 'max' },
  )
  .map((parts) => [...beginning, ...parts.flat()]);
/** To the invoice: before that little can be said. */
export const beginning = [' ', '1', '1', '1'];
