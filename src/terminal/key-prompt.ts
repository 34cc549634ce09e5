import { createPrompt, type KeypressEvent, useKeypress, useState } from '@inquirer/core';
import { padEnd, show, wrap } from './style.ts';

/** One answer of a one-key question, ready for the screen. */
export interface ShownKey {
  /** What the keyboard gives: a character, or `enter`. */
  readonly key: string;
  /** Other characters that mean the same, not shown. */
  readonly also: readonly string[];
  /** How the key is called on the screen. */
  readonly name: string;
  readonly label: string;
}

export interface KeyPromptConfig {
  readonly message: string;
  readonly choices: readonly ShownKey[];
  /** What to say of a key that is none of them. */
  readonly refusal: (key: string) => string;
  readonly width: () => number;
}

/**
 * A question answered by one key, without Enter. Enter alone takes the first answer, a digit the answer of that number.
 * Resolves with the place of the answer in the list.
 */
export const keyPrompt = createPrompt<number, KeyPromptConfig>((config, done) => {
  const [taken, take] = useState(-1);
  const [refused, refuse] = useState('');
  useKeypress((event: KeypressEvent & { sequence?: string }, rl) => {
    rl.clearLine(0);
    const pressed = nameOf(event);
    const index = indexOf(config.choices, pressed);
    if (index < 0) refuse(pressed);
    else {
      take(index);
      done(index);
    }
  });
  const line = `${config.message} › `;
  const choice = config.choices[taken];
  if (choice !== undefined) return `${line}${choice.label}`;
  const answers = config.choices.map(({ name, label }) => `${name}\u00a0${label}`).join(' · ');
  const lines = wrap(answers, config.width());
  const told = refused === '' ? '' : wrap(config.refusal(refused), config.width()).join('\n');
  return [[...lines, padEnd(line, 1)].join('\n'), told];
});

/** Which answer a key takes; -1 for none. */
export function indexOf(choices: readonly Pick<ShownKey, 'key' | 'also'>[], pressed: string): number {
  const wanted = pressed.toLowerCase();
  const named = choices.findIndex(({ key, also }) => key === wanted || also.includes(wanted));
  if (named >= 0) return named;
  if (pressed === 'enter') return choices.length > 0 ? 0 : -1;
  const number = /^[1-9]$/.test(pressed) ? Number(pressed) : 0;
  return number <= choices.length ? number - 1 : -1;
}

function nameOf(event: KeypressEvent & { sequence?: string }): string {
  const { ctrl, sequence = '' } = event;
  // A character without a name of its own comes without one, whatever the type says.
  const name = event.name ?? '';
  if (name === 'return' || name === 'enter') return 'enter';
  const isCharacter = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(sequence);
  return isCharacter && !ctrl ? sequence : show(`${ctrl ? 'Ctrl-' : ''}${name}`, 12);
}
