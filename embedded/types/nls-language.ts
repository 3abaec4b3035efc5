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

/** Names as lists of words. */
function language(months: string, shortMonths: string, days: string, shortDays: string): DateLanguage {
  const [m, sm, d, sd] = [months, shortMonths, days, shortDays].map((names) => names.split(' '));
  return { months: m ?? [], shortMonths: sm ?? [], days: d ?? [], shortDays: sd ?? [] };
}

const FRENCH = language(
  'Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre',
  'Janv. Févr. Mars Avr. Mai Juin Juil. Août Sept. Oct. Nov. Déc.',
  'Dimanche Lundi Mardi Mercredi Jeudi Vendredi Samedi',
  'Dim. Lun. Mar. Mer. Jeu. Ven. Sam.',
);
const GERMAN = language(
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  'Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez',
  'Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag',
  'So Mo Di Mi Do Fr Sa',
);
const ITALIAN = language(
  'Gennaio Febbraio Marzo Aprile Maggio Giugno Luglio Agosto Settembre Ottobre Novembre Dicembre',
  'Gen Feb Mar Apr Mag Giu Lug Ago Set Ott Nov Dic',
  'Domenica Lunedì Martedì Mercoledì Giovedì Venerdì Sabato',
  'Dom Lun Mar Mer Gio Ven Sab',
);
const PORTUGUESE = language(
  'Janeiro Fevereiro Março Abril Maio Junho Julho Agosto Setembro Outubro Novembro Dezembro',
  'Jan Fev Mar Abr Mai Jun Jul Ago Set Out Nov Dez',
  'Domingo Segunda-feira Terça-feira Quarta-feira Quinta-feira Sexta-feira Sábado',
  'Dom Seg Ter Qua Qui Sex Sáb',
);

/** By name in upper case. */
export const LANGUAGES: Record<string, DateLanguage> = {
  AMERICAN,
  ENGLISH: AMERICAN,
  SPANISH,
  'LATIN AMERICAN SPANISH': SPANISH,
  'MEXICAN SPANISH': SPANISH,
  FRENCH,
  'CANADIAN FRENCH': FRENCH,
  GERMAN,
  ITALIAN,
  PORTUGUESE,
  'BRAZILIAN PORTUGUESE': PORTUGUESE,
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
