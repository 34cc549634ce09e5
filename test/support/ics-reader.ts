/** One property as RFC 5545 writes it, its value unescaped where it is a text. */
export interface IcsProperty {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly value: string;
}

export interface IcsComponent {
  readonly name: string;
  readonly properties: readonly IcsProperty[];
  readonly children: readonly IcsComponent[];
}

const texts = new Set(['SUMMARY', 'DESCRIPTION', 'UID', 'NAME', 'X-WR-CALNAME']);
const once = [
  'UID',
  'DTSTAMP',
  'DTSTART',
  'DTEND',
  'DURATION',
  'SUMMARY',
  'DESCRIPTION',
  'SEQUENCE',
  'STATUS',
];
const known: Readonly<Record<string, RegExp>> = {
  DTSTAMP: /^\d{8}T\d{6}Z$/,
  'LAST-MODIFIED': /^\d{8}T\d{6}Z$/,
  SEQUENCE: /^\d{1,10}$/,
  STATUS: /^(TENTATIVE|CONFIRMED|CANCELLED)$/,
  TRANSP: /^(OPAQUE|TRANSPARENT)$/,
  DURATION: /^P(\d+D)?(T(\d+H)?(\d+M)?)?$/,
  TRIGGER: /^[+-]?P(\d+D)?(T(\d+H)?(\d+M)?)?$/,
  ACTION: /^(DISPLAY|AUDIO|EMAIL)$/,
  METHOD: /^PUBLISH$/,
  VERSION: /^2\.0$/,
};

/**
 * A second reader of calendar files, by the letter of RFC 5545 and written apart from the writer: throws at the first
 * thing that the RFC does not allow. No more of it than the program may ever write.
 */
export function readCalendar(file: string): IcsComponent {
  const lines = unfold(file).map(propertyOf);
  const root = componentAt(lines, 0);
  if (root.end !== lines.length) throw new Error('something stands after the calendar');
  const calendar = root.component;
  if (calendar.name !== 'VCALENDAR') throw new Error(`a file of ${calendar.name}`);
  need(calendar, ['VERSION', 'PRODID']);
  for (const event of calendar.children) checkEvent(event);
  const uids = calendar.children.map((event) => valueOf(event, 'UID'));
  if (new Set(uids).size !== uids.length) throw new Error('an UID twice');
  return calendar;
}

/** The value of a property that stands in it once. */
export function valueOf({ name: owner, properties }: IcsComponent, name: string): string | undefined {
  const found = properties.filter((property) => property.name === name);
  if (found.length > 1) throw new Error(`${name} twice in ${owner}`);
  return found[0]?.value;
}

/** 3.1: lines end in CRLF and have 75 octets at most; a blank at the beginning carries a line on. */
function unfold(file: string): string[] {
  if (!file.endsWith('\r\n')) throw new Error('the last line has no end');
  const physical = file.slice(0, -2).split('\r\n');
  const bytes = new TextEncoder();
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error('a bare line end');
    if (bytes.encode(line).length > 75) throw new Error(`a line of more than 75 octets: ${line}`);
    if (line === '' || line.includes('\ufffd')) throw new Error('an empty line, or half a character');
  }
  const logical: string[] = [];
  for (const line of physical) {
    if (!/^[ \t]/.test(line)) logical.push(line);
    else if (logical.length === 0) throw new Error('a folded line without a beginning');
    else logical.push(`${logical.pop()}${line.slice(1)}`);
  }
  return logical;
}

function propertyOf(line: string): IcsProperty {
  const parts = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/su.exec(line);
  if (parts === null) throw new Error(`no content line: ${line}`);
  const [, name = '', list = '', value = ''] = parts;
  if (/[^\P{Cc}\t]/u.test(value)) throw new Error(`a control in ${name}`);
  if (known[name]?.test(value) === false) throw new Error(`${name} of another form: ${value}`);
  const params = Object.fromEntries(
    [...list.matchAll(/;([A-Z0-9-]+)=([^;]*)/g)].map(([, key, given]) => [key, given]),
  );
  return { name, params, value: texts.has(name) ? unescape(value) : value };
}

/** 3.3.11: a comma, a semicolon, a backslash and a line end are escaped, nothing else is. */
function unescape(value: string): string {
  if (/(?<!\\)(?:\\\\)*[,;]/.test(value.replace(/\\[,;nN]/g, ''))) throw new Error(`not escaped: ${value}`);
  return value.replace(/\\(.)/gsu, (whole, sign: string) => {
    if (sign === 'n' || sign === 'N') return '\n';
    if (',;\\'.includes(sign)) return sign;
    throw new Error(`no such escape: ${whole}`);
  });
}

function componentAt(lines: readonly IcsProperty[], start: number): { component: IcsComponent; end: number } {
  const [first] = lines.slice(start, start + 1);
  if (first?.name !== 'BEGIN') throw new Error(`BEGIN expected, not ${first?.name}`);
  const properties: IcsProperty[] = [];
  const children: IcsComponent[] = [];
  for (let at = start + 1; at < lines.length; ) {
    const line = lines[at];
    if (line?.name === 'BEGIN') {
      const child = componentAt(lines, at);
      children.push(child.component);
      at = child.end;
      continue;
    }
    at += 1;
    if (line?.name === 'END') {
      if (line.value !== first.value) throw new Error(`${line.value} ends in ${first.value}`);
      return { component: { name: first.value, properties, children }, end: at };
    }
    if (line !== undefined) properties.push(line);
  }
  throw new Error(`${first.value} does not end`);
}

function need(component: IcsComponent, names: readonly string[]): void {
  for (const name of names)
    if (valueOf(component, name) === undefined) throw new Error(`${component.name} without ${name}`);
}

function checkEvent(event: IcsComponent): void {
  if (event.name !== 'VEVENT') throw new Error(`a ${event.name}`);
  need(event, ['UID', 'DTSTAMP', 'DTSTART']);
  for (const name of once) valueOf(event, name);
  if (valueOf(event, 'DTEND') !== undefined && valueOf(event, 'DURATION') !== undefined)
    throw new Error('an end and a duration');
  for (const { name, params, value } of event.properties)
    if (name === 'DTSTART' || name === 'DTEND') checkTime(params, value);
  for (const alarm of event.children) {
    if (alarm.name !== 'VALARM') throw new Error(`a ${alarm.name} in an event`);
    need(alarm, ['ACTION', 'TRIGGER', 'DESCRIPTION']);
  }
}

/** A date with VALUE=DATE, or a local time without a zone: this program writes no other. */
function checkTime({ VALUE, TZID }: Readonly<Record<string, string>>, value: string): void {
  if (TZID !== undefined) throw new Error('a zone that the file does not describe');
  const form =
    VALUE === 'DATE' ? /^(\d{4})(\d\d)(\d\d)$/ : /^(\d{4})(\d\d)(\d\d)T([01]\d|2[0-3])[0-5]\d[0-5]\d$/;
  const [, year, month, dayOfMonth] = form.exec(value) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth)));
  if (date.getUTCDate() !== Number(dayOfMonth) || date.getUTCMonth() + 1 !== Number(month))
    throw new Error(`no day: ${value}`);
}
