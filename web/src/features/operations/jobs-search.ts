/** What the URL of the jobs says. Pure. */
export const jobStates = ["dead", "running", "waiting", "done", "all"] as const;
export type JobState = (typeof jobStates)[number];

/** `state` is left out for all of them. */
export type JobsSearch = { state?: Exclude<JobState, "all"> };

export function parseJobsSearch(search: Record<string, unknown>): JobsSearch {
  const state = jobStates.find((one) => one === search.state);
  return state === undefined || state === "all" ? {} : { state };
}
