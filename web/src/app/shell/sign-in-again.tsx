/** Opens over the page when the session has ended; the calls that met the 401 go on afterwards. */
import { lazy, Suspense } from "react";
import { useSignInIsRequired } from "@/api/sign-in-again";

const SignInAgainDialog = lazy(() => import("./sign-in-again-dialog"));

export function SignInAgain() {
  if (!useSignInIsRequired()) return null;
  return (
    <Suspense fallback={null}>
      <SignInAgainDialog />
    </Suspense>
  );
}
