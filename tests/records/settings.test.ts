import { describe, expect, it } from 'vitest';
import { check, Run } from '../../harness/records/schema.ts';
