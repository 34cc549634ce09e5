/** Length of an IBAN by country (IBAN registry of SWIFT, release 99). */
const lengths: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
    'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 ' +
    'LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 ' +
    'PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** What may stand between two groups of an account number: blanks, dots, hyphens, slashes, marks without width. */
const gap = /[\s.\-/_\u00ad\u200b-\u200d\u2010-\u2015\u2060\ufeff]/u;
/** More than this between two characters parts two numbers. */
const widestGap = 3;
const shortest = 15;

/** A French account as printed without its IBAN: bank, branch, number, key. */
const rib = /(?<![A-Z0-9])\d{5}[\s.-]?\d{5}[\s.-]?[A-Z0-9]{11}[\s.-]?\d{2}(?![A-Z0-9])/giu;

/**
 * The text with every account number that is not `own` cut to its last four characters: what a client says or writes
 * may hold the account of an impostor, and a memo is the last place to spread it (practice B14). An IBAN counts with
 * right and with wrong check digits, however it is spaced. `own` = our IBAN, or `null`.
 */
export function maskAccounts(text: string, own: string | null): string {
  const isOwn = (code: string): boolean => own !== null && code === compact(own);
  let masked = '';
  let from = 0;
  for (const { at, to, code } of accountsIn(text)) {
    masked += text.slice(from, at) + (isOwn(code) ? text.slice(at, to) : shortened(code));
    from = to;
  }
  return (masked + text.slice(from)).replace(rib, (account) => shortened(compact(account)));
}

/** Sound IBANs in the text that are not `own`: no message leaves with one (practice B14, C9 "Never"). */
export function foreignAccounts(text: string, own: string | null): string[] {
  const found = [...accountsIn(text, true)].map(({ code }) => code);
  return [...new Set(found)].filter((code) => own === null || code !== compact(own));
}

interface Account {
  readonly at: number;
  readonly to: number;
  /** Without blanks, in upper case. */
  readonly code: string;
  readonly isSound: boolean;
}

function* accountsIn(text: string, areAllSound = false): Generator<Account> {
  if (text.length < shortest) return;
  const start = /\p{L}/gu;
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const account = accountAt(text, found.index);
    if (account === undefined || (areAllSound && !account.isSound)) continue;
    yield account;
    start.lastIndex = account.to;
  }
}

/** The account number that starts at this place, if one does. */
function accountAt(text: string, at: number): Account | undefined {
  const start = runFrom(text, at, 4).code;
  const length = lengths.get(start.slice(0, 2));
  if (length === undefined || !/^\d\d$/.test(start.slice(2))) return undefined;
  const whole = runFrom(text, at, length);
  const { code, to } = whole;
  // Words and numbers of a sentence, read on without their blanks, pass the check digits once in a hundred: they are
  // told from an account by how few digits they have.
  const isPlausible = to - at === length || (digitsIn(code) * 2 >= length - 1 && isSpacedOut(text, at, to));
  if (code.length === length && isPlausible && isSoundIban(code)) return { at, to, code, isSound: true };
  return isAlphanumeric(text[at - 1]) ? undefined : lookalikeAt(text, at);
}

/**
 * Whether the run is one number with blanks in it. Behind another letter ("IBANDE89 …") it has to begin like one, its
 * country and check digits in one piece or all groups of one size: the end of a name, a number and a telephone below it
 * ("Benali", "…2252", "06 12 34 56 78") are no account, whatever their digits add up to.
 */
function isSpacedOut(text: string, at: number, to: number): boolean {
  if (!isAlphanumeric(text[at - 1])) return true;
  const groups = text
    .slice(at, to)
    .normalize('NFKC')
    .split(gap)
    .filter((group) => group !== '');
  const size = groups[0]?.length ?? 0;
  return size >= 4 || groups.slice(0, -1).every((group) => group.length === size);
}

/** Written like an IBAN, in one piece or in groups of four, and mostly digits: a slip of the pen, or a trap. */
function lookalikeAt(text: string, at: number): Account | undefined {
  const shape =
    /[A-Z]{2}\d{2}(?:[ \u00a0\u202f.-]?[A-Z0-9]{4}){2,9}(?:[ \u00a0\u202f.-]?[A-Z0-9]{1,4})?(?![A-Z0-9])|[A-Z]{2}\d{2}[A-Z0-9]{11,40}/iuy;
  shape.lastIndex = at;
  const found = shape.exec(text)?.[0];
  if (found === undefined) return undefined;
  const code = compact(found);
  if (code.length < shortest || digitsIn(code) * 2 < code.length) return undefined;
  return { at, to: at + found.length, code, isSound: false };
}

/** Up to `count` letters and digits from a place on, over the gaps between them, and the place after the last one. */
function runFrom(text: string, at: number, count: number): { code: string; to: number } {
  let code = '';
  let to = at;
  let skipped = 0;
  for (let index = at; index < text.length && code.length < count && skipped <= widestGap; index += 1) {
    const plain = plainOf(text[index] ?? '');
    if (/^[A-Z0-9]$/.test(plain)) {
      code += plain;
      to = index + 1;
      skipped = 0;
    } else if (code !== '' && gap.test(plain)) {
      skipped += 1;
    } else {
      break;
    }
  }
  return { code, to };
}

/** Full-width letters and digits read like the plain ones. */
function plainOf(character: string): string {
  return character < '\u0080' ? character.toUpperCase() : character.normalize('NFKC').toUpperCase();
}

function digitsIn(code: string): number {
  return code.replace(/\D/g, '').length;
}

function isAlphanumeric(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function compact(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

function shortened(code: string): string {
  return `…${code.slice(-4)}`;
}

/** ISO 13616: the first four characters moved to the end, letters as 10 to 35, leave 1 when divided by 97. */
function isSoundIban(code: string): boolean {
  let rest = 0;
  for (const character of code.slice(4) + code.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
