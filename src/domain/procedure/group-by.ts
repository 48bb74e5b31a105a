/** Powers apart by a key, groups and their members in the order in which they came. */
export function groupBy<K>(powers: Iterable<number>, key: (power: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  for (const power of powers) {
    const k = key(power);
    const group = groups.get(k);
    if (group) group.push(power);
    else groups.set(k, [power]);
  }
  return groups;
}
