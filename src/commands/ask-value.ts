import type { Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import { showLine } from '../terminal/show-line.ts';

type Services = Pick<Context, 'prompter' | 'words'>;

export interface ValueQuestion {
  /** Label of the question. */
  readonly label: string;
  /** Taken by Enter alone. */
  readonly initial?: string;
  /** DunError 2 when the text is of no use: the question is then asked again, with the reason. */
  readonly read: (text: string) => unknown;
}

/** One question; an answer that `read` refuses is explained and asked again. Gives the text back, as typed. */
export function askValue({ prompter, words }: Services, question: ValueQuestion): Promise<string> {
  const { label, initial, read } = question;
  const validate = async (text: string): Promise<true | string> => {
    try {
      await read(text);
      return true;
    } catch (error) {
      if (error instanceof DunError && error.exitCode === 2) return reasonOf(error, words);
      throw error;
    }
  };
  return prompter.text({
    message: words.label(label),
    ...(initial === undefined ? {} : { initial }),
    validate,
  });
}

/** The words of an error without its flags: whoever answers a question has typed none. */
export function reasonOf({ key, values }: DunError, words: Context['words']): string {
  if (key === 'value.missing') return words.label('value.needed');
  const bare = { ...values, ...('flag' in values ? { flag: '' } : {}) };
  const hint = words.has(`${key}.hint`) ? showLine(words, `${key}.hint`, bare) : '';
  // A hint that is a command is for the shell, not for a question.
  const isCommand = /--[a-z]|\bdun /.test(hint);
  return [withoutFlags(showLine(words, key, bare)), isCommand ? '' : withoutFlags(hint)]
    .filter((text) => text !== '')
    .join(' → ');
}

function withoutFlags(text: string): string {
  const bare = text
    .replace(/ ?\((?:--[a-z-]+)?(?:, )?([^)]*)\)/g, (_, rest: string) => (rest === '' ? '' : ` (${rest})`))
    .replace(/^[\s\u00a0]*:\s*/, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
