const namedHours: Readonly<Record<string, number>> = { midi: 720, noon: 720, minuit: 0, midnight: 0 };

/**
 * Reads an hour as one types it during a call: `14h`, `14h30`, `14:30`, `14 h 30`, `9`, `9.30am`, `2pm`, `midi`, `noon`.
 * Minutes since midnight, or `undefined`. A bare `2` is two at night: the caller's hours rule out what nobody means.
 */
export function parseSpokenTime(text: string): number | undefined {
  const said = text
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/g, '')
    .replace(/([ap])\.m\.?$/, '$1m')
    .replace(/^(?:à|a(?=\d)|at|vers|@)/, '');
  if (Object.hasOwn(namedHours, said)) return namedHours[said];
  const match = /^(\d{1,2})(?:(?:h|:|\.|h:)(\d{2})?(?:min|mn)?|(?:heures?|hrs?))?(am|pm)?$/.exec(said);
  if (!match || /[:.](?:am|pm)?$/.test(said)) return undefined;
  const minutes = Number(match[2] ?? 0);
  const hours = hoursOf(Number(match[1]), match[3]);
  return hours === undefined || minutes > 59 ? undefined : hours * 60 + minutes;
}

function hoursOf(hours: number, half: string | undefined): number | undefined {
  if (half === undefined) return hours <= 23 ? hours : undefined;
  if (hours < 1 || hours > 12) return undefined;
  return (hours % 12) + (half === 'pm' ? 12 : 0);
}
