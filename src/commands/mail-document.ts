import type { Day } from '../domain/day.ts';
import type { MailTrial } from '../domain/mail-trial.ts';
import type { Words } from '../script/words.ts';

/** `dun mail test --json`: a row a way, and what is wrong as a name and in words. */
export function trialDocument(today: Day, trials: readonly MailTrial[], words: Words): object {
  return {
    schema: 'dun.mail.test/1',
    today,
    ok: trials.every(({ fault }) => fault === null),
    items: trials.map(({ fault, ...trial }) => ({
      ...trial,
      ok: fault === null,
      fault: fault === null ? null : fault.key.replace(/^mail\.fault\./, ''),
      message: fault === null ? null : words.label(fault.key, fault.values),
      hint:
        fault !== null && words.has(`${fault.key}.hint`)
          ? words.label(`${fault.key}.hint`, fault.values)
          : null,
    })),
  };
}
