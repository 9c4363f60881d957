import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What may run in a reader's browser: of the records, names alone, never the schema and its checker. */
const OURS = [/^harness\/report\/(?!page\/)/, /^harness\/figures\//];
const OF_RECORDS = ['harness/records/settings.ts', 'harness/records/finding.ts'];
const PACKAGES = ['@kurkle/color', 'chart.js', 'chartjs-chart-error-bars', 'fflate'];

/** Every file that a page's script is made of, as paths from the root. */
async function inputsOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    logLevel: 'silent',
    tsconfigRaw: {},
  });
  return Object.keys(metafile.inputs);
}

const packageOf = (file: string) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];

describe.each(['harness/report/browser/main.ts', 'harness/report/beside/browser.ts'])('%s', (entry) => {
  let inputs: string[];
  beforeAll(async () => {
    inputs = await inputsOf(entry);
  });

  it('reaches the report, figures and names, and no part of the schema or of the page that is made beforehand', () => {
    const ours = inputs.filter((file) => packageOf(file) === undefined);
    expect(ours).toContain(entry);
    const strays = ours.filter((file) => !OF_RECORDS.includes(file) && !OURS.some((room) => room.test(file)));
    expect(strays).toEqual([]);
  });

  it('brings four packages and no other', () => {
    const packages = inputs.flatMap((file) => packageOf(file) ?? []);
    expect([...new Set(packages)].sort()).toEqual(PACKAGES);
  });
});
