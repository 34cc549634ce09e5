import type { createPromptModule } from 'inquirer';
import { DunError } from '../domain/errors.ts';
import { show, showTyped, wrap } from './style.ts';

/** Ends a question without an answer: the user left (Ctrl-C, Ctrl-D) or the program is told to end. */
export class BrokenOff extends Error {
  /** `interrupt` is Ctrl-C, `end` is Ctrl-D or a terminal that is gone, `signal` is the abort signal. */
  readonly reason: 'interrupt' | 'end' | 'signal';

  constructor(reason: BrokenOff['reason'], options?: ErrorOptions) {
    super(`broken off: ${reason}`, options);
    this.name = 'BrokenOff';
    this.reason = reason;
  }
}

export interface TextQuestion {
  readonly message: string;
  /** Taken by Enter alone. Typing replaces it, Tab brings it into the line to be edited, Backspace drops it. */
  readonly initial?: string;
  /** What is wrong with the answer, or `true`. Work done here is done before the answer is ticked (promises 0.2). */
  readonly validate?: (text: string) => true | string | Promise<true | string>;
}

export interface Choice<T> {
  readonly label: string;
  readonly value: T;
}

export interface ChoiceQuestion<T> {
  readonly message: string;
  readonly choices: readonly Choice<T>[];
}

export interface KeyChoice<T> {
  /** One character, or `enter`. */
  readonly key: string;
  /** Further characters that mean the same, for fingers used to the other language. */
  readonly also?: readonly string[];
  readonly label: string;
  readonly value: T;
}

export interface KeyQuestion<T> {
  readonly message: string;
  /** Enter alone takes the first; digits count them. */
  readonly choices: readonly KeyChoice<T>[];
}

export interface SecretQuestion {
  readonly message: string;
}

export interface YesNoQuestion {
  readonly message: string;
  /** Taken by Enter alone; yes when absent. */
  readonly initial?: boolean;
}

/**
 * Asks on the terminal. Messages and labels pass through `show`. Rejects with `BrokenOff` when left, with
 * `DunError` 2 (`cli.no_terminal`) where there is nobody to ask.
 */
export interface Prompter {
  readonly isInteractive: boolean;
  /** One line, without blanks at its ends. */
  text(question: TextQuestion): Promise<string>;
  choose<T>(question: ChoiceQuestion<T>): Promise<T>;
  /** One key, without Enter. */
  key<T>(question: KeyQuestion<T>): Promise<T>;
  confirm(question: YesNoQuestion): Promise<boolean>;
  /** One line of which only the length is shown, blanks and all: a password. */
  secret(question: SecretQuestion): Promise<string>;
}

export interface PrompterOptions {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
  readonly isInteractive: boolean;
  /** Labels `ask.…` of the screen language. */
  readonly words: { label(key: string, values?: Readonly<Record<string, string>>): string };
}

/** The prompter of this run. The prompt library is loaded at the first question. */
export function createPrompter(options: PrompterOptions): Prompter {
  return options.isInteractive ? terminalPrompter(options) : absentPrompter();
}

function absentPrompter(): Prompter {
  const refuse = async ({ message }: { readonly message: string }): Promise<never> => {
    throw new DunError('cli.no_terminal', 2, { question: show(message) });
  };
  return { isInteractive: false, text: refuse, choose: refuse, key: refuse, confirm: refuse, secret: refuse };
}

/** Our own tick follows once the answer is saved, so the library shows none (promises 9). */
const prefix = { idle: '?', done: ' ' };

function terminalPrompter(options: PrompterOptions): Prompter {
  const { words } = options;
  return {
    isInteractive: true,
    text: async ({ message, initial = '', validate }) => {
      const answer = await ask(options, (prompt) =>
        prompt<{ answer: string }>({
          type: 'input',
          name: 'answer',
          message: shownQuestion(message, options),
          default: show(initial),
          theme: { prefix },
          transformer: (text: string) => showTyped(text),
          validate: async (text: string) => shownProblem((await validate?.(text.trim())) ?? true),
        }),
      );
      return answer.trim();
    },
    choose: (question) => askChoice(options, question),
    key: (question) => askKey(options, question),
    secret: (question) => askSecret(options, question),
    confirm: ({ message, initial = true }) =>
      ask(options, (prompt) =>
        prompt<{ answer: boolean }>({
          type: 'confirm',
          name: 'answer',
          message: shownQuestion(message, options),
          default: initial,
          theme: {
            prefix,
            keywords: {
              yes: words.label('ask.yes'),
              no: words.label('ask.no'),
              error: () => words.label('ask.yes_or_no'),
            },
          },
        }),
      ),
  };
}

/** The library breaks a long question in the middle of a word: it gets lines, the further ones under the first. */
function shownQuestion(message: string, { output }: Pick<PrompterOptions, 'output'>): string {
  return wrap(show(message), output.columns || 80, '  ')
    .join('\n')
    .trimStart();
}

async function askChoice<T>(options: PrompterOptions, { message, choices }: ChoiceQuestion<T>): Promise<T> {
  const { words, output } = options;
  const numbered = choices.map(({ label }, index) => ({ name: show(label), value: index }));
  const index = await ask(options, (prompt) =>
    prompt<{ answer: number }>({
      type: 'select',
      name: 'answer',
      message: shownQuestion(message, options),
      choices: numbered,
      loop: false,
      // All that fits: what is scrolled out of sight is not looked for.
      pageSize: Math.max(12, (output.rows || 24) - 7),
      theme: {
        prefix,
        indexMode: 'number',
        style: { keysHelpTip: () => `↑↓ ${words.label('ask.move')} · ⏎ ${words.label('ask.take')}` },
      },
    }),
  );
  const chosen = choices[index];
  if (chosen === undefined) throw new RangeError(`no choice ${index} of ${choices.length}`);
  return chosen.value;
}

function askSecret(options: PrompterOptions, { message }: SecretQuestion): Promise<string> {
  return ask(options, (prompt) =>
    prompt<{ answer: string }>({
      type: 'password',
      name: 'answer',
      message: shownQuestion(message, options),
      mask: '•',
      toggleMask: false,
      theme: { prefix },
    }),
  );
}

async function askKey<T>(options: PrompterOptions, { message, choices }: KeyQuestion<T>): Promise<T> {
  const { words, output } = options;
  const { keyPrompt } = await import('./key-prompt.ts');
  const shown = choices.map(({ key, also = [], label }) => ({
    key,
    also,
    name: key === 'enter' ? words.label('ask.enter') : show(key),
    label: show(label),
  }));
  const keys = shown.map(({ name }) => name).join(', ');
  const index = await watched(options, (io) =>
    keyPrompt(
      {
        message: shownQuestion(message, options),
        choices: shown,
        refusal: (key) => words.label('ask.key', { key, keys }),
        width: () => Math.min(output.columns || 80, 100),
      },
      io,
    ),
  );
  const chosen = choices[index];
  if (chosen === undefined) throw new RangeError(`no choice ${index} of ${choices.length}`);
  return chosen.value;
}

type PromptModule = ReturnType<typeof createPromptModule<never>>;

/** Runs one question of the library. */
async function ask<T>(
  options: PrompterOptions,
  question: (prompt: PromptModule) => Promise<{ answer: T }>,
): Promise<T> {
  const { default: inquirer } = await import('inquirer');
  return watched(options, async (io) => (await question(inquirer.createPromptModule(io))).answer);
}

type PromptIo = Pick<PrompterOptions, 'input' | 'output' | 'signal'>;

/** Runs one question, and turns every way of leaving it into `BrokenOff`. */
async function watched<T>(
  { input, output, signal }: PrompterOptions,
  question: (io: PromptIo) => Promise<T>,
): Promise<T> {
  const left = new AbortController();
  const unwatch = watchEnd(input, () => left.abort());
  try {
    return await question({ input, output, signal: AbortSignal.any([signal, left.signal]) });
  } catch (error) {
    throw asBrokenOff(error, { signal, left: left.signal });
  } finally {
    unwatch();
  }
}

function asBrokenOff(error: unknown, { signal, left }: { signal: AbortSignal; left: AbortSignal }): unknown {
  const name = error instanceof Error ? error.name : '';
  if (signal.aborted) return new BrokenOff('signal', { cause: signal.reason });
  if (left.aborted) return new BrokenOff('end');
  return name === 'ExitPromptError' ? new BrokenOff('interrupt') : error;
}

/**
 * Ctrl-D on an empty line, or a terminal that goes away, closes the line reader behind the prompt, which then never
 * settles. What shows is that its input is paused, or no longer raw, while the question is still open. After Ctrl-Z and
 * `fg` the input is paused as well: there it has to flow again, or the keyboard stays dead.
 */
function watchEnd(input: NodeJS.ReadStream, onEnd: () => void): () => void {
  let [isOpen, isBackFromStop] = [true, false];
  const onContinue = (): void => {
    isBackFromStop = true;
  };
  // A settled prompt pauses its input too, but is gone before the next turn of the event loop.
  const nextTurn = (work: () => void): void => void setImmediate(() => void (isOpen && work()));
  const onPause = (): void =>
    nextTurn(() => {
      if (isBackFromStop) input.resume();
      else onEnd();
      isBackFromStop = false;
    });
  const onKey = (_: unknown, key: { ctrl?: boolean; name?: string } | undefined): void => {
    if (key?.ctrl === true && key.name === 'd') nextTurn(() => void (input.isRaw || onEnd()));
  };
  process.on('SIGCONT', onContinue);
  input.on('pause', onPause).on('end', onPause).on('close', onPause).on('keypress', onKey);
  return () => {
    isOpen = false;
    process.off('SIGCONT', onContinue);
    input.off('pause', onPause).off('end', onPause).off('close', onPause).off('keypress', onKey);
    // The line reader believes an input resumed after Ctrl-Z to be paused, and would leave the program waiting on it.
    input.pause();
  };
}

function shownProblem(verdict: true | string): true | string {
  return verdict === true ? true : show(verdict);
}
