import { dial, type Step } from './conversation.ts';

/** Steps that most conversations share, in the language of the screen. */
interface Shared {
  /** From dialling to the right person. */
  readonly spoken: readonly Step[];
  /** … and on to their reason: the work is fine, the invoice is named, they speak. */
  readonly reason: readonly Step[];
  /** From the summary to the message: agreed, contact checked, goodbye, saved, no look back, sent. */
  readonly agreed: readonly Step[];
  /** From the wrap-up on, after a call with nobody who may hear of money. */
  readonly saved: readonly Step[];
  readonly sent: Step;
}

const frSpoken: readonly Step[] = [dial.fr, ['Ça sonne', '1'], ['avant tout chiffre', '1']];
const enSpoken: readonly Step[] = [dial.en, ["It's ringing", '1'], ['before any figure', '1']];
const frSent: Step = ['Ce message ›', 's'];
const enSent: Step = ['This message ›', 's'];

export const fr: Shared = {
  spoken: frSpoken,
  reason: [...frSpoken, ['sur le travail', '1'], ['puis se taire', ' ']],
  agreed: [
    ['Qui fait quoi', '1'],
    ['Rester joignable', '1'],
    ['vérifié ✓', ' '],
    ['annoncer le message', ' '],
    ["tant que c'est frais", ' '],
    ['Un regard en arrière', ' '],
    frSent,
  ],
  saved: [["tant que c'est frais", ' ']],
  sent: frSent,
};

export const en: Shared = {
  spoken: enSpoken,
  reason: [...enSpoken, ['on the work', '1'], ['then be silent', ' ']],
  agreed: [
    ['Who does what', '1'],
    ['within reach of each other', '1'],
    ['checked ✓', ' '],
    ['announce the email', ' '],
    ['while it is fresh', ' '],
    ['One look back', ' '],
    enSent,
  ],
  saved: [['while it is fresh', ' ']],
  sent: enSent,
};
