/** Opens over the page when the session has ended; the calls that met the 401 go on afterwards. */
import { Loader, Modal, Text } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { signedInAgain, useSignInIsRequired } from "@/api/sign-in-again";

const SignInForm = lazy(() =>
  import("@/features/accounts/sign-in-form").then((room) => ({ default: room.SignInForm })),
);

export function SignInAgain() {
  const { t } = useTranslation(["app", "ui"]);
  const required = useSignInIsRequired();
  return (
    <Modal
      opened={required}
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      centered
      title={t("again.title")}
    >
      <Text size="sm" mb="md">
        {t("again.text")}
      </Text>
      <Suspense fallback={<Loader size="sm" aria-label={t("ui:loading")} />}>
        <SignInForm onSignedIn={signedInAgain} />
      </Suspense>
    </Modal>
  );
}
