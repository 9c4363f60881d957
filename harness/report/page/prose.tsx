/** Text with names in backticks, as the rest of the report writes it: names become code. */

export function Prose({ text }: { text: string }) {
  // Every second part stood between backticks.
  return (
    <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>
  );
}
