import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { registerObjection } from '../../src/commands/objection.ts';
import { runRehearse } from '../../src/commands/rehearse.ts';
import { rulesFrom } from '../../src/domain/rule-table.ts';
import { panelFor } from '../../src/terminal/call-panels.ts';
import { plainStyle } from '../../src/terminal/style.ts';
import { aSetup } from '../support/a-call.ts';
import { play } from '../support/call-events.ts';
import { aPlayedCall, spoken } from '../support/call-stage.ts';
import { ways } from '../support/call-states.ts';
import { aDesk } from '../support/desk.ts';
import { rehearseContext } from '../support/rehearse-context.ts';
import { makeStoryLedger, openStoryLedger } from '../support/roussel.ts';

/** Settings that only the screen reads; the others: `settings-decide.test.ts`. */
const setupWith = (key: string, value: string) => aSetup({ rules: rulesFrom(new Map([[key, value]])) });

/** What stands on the screen during a silence, after some seconds of it. */
async function silence(setting: readonly [string, string], keys: readonly string[]): Promise<string> {
  const { press, picture } = await aPlayedCall(setupWith(...setting), 'en');
  press(...keys);
  return picture().join('\n');
}

test.each([
  ['5', /○{5} {3}0 s[^]*Let it come: 5 seconds\./],
  ['8', /○{8} {3}0 s[^]*Let it come: 8 seconds\./],
])('silence_s = %s', async (value, expected) => {
  expect(await silence(['silence_s', value], [' ', '1', '1', '1', 's'])).toMatch(expected);
});

test.each([
  ['60', 'Let it out, 60 seconds'],
  ['90', 'Let it out, 90 seconds'],
])('vent_s = %s', async (value, expected) => {
  expect(await silence(['vent_s', value], [' ', '1', '1', '1', ' ', 'a', 's'])).toContain(expected);
});

test.each([
  ['10', false],
  ['1', true],
])('callback_max_days = %s', (value, isFar) => {
  const call = play(ways.callback, setupWith('callback_max_days', value));
  const { words } = spoken.en;
  const lines = panelFor(call, { words, language: 'en', style: plainStyle, width: 80 });
  expect(lines.some((line) => line.includes('That is far'))).toBe(isFar);
});

test.each([
  ['10', 10],
  ['3', 17],
])('objections_kept = %s', async (value, others) => {
  const { dun, ledger } = aDesk({ commands: [registerObjection] });
  ledger.settings.set('objections_kept', value);
  expect((await dun('objection', 'list')).out).toContain(`et ${others} autres`);
});

test.each([
  ['3', '1 of the 3 worth holding'],
  ['1', '1 (1 worth holding'],
])('rehearsals = %s', async (value, expected) => {
  const folder = mkdtempSync(join(tmpdir(), 'dun-settings-'));
  const path = join(folder, 'dun.db');
  makeStoryLedger(path);
  const ledger = openStoryLedger(path);
  ledger.settings.set('rehearsals', value);
  const { context, lines } = rehearseContext({
    ledger,
    language: 'en',
    onScreen: ({ press }) =>
      void press('1', '1', '1', ' ', '1', '1', 't', '3', ' ', '1', ' ', ' ', ' ', 'esc', ' '),
  });
  await runRehearse(context, { client: 'roussel', as: 'forgetful' });
  ledger.close();
  rmSync(folder, { recursive: true });
  expect(lines.join('\n')).toContain(expected);
});
