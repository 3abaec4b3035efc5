import { type DateLanguage, dateLanguage, LANGUAGES } from '../../types/nls-language.ts';

function languageCase(name: string, names: DateLanguage): string {
  return `    WHEN '${name}' THEN ${namesCase(names)}`;
}

function namesCase({ months, shortMonths, days, shortDays }: DateLanguage): string {
  const list = (words: string[]) => `ARRAY[${words.map((word) => `'${word}'`).join(',')}]`;
  return `CASE part WHEN 'MONTH' THEN ${list(months)} WHEN 'MON' THEN ${list(shortMonths)} WHEN 'DAY' THEN ${list(days)} ELSE ${list(shortDays)} END`;
}

/**
 * The format models of TO_CHAR and TO_DATE. One comes as an array of elements, cut by the compiler where it is a literal and by `ora.datetime_elements`
 * where it is not. An element is a field (letter case U, I or l; `f` for FM or `-`; suffix T, S, O or `-`; name) or a literal (`"` exact
 * or blank, then the text). The first element is 'FX' where the model is exact.
 */
export const DATETIME_MODEL_RUNTIME = `
CREATE OR REPLACE FUNCTION ora.datetime_elements(format text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  rest text := format;
  elements text[] := '{}';
  fill text := '-';
  exact boolean := false;
  name text;
  suffix text;
  mark text;
  second text;
BEGIN
  WHILE rest <> '' LOOP
    IF rest ~* '^FM' THEN
      fill := CASE fill WHEN '-' THEN 'f' ELSE '-' END;
      rest := substr(rest, 3);
    ELSIF rest ~* '^FX' THEN
      exact := NOT exact;
      rest := substr(rest, 3);
    ELSIF rest LIKE '"%' THEN
      IF strpos(substr(rest, 2), '"') = 0 THEN PERFORM ora.raise(1821, 'date format not recognized'); END IF;
      elements := elements || ('"' || split_part(rest, '"', 2));
      rest := substr(rest, length(split_part(rest, '"', 2)) + 3);
    ELSE
      name := substring(upper(rest) FROM '^(SYYYY|SYEAR|Y,YYY|MONTH|SSSSS|YYYY|IYYY|RRRR|YEAR|HH24|HH12|A\\.M\\.|P\\.M\\.|B\\.C\\.|A\\.D\\.|YYY|IYY|MON|DAY|DDD|SCC|TZH|TZM|TZR|TZD|FF[1-9]|CC|YY|IY|RR|MM|RM|WW|IW|DD|DY|HH|MI|SS|FF|AM|PM|BC|AD|DL|DS|TS|Y|I|Q|W|D|J|X)');
      IF name IS NULL THEN
        IF left(rest, 1) ~ '[[:alnum:]]' THEN PERFORM ora.raise(1821, 'date format not recognized'); END IF;
        elements := elements || (' ' || left(rest, 1));
        rest := substr(rest, 2);
      ELSE
        second := CASE WHEN substr(rest, 2, 1) = '.' THEN substr(rest, 3, 1) ELSE substr(rest, 2, 1) END;
        mark := CASE WHEN left(rest, 1) = lower(left(rest, 1)) THEN 'l' WHEN second <> upper(second) THEN 'I' ELSE 'U' END;
        rest := substr(rest, length(name) + 1);
        suffix := '-';
        IF name ~ '^(SYYYY|YYYY|YYY|YY|Y|IYYY|IYY|IY|I|RRRR|RR|CC|SCC|Q|MM|WW|W|IW|DDD|DD|D|J|HH|HH12|HH24|MI|SS|SSSSS)$' THEN
          IF rest ~* '^(SPTH|THSP)' THEN suffix := 'O'; rest := substr(rest, 5);
          ELSIF rest ~* '^SP' THEN suffix := 'S'; rest := substr(rest, 3);
          ELSIF rest ~* '^TH' THEN suffix := 'T'; rest := substr(rest, 3);
          END IF;
        END IF;
        elements := elements || (mark || fill || suffix || name);
      END IF;
    END IF;
  END LOOP;
  RETURN CASE WHEN exact THEN ARRAY['FX'] || elements ELSE elements END;
END $$;

-- Names by language: months, short months, days (Sunday first), short days.
CREATE OR REPLACE FUNCTION ora.datetime_names(language text, part text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE language
${Object.entries(LANGUAGES)
  .map(([name, names]) => languageCase(name, names))
  .join('\n')}
    ELSE ${namesCase(dateLanguage('AMERICAN'))} END;

CREATE OR REPLACE FUNCTION ora.first_weekday(territory text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN territory IN ('AMERICA', 'CANADA', 'MEXICO', 'BRAZIL', 'JAPAN', 'ISRAEL', 'COLOMBIA', 'PERU') THEN 0 ELSE 1 END;
`;
