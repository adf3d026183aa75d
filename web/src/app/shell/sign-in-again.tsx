/** Opens over the page when the session has ended; the calls that met the 401 go on afterwards. */
import { Modal, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { signedInAgain, useSignInIsRequired } from "@/api/sign-in-again";
import { SignInForm } from "@/features/accounts/sign-in-form";

export function SignInAgain() {
  const { t } = useTranslation("app");
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
      <SignInForm onSignedIn={signedInAgain} />
    </Modal>
  );
}
