import type { Language } from '../domain/profile.ts';

/** Options that every command takes, before or after its name (product 3). */
export interface Globals {
  readonly db: string | undefined;
  readonly today: string | undefined;
  /** A day that is over: what was known at its end is shown, and nothing is written. */
  readonly asOf: string | undefined;
  readonly lang: string | undefined;
  readonly isJson: boolean;
  readonly hasColour: boolean;
  readonly isDebug: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the global options before the command is known: words and clock are needed to parse the rest and to tell what
 * is wrong with it. Commander parses the same options again and refuses what is malformed.
 */
export function readGlobals(argv: readonly string[], env: Env): Globals {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  return {
    db: valueOf(words, '--db') ?? filled(env['DUN_DB']),
    today: valueOf(words, '--today') ?? filled(env['DUN_TODAY']),
    asOf: valueOf(words, '--as-of'),
    // A code that is none of ours is refused later, in the language we would else speak.
    lang: readLanguage(valueOf(aboutScreen(words), '--lang')) ?? filled(env['DUN_LANG']),
    isJson: words.includes('--json'),
    hasColour: !words.includes('--no-color') && !filled(env['NO_COLOR']),
    isDebug: words.includes('--debug') || filled(env['DUN_DEBUG']) !== undefined,
  };
}

/** `fr` or `en` from a code such as `fr`, `fr_BE.UTF-8`, `en-GB`; `undefined` for any other. */
export function readLanguage(text: string | undefined): Language | undefined {
  const code = text?.slice(0, 2).toLowerCase();
  return code === 'fr' || code === 'en' ? code : undefined;
}

/** The language of the machine's locale; English when it is neither of ours. */
export function localeLanguage(env: Env): Language {
  return readLanguage(filled(env['LC_ALL']) ?? filled(env['LC_MESSAGES']) ?? filled(env['LANG'])) ?? 'en';
}

/** The words that may name the language of the screen: behind `client add` and `client edit` it is the client's. */
function aboutScreen(words: readonly string[]): readonly string[] {
  const at = words.findIndex(
    (word, index) => word === 'client' && /^(?:add|edit)$/.test(words[index + 1] ?? ''),
  );
  return at < 0 ? words : words.slice(0, at);
}

function valueOf(words: readonly string[], name: string): string | undefined {
  const at = words.findLastIndex((word) => word === name || word.startsWith(`${name}=`));
  const word = words[at];
  if (word === undefined) return undefined;
  return word === name ? words[at + 1] : word.slice(name.length + 1);
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text;
}
