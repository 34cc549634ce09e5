import type { Context } from '../cli/context.ts';
import type { Language } from '../domain/profile.ts';
import type { Key } from '../terminal/call-pressed.ts';

/**
 * The keys of the played call, one a word: a person answers, it is the right one, the work was fine; the client first
 * says "this week", is asked for a day, and promises the whole amount for Friday.
 */
const said: Readonly<Record<Language, { readonly vague: string; readonly day: string }>> = {
  fr: { vague: 'cette semaine', day: 'vendredi' },
  en: { vague: 'this week', day: 'friday' },
};

function played(language: Language): readonly string[] {
  const { vague, day } = said[language];
  const untilDay = [' ', '1', '1', '1', '1', 'enter', vague, 'enter', ' ', ' ', '1', day, 'enter'];
  // Read out, agreed, checked, hung up, written down; the look back is passed over.
  return [...untilDay, '3', ' ', '1', '1', ' ', ' ', ' ', ' '];
}

/** A call screen without a terminal: presses the keys of the story and prints each picture that a person would see. */
export function playedScreen({ output }: Pick<Context, 'output'>, language: Language): Context['callScreen'] {
  return async (config) => {
    let line = config.initialLine;
    const show = (): void => {
      const { content, bottom } = config.draw();
      output.line();
      for (const text of `${content}\n${bottom}`.split('\n')) output.line(text === '' ? '' : `  │ ${text}`);
    };
    show();
    for (const word of played(language)) {
      const keys = word === 'enter' ? [word] : Array.from(word);
      for (const text of keys) {
        const key = keyOf(text, line);
        const turn = config.press(key);
        line = turn.line;
        if (turn.isOver) return;
      }
      show();
    }
  };
}

function keyOf(text: string, line: string): Key {
  if (text === 'enter')
    return { name: 'return', sequence: '\r', isControl: false, isPasted: false, line: '' };
  const name = text === ' ' ? 'space' : text;
  return { name, sequence: text, isControl: false, isPasted: false, line: line + text };
}
