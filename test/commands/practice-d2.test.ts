import { expect, test } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerDue } from '../../src/commands/due.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerLog } from '../../src/commands/log.ts';
import { registerPrep } from '../../src/commands/prep.ts';
import { registerPromise } from '../../src/commands/promise.ts';
import { addDays, day } from '../../src/domain/day.ts';
import { profile } from '../store/histories.ts';
import { aDesk, type Said, fillDesk } from '../support/desk.ts';

const commands = [registerClient, registerDue, registerInvoice, registerLog, registerPrep, registerPromise];

/** Menuiserie Roussel, who owes since 20 April: what was agreed on a day, and the desk of any later one. */
async function agreed(on: string, ...argv: string[]) {
  const { ledger } = aDesk({ commands });
  await fillDesk(aDesk({ commands, ledger }));
  ledger.profile.save(profile);
  const at = (today: string) => aDesk({ commands, ledger, today });
  const said = await at(on).dun(...argv);
  const roussel = async (today: string) => {
    const { document } = await at(today).dun('due', '--json');
    return JSON.stringify(document).includes('"handle":"menuiserie-roussel","tier"') ? 'listed' : 'waits';
  };
  return { said, at, roussel };
}

const leaves = (promisedOn: string) => ['promise', 'add', 'roussel', '--on', promisedOn];
const arrives = (promisedOn: string) => [...leaves(promisedOn), '--means', 'arrives'];
const log = (outcome: string, ...more: string[]) => ['log', 'roussel', '--outcome', outcome, ...more];
const tells =
  (texts: readonly string[]) =>
  ({ said }: { said: Said }) =>
    texts.filter((text) => !`${said.out}\n${said.notes}`.replaceAll('\u00a0', ' ').includes(text));

type Row = readonly [
  name: string,
  on: string,
  argv: readonly string[],
  told: readonly string[],
  listedOn: string,
];

/** The six rows of practice D2, from what is typed to the day on which the list has the client. */
test.each<Row>([
  ['leaves Friday 5 June', '2026-06-03', leaves('2026-06-05'), ['au plus tard le lundi 8 juin', 'rappelez le mardi 9 juin'], '2026-06-09'],
  ['leaves Thursday 4 June', '2026-06-03', leaves('2026-06-04'), ['au plus tard le lundi 8 juin', 'rappelez le mardi 9 juin'], '2026-06-09'],
  ['leaves Tuesday 12 May', '2026-05-11', leaves('2026-05-12'), ['au plus tard le vendredi 15 mai', 'rappelez le lundi 18 mai'], '2026-05-18'],
  ['arrives Friday 1 May', '2026-04-28', arrives('2026-05-01'), ['lundi 4 mai', 'rappelez le mardi 5 mai', 'mieux vaut le jeudi 30 avril'], '2026-05-05'],
  ['duplicate sent Thursday 7 May', '2026-05-07', log('duplicate'), ['mercredi 13 mai 2026'], '2026-05-13'],
  ['chased Wednesday 3 June', '2026-06-03', log('approval', '--on', '2026-06-20'), ['vendredi 12 juin 2026'], '2026-06-12'],
])('%s', async (...[, on, argv, told, listedOn]) => {
  const { said, roussel } = await agreed(on, ...argv);
  expect(tells(told)({ said })).toEqual([]);
  for (let today = day(on); today < listedOn; today = addDays(today, 1))
    expect([today, await roussel(today)]).toEqual([today, 'waits']);
  expect(await roussel(listedOn)).toBe('listed');
  expect(await roussel(addDays(day(listedOn), 7))).toBe('listed');
}); // biome-ignore format: one row of D2 a line

test.each([
  ['Monday 18 May', '2026-05-11', leaves('2026-05-12'), '2026-05-18', 'plutôt après 14', '14:00'],
  ['Tuesday 9 June', '2026-06-03', leaves('2026-06-05'), '2026-06-09', '03 88 00 11 22\n', '10:15'],
  ['Friday 12 June', '2026-06-03', log('approval', '--on', '2026-06-20'), '2026-06-12', 'plutôt avant midi', '10:15'],
] as const)('the hour on %s', async (...[, on, argv, today, said, from]) => {
  const { at } = await agreed(on, ...argv);
  expect((await at(today).dun('due')).out.replaceAll('\u00a0', ' ')).toContain(said);
  expect((await at(today).dun('prep', 'roussel', '--json')).document).toMatchObject({ bestSlot: { on: today, from } });
}); // biome-ignore format: one row a line
