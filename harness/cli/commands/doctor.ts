/** `doctor`: is this machine fit for measuring, and does everything that a run needs work here? */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandModule } from 'yargs';
import { STRATEGIES } from '../../../strategies/index.ts';
import { PROGRAMS } from '../../../workloads/programs.ts';
import { bundleArm } from '../../arms/bundle.ts';
import { readEnvironment } from '../../environment/environment.ts';
import { EXIT } from '../../failures/failure.ts';
import { chartsWork } from '../../report/index.ts';
import { finishWith } from '../exit.ts';
import { ROOT } from '../places.ts';

interface Finding {
  readonly fit: boolean;
  readonly says: string;
}

const OLDEST_NODE = [20, 19] as const;

export const doctorCommand: CommandModule = {
  command: 'doctor',
  describe: 'Check that this machine can measure and report',
  builder: (yargs) =>
    yargs.example('npm run doctor', 'says what is fit, what is not, and what to do').strict(),
  handler: () =>
    finishWith(async () => {
      const findings = [
        node(),
        cores(),
        load(),
        collections(),
        await bundling(),
        charts(),
        writable(),
        workloads(),
      ];
      for (const { fit, says } of findings) process.stdout.write(`${fit ? 'ok  ' : 'NOT '} ${says}\n`);
      return findings.every(({ fit }) => fit) ? EXIT.done : EXIT.environmentUnfit;
    }),
};

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fit = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return {
    fit,
    says: `Node ${process.versions.node}${fit ? '' : `; needed: ${OLDEST_NODE.join('.')} or newer`}`,
  };
}

function cores(): Finding {
  const { cores: count, cpu } = readEnvironment();
  const fit = count >= 2;
  return {
    fit,
    says: `${count} cores, ${cpu}${fit ? '' : '; with one core the engine compiles while it is being timed'}`,
  };
}

function load(): Finding {
  const now = loadavg()[0]!;
  const fit = now < 1;
  return {
    fit,
    says: `load ${now.toFixed(2)}${fit ? '' : '; close other programs, or expect wide intervals'}`,
  };
}

function collections(): Finding {
  try {
    execFileSync(process.execPath, ['--expose-gc', '-e', 'gc()'], { stdio: 'pipe' });
    return { fit: true, says: 'collections can be forced (--expose-gc)' };
  } catch (error) {
    return { fit: false, says: `collections cannot be forced: ${(error as Error).message}` };
  }
}

async function bundling(): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'coextra-doctor-'));
  try {
    await bundleArm('none', join(ROOT, 'strategies', 'none.ts'), folder);
    return { fit: true, says: `arms can be bundled; ${STRATEGIES.length} strategies are registered` };
  } catch (error) {
    return { fit: false, says: `arms cannot be bundled: ${(error as Error).message}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function charts(): Finding {
  try {
    chartsWork();
    return { fit: true, says: 'charts can be drawn, with the font that comes along' };
  } catch (error) {
    return { fit: false, says: `charts cannot be drawn: ${(error as Error).message}. Try "npm ci" again.` };
  }
}

function writable(): Finding {
  try {
    for (const place of ['results', 'reports']) {
      rmSync(mkdtempSync(join(ROOT, place, 'doctor-')), { recursive: true });
    }
    return { fit: true, says: 'results/ and reports/ can be written' };
  } catch (error) {
    return { fit: false, says: `${(error as Error).message}; use --out and --report` };
  }
}

function workloads(): Finding {
  return { fit: PROGRAMS.length > 0, says: `${PROGRAMS.length} programs of our own` };
}
