/** Samples are read as their experiments make them. */

import { asProcessRecord as checked } from '../records/check.ts';
import type { RecordRules } from '../records/consistency.ts';
import type { ExperimentName, ProcessRecord, Run } from '../records/schema.ts';
import { readRecords as recordsIn, type Samples, readSamples as samplesIn } from '../records/store.ts';
import { experimentOf } from './index.ts';

const rulesOf = (name: ExperimentName): RecordRules => experimentOf(name).records ?? {};

export const asProcessRecord = (value: unknown, where: string): ProcessRecord =>
  checked(value, where, rulesOf);

export const readSamples = (folder: string): Samples => samplesIn(folder, rulesOf);

export const readRecords = (folder: string, run: Run): Samples => recordsIn(folder, run, rulesOf);
