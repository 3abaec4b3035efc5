/** Names that date format models print and read, by NLS_DATE_LANGUAGE. */
export type DateLanguage = {
  months: string[];
  shortMonths: string[];
  /** Sunday first. */
  days: string[];
  shortDays: string[];
};

const AMERICAN: DateLanguage = {
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  shortMonths: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  shortDays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

const SPANISH: DateLanguage = {
  months: [
    'Enero',
    'Febrero',
    'Marzo',
    'Abril',
    'Mayo',
    'Junio',
    'Julio',
    'Agosto',
    'Septiembre',
    'Octubre',
    'Noviembre',
    'Diciembre',
  ],
  shortMonths: ['Ene', 'Feb', 'Mar', 'Abr', 'May', 'Jun', 'Jul', 'Ago', 'Sep', 'Oct', 'Nov', 'Dic'],
  days: ['Domingo', 'Lunes', 'Martes', 'Miércoles', 'Jueves', 'Viernes', 'Sábado'],
  shortDays: ['Dom', 'Lun', 'Mar', 'Mié', 'Jue', 'Vie', 'Sáb'],
};

const LANGUAGES: Record<string, DateLanguage> = {
  AMERICAN,
  ENGLISH: AMERICAN,
  SPANISH,
  'LATIN AMERICAN SPANISH': SPANISH,
  'MEXICAN SPANISH': SPANISH,
};

/** The names of a language (case does not matter), or undefined where this database does not have it. */
export function findDateLanguage(name: string): DateLanguage | undefined {
  return LANGUAGES[name.toUpperCase()];
}

/** Names of a language known to exist: ALTER SESSION has checked it. AMERICAN where it has not. */
export function dateLanguage(name: string): DateLanguage {
  return findDateLanguage(name) ?? AMERICAN;
}

/** First day of the week for format element D and TRUNC(date, 'D'), 0 = Sunday. By NLS_TERRITORY. */
export function firstDayOfWeek(territory: string): number {
  return SUNDAY_TERRITORIES.has(territory.toUpperCase()) ? 0 : 1;
}

const SUNDAY_TERRITORIES = new Set(['AMERICA', 'CANADA', 'MEXICO', 'BRAZIL', 'JAPAN', 'ISRAEL', 'COLOMBIA', 'PERU']);
