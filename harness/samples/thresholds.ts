/**
 * Thresholds of judging, fixed before any run, each with its reason.
 */

/**
 * Twins run identical code, so their ratio should be 1. Placement of code and data still moves single processes by 3 to
 * 4 %; over a run's processes the median must come this close, or hold 1 in its interval, or the figures of that
 * workload are not to be trusted.
 */
export const TWIN_LIMIT = 0.02;

/**
 * A twin's interval wider than this to either side vouches for nothing, whatever it holds: the effects that are looked for
 * are of this size.
 */
export const TWIN_WIDTH = 0.05;

/**
 * A pause is measured six times in a process, not hundreds of times: its twin is known less well, and vouches for larger
 * differences. What is looked for there is a quarter of a pause and more.
 */
export const TWIN_WIDTH_PAUSE = 0.2;

/**
 * Differences of a look-up below this, in ns, are of no consequence to anybody (a call lives 50 ns or more), and 2 % of a
 * look-up of 1 ns would be less than a clock can tell: twins that close have agreed.
 */
export const TWIN_LIMIT_NS = 0.1;

/**
 * The injected slowdown counts as found when its interval excludes 1 and either holds the truth or has its estimate this
 * close to it.
 */
export const INJECTED_LIMIT = 0.03;

/** A leak put in is counted, not measured: it is found to within this share, or it is not found. */
export const SMALLEST_LEAK = 0.0005;

/** A process in which an arm with two layouts is this many times as slow as one with one layout is hit by the second. */
export const SLOWED = 1.5;

/** Twins of what an extra's life costs agree if they differ by less than this, in ns: a fiftieth of what counts as none there. */
export const TWIN_LIMIT_LIFE_NS = 1;

/** Twice the work should take twice the time; outside these bounds work was optimised away or the clock is wrong. */
export const DOUBLED_WORK = { low: 1.8, high: 2.2 } as const;

/** An arm whose time to the control moved by more than this between the halves of a process was not warmed up. */
export const STEADY_LIMIT = 0.1;

/** A share of processes that may be unsteady before it is worth a doubt: fewer cannot move a median over processes. */
export const UNSTEADY_SHARE = 0.25;

/**
 * Differences up to this count as none: an interval wholly inside is the verdict "equivalent", also where it excludes no
 * difference at all.
 *
 * - callShare: of a call's time. Twins agree to 2 % (TWIN_LIMIT); what a run's own zero cannot vouch for is no difference.
 * - replayNs: ns of a replayed call. 2 % of the shortest of 45 real programs' calls, which take 120 to 2 500 ns
 *   (docs/traces.md): what nobody can feel there is no difference.
 * - lookUpNs: ns of a look-up. 2 % of a short call, which takes 50 ns or more.
 * - lifeNs: ns to attach, replace, detach or die. An extra is attached once and looked up on each call: less than a call of the
 *   smallest real program takes is nothing.
 * - collectorShare: of a pause, or of a call with its collections.
 * - bytes: per code object. Readings repeat to 0.1 byte; the smallest thing that can be added is 8 bytes on one object in
 *   eight.
 * - leftShare: of the extras. One in a thousand; a leak of 1 % is ten times that.
 */
export const EQUIVALENT = {
  callShare: 0.02,
  replayNs: 2,
  lookUpNs: 1,
  lifeNs: 50,
  collectorShare: 0.05,
  bytes: 1,
  leftShare: 0.001,
} as const;

/**
 * A replay and the program that it was recorded from agree if what a strategy adds to a call differs by no more than this in
 * ns (what a replay's comparisons count as none), or than this share of what the program shows: less changes no ranking.
 */
export const CALIBRATION_NS = EQUIVALENT.replayNs;
export const CALIBRATION_SHARE = 0.15;

/**
 * The gate fails for a slowdown that is surely more than this share of a call. Half a percent is what twins may differ by in
 * the long run (docs/method.md); below it the method itself is not sure.
 */
export const GATE_TIME_LIMIT = 0.005;

/** A gate that could not have seen a slowdown of this share has not decided. */
export const GATE_MUST_SEE = 0.05;

/**
 * A gate's first set of processes only has to raise suspicions, its second to confirm them: the chance of even one false
 * suspicion among all comparisons may be one in five, that of a false confirmation one in twenty. Both must happen, so
 * a gate is falsely red in one of a hundred at most, and a slowdown of 3 % is missed half as often as with one in twenty
 * for both (npm run simulate).
 */
export const GATE_SUSPICION_LEVEL = 0.2;
export const GATE_LEVEL = 0.05;

/**
 * What the claims of the thread are judged by (claims/).
 *
 * - bearable: a tool that makes no call of a real program dearer by more than this share is borne. Half of it or
 *   twice it changes no verdict of the reference run.
 * - kept, gone: of the extras of the dead; between them neither "given back" nor "not given back" is true.
 * - hot: share of the code objects that a JIT compiles, at the most.
 * - chance: share of the workloads on which a side may show by chance: each 95 % interval errs in one of twenty.
 */
export const CLAIM = { bearable: 0.1, kept: 0.99, gone: 0.01, hot: 0.05, chance: 0.1 } as const;

/** An interval that covers less than this has too few processes behind it to decide anything. */
export const LEAST_LEVEL = 0.95;

/** Share of comparisons called different that may be false, in a run that explores. */
export const DISCOVERY_LEVEL = 0.05;

/**
 * Against a kept run the limit is wider: the two share no process, so what the machine does to one of them it need not have
 * done to the other. Ratios to the control of two runs on one machine agreed to this (docs/gate.md).
 */
export const BASELINE_TIME_LIMIT = 0.02;
