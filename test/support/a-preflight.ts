import { qrCodes } from '../../src/documents/qr.ts';
import type { Preflight } from '../../src/terminal/preflight-facts.ts';

/** What stands ready before a call to Menuiserie Roussel, to vary. */
export function aPreflight(change: Partial<Preflight> = {}): Preflight {
  const tel = 'tel:+33388001122';
  return {
    number: { display: '03 88 00 11 22', extension: null, tel, codes: qrCodes(tel) },
    owed: '840,00 € · F-2026-044',
    voicemailPlan: 'leave',
    warnings: [],
    ...change,
  };
}
