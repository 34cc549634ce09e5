import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/profile.ts';
import { aSetup } from '../support/a-call.ts';
import { typed } from '../support/call-presses.ts';
import { aPlayedCall } from '../support/call-stage.ts';

const languages: readonly Language[] = ['fr', 'en'];

/** Money, an invoice, or a word for either. */
const telling = /840|F-2026|0189|factur|impay|retard|relance|dette|invoice|unpaid|overdue|\bdebts?\b/i;

describe.each(languages)('before the right person is confirmed, in %s', (language) => {
  const ways: readonly (readonly string[])[] = [
    ['1'], ['1', '2'], ['1', '3'], ['1', '4'], ['1', '5'], ['2'], ['2', '2'], ['2', '3'], ['2', '4'], ['2', '6'], ['3'], ['4'],
    ['2', '5', ...typed('Ana Ruiz'), 'enter'],
    ['2', '2', '+', '1', 'enter', ...typed('14h'), 'enter', ' '],
    ['2', '2', '+', '1', 'enter', ...typed('14h'), 'enter', ' ', '3'],
    ['2', '2', '+', '1', 'enter', ...typed('14h'), 'enter', ' ', '1'],
    ['1', '5', '+', '1', 'enter', ...typed('14h'), 'enter', ' ', ' '],
    ['1', '1', '1', '1', 't', '+', '3', 'enter', 'h', '4', '2'],
    ['1', '1', '1', '1', 't', '+', '3', 'enter', 'h', '4', '3'],
    ['1', '1', '1', '1', 't', '+', '3', 'enter', 'h', '4', '1', '5', '+', '1', 'enter', ...typed('14h'), 'enter', ' ', '2'],
  ]; // biome-ignore format: rows of keys

  it.each(['formal', 'familiar'] as const)(
    'no %s line, head or panel tells what it is about',
    async (register) => {
      for (const tone of ['friendly', 'firm', 'final'] as const) {
        for (const service of ['la refonte du catalogue', 'facture F-2026-044 impayée', null]) {
          const [invoice] = aSetup().invoices;
          const invoices = invoice ? [{ ...invoice, service }] : [];
          const setup = aSetup({ language, register, tone, invoices });
          for (const keys of ways) {
            for (const variant of [0, 1, 2]) {
              const call = await aPlayedCall(setup, language, { variant });
              call.press(' ', ...keys);
              const seen = { keys, isConfirmed: call.loop.screen().call.heard.isIdentityConfirmed };
              expect({ ...seen, told: telling.exec(call.picture().join('\n'))?.[0] }).toEqual({
                keys,
                isConfirmed: false,
                told: undefined,
              });
            }
          }
        }
      }
    },
  );
});
