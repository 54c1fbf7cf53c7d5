const lanes = new Map<string, Promise<unknown>>();

/**
 * Runs the work of one lane one after the other: of two pages that need the same figures the second finds them kept, and a long ledger is in
 * memory once. A lane ends with its last piece of work; what fails concerns whoever asked for it.
 */
export async function inTurn<Result>(lane: string, work: () => Promise<Result>): Promise<Result> {
  const before = lanes.get(lane) ?? Promise.resolve();
  const own = before.then(work, work);
  lanes.set(lane, own);
  try {
    return await own;
  } finally {
    if (lanes.get(lane) === own) lanes.delete(lane);
  }
}
