import { counted } from '../../figures/written.ts';
import type { Plan } from '../../records/schema.ts';
import type { View } from '../view.ts';

export const view: View = {
  due: {
    metric: 'ns',
    ofControls: true,
    isWanted: () => false,
    places: ({ plan }) =>
      numbersOfTools(plan).map((tools) => ({
        where: ` of ${tools}`,
        holds: (row) => row.tools === tools,
        takes: (name) => hasRoomFor(plan, name, tools),
      })),
  },
  verdicts: {
    title: 'Time of the look-ups of several tools',
    of: 'a call',
    heading: ({ tools }) => counted(tools ?? 0, 'tool'),
  },
};

function numbersOfTools({ processes }: Plan): number[] {
  const mine = processes.filter(({ experiment }) => experiment === 'several-tools');
  return [...new Set(mine.flatMap(({ tools = [] }) => tools))];
}

/** A strategy serves so many tools, or any number. */
function hasRoomFor({ arms }: Plan, name: string, tools: number): boolean {
  const arm = arms.find((each) => each.name === name);
  return arm === undefined || arm.tools === 0 || arm.tools >= tools;
}
