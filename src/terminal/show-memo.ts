import type { Words } from '../script/words.ts';
import { show, type Style, wrap } from './style.ts';

/** A memo as it is shown before it leaves: what is read here is what is sent. */
export interface ShownMemo {
  readonly to: { readonly name: string; readonly address: string | null };
  readonly cc: readonly { readonly name: string; readonly address: string }[];
  /** Empty for a text, which has none. */
  readonly subject: string;
  readonly text: string;
  /** Names of what travels with it. */
  readonly attached: readonly string[];
}

/** Addressee, subject, text and attachments, at most `width` columns wide (80 in a pipe). */
export function showMemo(memo: ShownMemo, view: { words: Words; width: number; style: Style }): string[] {
  const { words, style } = view;
  const width = Math.min(view.width, 80);
  const { name, address } = memo.to;
  const to = mailbox({
    name: name === address ? '' : name,
    address: address ?? words.label('memo.no_address'),
  });
  const head = [
    headLine(words.label('memo.to'), to, view),
    ...(memo.cc.length === 0
      ? []
      : [headLine(words.label('memo.cc'), memo.cc.map(mailbox).join(', '), view)]),
    ...(memo.subject === '' ? [] : [headLine(words.label('memo.subject'), memo.subject, view)]),
  ].flat();
  const body = memo.text
    .replace(/\s+$/, '')
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [''] : wrap(show(line), width, '   ')));
  const foot =
    memo.attached.length === 0 ? [] : headLine(words.label('memo.attached'), memo.attached.join(', '), view);
  return [
    ...head,
    '',
    ...body,
    '',
    ...foot.map((line) => style.dim(line)),
    ...(foot.length === 0 ? [] : ['']),
  ];
}

function mailbox({ name, address }: { readonly name: string; readonly address: string }): string {
  return name === '' ? address : `${name} <${address}>`;
}

function headLine(label: string, value: string, { words, width }: { words: Words; width: number }): string[] {
  const colon = words.language === 'fr' ? '\u00a0: ' : ': ';
  return wrap(`${label}${colon}${show(value)}`, Math.min(width, 80));
}
