import { expect, test } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerDue } from '../../src/commands/due.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerLog } from '../../src/commands/log.ts';
import { registerPay } from '../../src/commands/pay.ts';
import { registerPromise } from '../../src/commands/promise.ts';
import { aDesk, fillDesk } from '../support/desk.ts';

const commands = [registerClient, registerDue, registerInvoice, registerLog, registerPay, registerPromise];

/** One command on a day: `2026-06-02 promise add roussel --on 2026-06-05`. */
type Typed = `${string} ${string}`;

interface Listed {
  readonly items: readonly { readonly id: number; readonly fate: string; readonly level: number }[];
}

function isListed(document: unknown): document is Listed {
  return typeof document === 'object' && document !== null && 'items' in document;
}

/** What the list of promises says on a day, after these commands: `1 broken L1`. */
async function promises(typed: readonly Typed[], today: string): Promise<string[]> {
  const { ledger } = aDesk({ commands });
  await fillDesk(aDesk({ commands, ledger }));
  for (const line of typed) {
    const [on = '', ...argv] = line.split(' ');
    await aDesk({ commands, ledger, today: on }).dun(...argv);
  }
  const { document } = await aDesk({ commands, ledger, today }).dun('promise', 'list', 'roussel', '--json');
  if (!isListed(document)) throw new TypeError('no list');
  return document.items.map(({ id, fate, level }) => `${id} ${fate} L${level}`);
}

const first = '2026-06-02 promise add roussel --on 2026-06-05';
const again = '2026-06-10 promise add roussel --on 2026-06-19';

/** The three examples that a trade ledger gives for the level of a promise, and the fates of product 4, as typed. */
test.each<[string, readonly Typed[], string[]]>([
  ['1, open: a new one takes its place', [first, '2026-06-03 log roussel --outcome promise --on 2026-06-19'], ['1 moved L1', '2 open L2']],
  ['1, kept in part', [first, '2026-06-08 pay roussel 400', again], ['1 partly_kept L1', '2 open L2']],
  ['1, broken', [first, again], ['1 broken L1', '2 open L2']],
  ['2, withdrawn', [first, '2026-06-03 promise withdraw 1 --reason trop.tôt', again], ['1 withdrawn L1', '2 open L2']],
  ['3, for a part and kept, a new one for the rest', [`${first} --amount 400`, '2026-06-08 pay roussel 400', again], ['1 kept L1', '2 open L1']],
  ['something came late', [first, '2026-06-09 pay roussel 400', again], ['1 partly_kept L1', '2 open L2']],
  ['all came late', [`${first} --amount 400`, '2026-06-09 pay roussel 400', again], ['1 kept_late L1', '2 open L2']],
  ['moved once', [first, '2026-06-03 promise move 1 --on 2026-06-19'], ['1 moved L1', '2 open L2']],
  ['moved twice: the second counts as broken', [first, '2026-06-03 promise move 1 --on 2026-06-12', '2026-06-04 promise move 2 --on 2026-06-19'], ['1 moved L1', '2 broken L2', '3 open L3']],
  ['moved on its day: too late', [first, '2026-06-05 promise move 1 --on 2026-06-19'], ['1 broken L1', '2 open L2']],
  ['on a condition', [`${first} --condition s'ils.paient`, again], ['1 intent L1', '2 open L1']],
  ['a payment taken back', [first, '2026-06-05 pay roussel 840', '2026-06-09 pay undo 1', again], ['1 broken L1', '2 open L2']],
  ['credited', [first, '2026-06-04 invoice credit F-2026-044 --number A-1 --amount 840'], ['1 withdrawn L1']],
])('%s', async (_, typed, expected) => {
  expect(await promises(typed, '2026-06-12')).toEqual(expected);
}); // biome-ignore format: one story a line

test.each<[string, readonly Typed[], string]>([
  ['a second live promise on an invoice', [first, '2026-06-03 promise add roussel --on 2026-06-19'], 'promise.already'],
  ['a withdrawal without a reason', [first, '2026-06-03 promise withdraw 1'], 'value.missing'],
  ['more than is open', ['2026-06-02 promise add roussel --amount 841 --on 2026-06-05'], 'promise.too_much'],
])('refuses %s', async (_, typed, key) => {
  await expect(promises(typed, '2026-06-12')).rejects.toMatchObject({ key });
}); // biome-ignore format: one story a line

test('what is paid too much stays visible as a credit', async () => {
  const { ledger } = aDesk({ commands });
  await fillDesk(aDesk({ commands, ledger }));
  const { dun } = aDesk({ commands, ledger });
  await dun('pay', 'roussel', '900', '--overpaid');
  const { out } = await dun('client', 'show', 'roussel');
  expect(out.replaceAll('\u00a0', ' ')).toContain('60,00 €');
});
