/** Reads and writes the use context of the page one is on. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { readUse, searchKeys, type UseContext, type UseSearch, writeUse } from "@/lib/use-context";

/** The use in the URL and a setter that replaces the history entry and touches no other parameter. */
export function useCurrentUse(): [UseContext, (next: UseContext) => void] {
  const search = useSearch({ strict: false }) as UseSearch;
  const navigate = useNavigate();
  const key = searchKeys.map((name) => search[name] ?? "").join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` holds all of `search` that is read
  const use = useMemo(() => readUse(search), [key]);
  const setUse = useCallback(
    (next: UseContext) => {
      const change = (previous: Record<string, unknown>) => ({ ...previous, ...writeUse(next) });
      void navigate({ to: ".", search: change as never, replace: true });
    },
    [navigate],
  );
  return [use, setUse];
}
