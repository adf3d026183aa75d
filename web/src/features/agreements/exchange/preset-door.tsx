/** The dialog for open licences, loaded when it is first opened. */
import { type ComponentProps, lazy, Suspense } from "react";

const PresetDialog = lazy(() => import("./preset-dialog"));

export function PresetDoor(props: ComponentProps<typeof PresetDialog>) {
  if (!props.opened) return null;
  return (
    <Suspense fallback={null}>
      <PresetDialog {...props} />
    </Suspense>
  );
}
