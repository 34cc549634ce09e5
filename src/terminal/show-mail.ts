import type { MailTrial } from '../domain/mail-trial.ts';
import type { Words } from '../script/words.ts';
import { showLine } from './show-line.ts';
import { show, type Style, wrap } from './style.ts';

interface View {
  readonly words: Words;
  readonly output: { readonly style: Style; readonly width: number };
}

/** One way for mail: does it work, and if not, what is wrong and what to type next. */
export function showTrial({ way, place, security, user, fault }: MailTrial, view: View): string[] {
  const { words, output } = view;
  const facts = [
    words.label(`mail.test.way.${way}`),
    words.label(fault === null ? 'mail.test.works' : 'mail.test.fails'),
    show(place, 80),
    security === null ? '' : words.label(`mail.test.security.${security}`),
    user === null ? '' : show(user, 80),
  ];
  const head = output.style.bold(facts.filter((text) => text !== '').join(' · '));
  if (fault === null) return way === 'draft' ? [head, words.label('mail.test.draft_note')] : [head];
  const hint = words.has(`${fault.key}.hint`) ? showLine(words, `${fault.key}.hint`, fault.values) : '';
  return [
    head,
    ...wrap(showLine(words, fault.key, fault.values), output.width, '  '),
    ...(hint === '' ? [] : wrap(`→ ${hint}`, output.width, '  ')),
  ];
}
