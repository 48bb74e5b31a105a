/** How time runs in a procedure, by what its entries have said of it. */
import type { Launch } from '../../src/domain/procedure/launch';
import type { Entry } from '../../src/domain/procedure/record';
import { retold, type Segment, type Timeline } from '../../src/domain/procedure/timeline';

export function openPacing({ calendar, dayMs }: Launch) {
  let last: Segment = { from: 0, dayMs, stopped: false };
  let timeline: Timeline = { calendar, segments: [last] };

  function go(segment: Segment): void {
    last = segment;
    timeline = { ...timeline, segments: [...timeline.segments, segment] };
  }

  return {
    timeline: (): Timeline => timeline,
    /** Since the last entry about it. */
    now: (): Segment => last,
    /** Whether the entry changes how time runs. */
    take(entry: Entry): boolean {
      if (entry.kind === 'suspend') go({ ...last, from: entry.at, stopped: true });
      else if (entry.kind === 'resume') go({ ...last, from: entry.at, stopped: false });
      else if (entry.kind === 'pace') go({ ...last, from: entry.at, dayMs: entry.dayMs });
      else if (entry.kind === 'calendar') timeline = retold(timeline, entry.calendar, entry.at);
      else return false;
      return true;
    },
  };
}
