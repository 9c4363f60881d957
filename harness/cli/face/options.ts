/** What standard output can show: how wide it is, and whether it has colours and more letters than ASCII. */

export interface SummaryOptions {
  readonly width: number;
  readonly colour: boolean;
  /** Nothing but ASCII, where the locale has no UTF-8. */
  readonly ascii?: boolean;
}

/** The narrowest that the tables are made for. */
const LEAST_WIDTH = 80;

/** Prose in longer lines than this is hard to read. */
const WIDEST_PROSE = 110;

export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export function terminalOptions({ out, env }: { out: Output; env: NodeJS.ProcessEnv }): SummaryOptions {
  return optionsFor(out, env);
}

export function optionsFor({ isTTY, columns }: Output, env: NodeJS.ProcessEnv): SummaryOptions {
  const width = columns ?? Number.parseInt(env.COLUMNS ?? '', 10);
  return {
    width: Math.max(LEAST_WIDTH, Number.isFinite(width) ? width : 0),
    colour: hasColour(isTTY === true, env),
    ascii: !hasUtf8(env),
  };
}

/** As picocolors asks, but never because of CI alone: a log is no terminal. */
function hasColour(isTTY: boolean, { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  if ((NO_COLOR ?? '') !== '') return false;
  return (FORCE_COLOR ?? '') !== '' || (isTTY && TERM !== 'dumb');
}

/** The first of the three that is set decides, as POSIX has it; where none is, UTF-8 is far more likely than not. */
function hasUtf8({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  const locale = [LC_ALL, LC_CTYPE, LANG].find((each) => (each ?? '') !== '');
  return locale === undefined || /utf-?8/i.test(locale);
}

export function proseWidth({ width }: SummaryOptions): number {
  return Math.min(width, WIDEST_PROSE);
}
