import { type Day, partsOf, weekday } from './day.ts';
import type { Language } from './profile.ts';

/**
 * `long` names weekday and year, `spoken` leaves the year out as one does aloud, `short` abbreviates the weekday as
 * well, `numeric` is digits only, `column` is what stands in a column of a letter.
 */
export type DayStyle = 'long' | 'spoken' | 'short' | 'numeric' | 'column';

interface Names {
  readonly weekdays: readonly string[];
  readonly shortWeekdays: readonly string[];
  readonly months: readonly string[];
}

// Not from Intl: its first use costs as much as the whole of `dun due`.
const names: Readonly<Record<Language, Names>> = {
  fr: {
    weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    shortWeekdays: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'],
    // biome-ignore format: one row of names
    months: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  },
  en: {
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    shortWeekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    // biome-ignore format: one row of names
    months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  },
};

/**
 * A day in words: `vendredi 5 juin 2026`, `Fri 5 June`, `lundi 1er juin 2026`. The numeric style is `05/06/2026` in
 * French and `2026-06-05` in English, where the order of day and month is anybody's guess; in a letter `5 Jun 2026`.
 */
export function formatDay(day: Day, language: Language, style: DayStyle): string {
  const { year, month, dayOfMonth } = partsOf(day);
  if (style === 'numeric' || style === 'column') return inDigits(day, language, style);
  const { weekdays, shortWeekdays, months } = names[language];
  const number = language === 'fr' && dayOfMonth === 1 ? '1er' : String(dayOfMonth);
  const index = weekday(day) - 1;
  const dayAndMonth = `${number} ${months[month - 1]}`;
  if (style === 'short') return `${shortWeekdays[index]} ${dayAndMonth}`;
  return style === 'long' ? `${weekdays[index]} ${dayAndMonth} ${year}` : `${weekdays[index]} ${dayAndMonth}`;
}

function inDigits(day: Day, language: Language, style: 'numeric' | 'column'): string {
  if (language === 'fr') return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
  if (style === 'numeric') return day;
  const { year, month, dayOfMonth } = partsOf(day);
  return `${dayOfMonth} ${names.en.months[month - 1]?.slice(0, 3)} ${year}`;
}

/** An hour (minutes since midnight): `14 h 30`, `9 h` in French, with spaces that do not break; `14:30` in English. */
export function formatTime(minutes: number, language: Language): string {
  const hours = Math.floor(minutes / 60);
  const rest = String(minutes % 60).padStart(2, '0');
  if (language === 'en') return `${String(hours).padStart(2, '0')}:${rest}`;
  return minutes % 60 === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${rest}`;
}

/** The month a day lies in, with its year: `juin 2026`, `June 2026`. */
export function formatMonth(day: Day, language: Language): string {
  const { year, month } = partsOf(day);
  return `${names[language].months[month - 1]} ${year}`;
}
