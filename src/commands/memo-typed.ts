import type { MemoKind } from '../domain/attempt.ts';

const flags: Readonly<Partial<Record<MemoKind, string>>> = {
  payment_reminder: '--reminder',
  payment_thanks: '--thanks',
};

/** What is typed behind `dun memo` for a message of this kind: the client, and the flag of one that follows no call. */
export function typedForMemo(kind: MemoKind, handle: string): string {
  const flag = flags[kind];
  return flag === undefined ? handle : `${handle} ${flag}`;
}
