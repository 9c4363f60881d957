/** Where two runs contradict one another: strategies that they have in opposite order, in words. */

import { Prose } from '../../page/prose.tsx';
import { type Orders, ordersInShort, type Reversal, reversalText } from '../orders.ts';

/** Shown at once; what else there is can be opened. */
const SHOWN = 8;

export function Reversals({ orders }: { orders: Orders }) {
  const { reversals } = orders;
  return (
    <section id="orders" aria-labelledby="orders-title">
      <h2 id="orders-title">Where the runs have strategies in another order</h2>
      <p>
        {ordersInShort(orders)} A run has an order of two strategies where their intervals do not overlap,
        they lie farther apart than its noise floor, and no control beside them failed.
      </p>
      {reversals.length > 0 && <List reversals={reversals.slice(0, SHOWN)} />}
      {reversals.length > SHOWN && (
        <details>
          <summary>{reversals.length - SHOWN} more</summary>
          <List reversals={reversals.slice(SHOWN)} />
        </details>
      )}
    </section>
  );
}

function List({ reversals }: { reversals: readonly Reversal[] }) {
  return (
    <ul class="reversals">
      {reversals.map((reversal, index) => (
        <li key={index}>
          <Prose text={reversalText(reversal)} />
        </li>
      ))}
    </ul>
  );
}
