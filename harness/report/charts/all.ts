/** The charts, in the order in which the report asks their questions. */

import type { Course } from '../course.ts';
import { addedPerCall } from './added-per-call.ts';
import { afterDeath } from './after-death.ts';
import { calibration } from './calibration.ts';
import { cleanup } from './cleanup.ts';
import { collector } from './collector.ts';
import { courseQuestion } from './course.ts';
import { crowd } from './crowd.ts';
import { doubling } from './doubling.ts';
import { hooks } from './hooks.ts';
import { injected } from './injected.ts';
import { jit } from './jit.ts';
import { layouts } from './layouts.ts';
import { life } from './life.ts';
import { lookUp } from './look-up.ts';
import { memory } from './memory.ts';
import type { Question } from './question.ts';
import { replayed } from './replayed.ts';
import { severalTools } from './several-tools.ts';
import { shareOfCall } from './share-of-call.ts';
import { spikes } from './spikes.ts';
import { together } from './together.ts';
import { twins } from './twins.ts';

/** What the experiments answer. */
export const questions: readonly Question[] = [
  replayed,
  addedPerCall,
  shareOfCall,
  hooks,
  jit,
  severalTools,
  lookUp,
  crowd,
  layouts,
  life,
  spikes,
  memory,
  doubling,
  cleanup,
  afterDeath,
  collector,
];

/** Whether to believe them. */
export const controlQuestions: readonly Question[] = [twins, injected, calibration];

/** All questions of a report, by the place where it asks them. */
export interface Asked {
  readonly experiments: readonly Question[];
  readonly controls: readonly Question[];
  readonly together: Question;
  readonly course: Question;
  readonly all: readonly Question[];
}

export function asked(course: Course): Asked {
  const ofCourse = courseQuestion(course);
  return {
    experiments: questions,
    controls: controlQuestions,
    together,
    course: ofCourse,
    all: [...questions, together, ...controlQuestions, ofCourse],
  };
}
