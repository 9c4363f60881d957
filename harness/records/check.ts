/**
 * The check at the door: nothing reads a record that does not match the published schema, or that contradicts itself.
 */

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { usageFailure } from '../failure.ts';
import { faultOfRecord, faultOfRun, type RulesOf } from './consistency.ts';
import { GateRecord } from './gate.ts';
import { ProcessRecord, Run, SCHEMA_VERSION } from './schema.ts';

const ajv = new Ajv({ allErrors: false, strict: false, strictNumbers: true });
const checkRun = ajv.compile(Run) as ValidateFunction<Run>;
const checkProcess = ajv.compile(ProcessRecord) as ValidateFunction<ProcessRecord>;
const checkGate = ajv.compile(GateRecord) as ValidateFunction<GateRecord>;

export const COPY_ANEW = " Copy the run's folder again from where it was measured.";

/** Throws Failure (exit code 5) unless `value` is a run record of this version. `where` names the file. */
export function asRun(value: unknown, where: string): Run {
  const version = (value as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version !== undefined && version !== SCHEMA_VERSION) {
    throw usageFailure(
      `${where} has schema version ${JSON.stringify(version)}, this program reads version ${SCHEMA_VERSION}. ` +
        'Make the report with the version of coextra that wrote the run.',
    );
  }
  if (!checkRun(value))
    throw usageFailure(`${where} is no run record of coextra: ${firstError(checkRun.errors)}.`);
  const fault = faultOfRun(value);
  if (fault === null) return value;
  throw usageFailure(`${where} contradicts itself: ${fault}.${COPY_ANEW}`);
}

/** Throws Failure (exit code 5) unless `value` is the record of one measuring process. `advice` ends the message. */
export function asProcessRecord(value: unknown, where: string, rulesOf: RulesOf, advice = ''): ProcessRecord {
  const fault = checkProcess(value) ? faultOfRecord(value, rulesOf) : firstError(checkProcess.errors);
  if (fault === null) return value as ProcessRecord;
  throw usageFailure(`${where} is no process record of coextra: ${fault}.${advice}`);
}

/** Throws Failure (exit code 5) unless `value` is the record of a gate. */
export function asGateRecord(value: unknown, where: string): GateRecord {
  if (checkGate(value)) return value;
  throw usageFailure(`${where} is no gate record of coextra: ${firstError(checkGate.errors)}.`);
}

function firstError(errors: ErrorObject[] | null | undefined): string {
  const error = errors?.[0];
  if (error === undefined) return 'it does not match the schema';
  const place =
    error.instancePath === '' ? 'the record' : `"${error.instancePath.slice(1).replaceAll('/', '.')}"`;
  const detail = error.params.additionalProperty ?? error.params.allowedValues ?? '';
  return `${place} ${error.message ?? 'is wrong'}${detail === '' ? '' : ` (${JSON.stringify(detail)})`}`;
}
